import { describe, expect, it } from "vitest";
// biome-ignore-start lint/correctness/useImportExtensions: the declarations beside the script mislead the rule
import { makeSecret, readSecretProviders, type SamplePart } from "../../scripts/generate/secrets.mjs";
// biome-ignore-end lint/correctness/useImportExtensions: until here
import { isCredentialLiteral } from "../../server/src/secrets/credential.ts";
import { maskSecret, maskSecrets } from "../../server/src/secrets/mask.ts";

const providers = await readSecretProviders();
const samples = providers.flatMap((provider) =>
  provider.shapes.flatMap((shape) =>
    shape.samples.map((sample) => ({ provider: provider.id, shape, sample })),
  ),
);
const random = (...parts: SamplePart[]) => makeSecret({ seed: 7, parts });
const hex = random({ alphabet: "hex", length: 32 });
const is = (value: string, baseUrl?: string, parameter = "api_key") =>
  isCredentialLiteral(value, { parameter, ...(baseUrl === undefined ? {} : { baseUrl }) });

describe("a literal given to a credential parameter", () => {
  it.each(samples)("is a credential as a key of $provider $sample.seed", ({ sample }) => {
    for (const turn of [0, 1, 2]) expect(is(makeSecret(sample, turn))).toBe(true);
  });

  it("needs no provider's form", () => {
    expect(is(hex)).toBe(true);
    expect(is(`Bearer ${hex}`)).toBe(true);
    expect(is(random({ alphabet: "alnum", length: 24 }))).toBe(true);
    expect(is(random({ alphabet: "url", length: 43 }))).toBe(true);
    expect(is(`prod_${random({ alphabet: "alnum", length: 32 })}`)).toBe(true);
  });

  it.each([
    ..."ollama not-needed YOUR_API_KEY test-key lm-studio sk-no-key-required dummy key abc123 EMPTY none".split(
      " ",
    ),
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
    "sk-...",
    "",
    "x",
    "OPENAI_API_KEY",
    "AZURE_OPENAI_API_KEY_2",
    "sk-test-1234567890abcdef",
    "sk-1234567890abcdef1234567890abcdef",
    "abc123def456ghi789jkl012mno345pqr678",
    "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4",
    "deadbeefdeadbeefdeadbeefdeadbeef",
    "00000000-0000-0000-0000-000000000000",
    "123e4567-e89b-12d3-a456-426614174000",
    "this is a sentence of 7 words",
    "my-super-secret-key-value-2024",
    "azureOpenAiProductionKey2024",
    "OpenAIApiKeyFromKeyVault1",
    "chatbot_api_key",
    "token-abc123",
    "gpt-4o-2024-08-06-preview",
    "/run/secrets/openai_key",
    "./keys/openai.key",
    "C:\\keys\\openai.txt",
    "https://vault.corp.io/v1/secret/9f3a7c1e",
    "projects/my-project-12345/secrets/openai-key/versions/1",
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:k-AbCdEf",
    `\${OPENAI_API_KEY}`,
    "{{ openai_api_key }}",
    "<your key here>",
    "%(api_key)s",
    "$OPENAI_API_KEY",
  ])("is none as %j", (value) => {
    expect(is(value)).toBe(false);
  });

  it("counts for a local server only with a provider's form", () => {
    const local =
      "http://localhost:11434/v1 http://127.0.0.1:1234 http://0.0.0.0:8000 http://[::1]:8080/v1 http://ollama:11434/v1 http://host.docker.internal:8000/v1 http://192.168.1.5/v1 localhost:8000";
    for (const baseUrl of local.split(" ")) expect(is(hex, baseUrl), baseUrl).toBe(false);
    for (const baseUrl of ["https://api.deepseek.com", "http://8.8.8.8/v1", "https://localhost.example.com"])
      expect(is(hex, baseUrl), baseUrl).toBe(true);
    const groq = samples.find(({ provider }) => provider === "groq");
    expect(groq && is(makeSecret(groq.sample), "http://localhost:8000")).toBe(true);
  });

  it("is none under a public name or as a public twin", () => {
    expect(is(hex, undefined, "publicKey")).toBe(false);
    expect(is(hex, undefined, "client_id")).toBe(false);
    expect(is(`pk-lf-${hex}`)).toBe(false);
    const part = (data: object) => Buffer.from(JSON.stringify(data)).toString("base64url");
    const jwt = (role: string) =>
      `${part({ alg: "HS256" })}.${part({ iss: "supabase", role })}.${random({ alphabet: "url", length: 43 })}`;
    expect(is(jwt("anon"))).toBe(false);
    expect(is(jwt("service_role"))).toBe(true);
  });
});

describe("masking", () => {
  it.each(samples)("hides a key of $provider $sample.seed", ({ sample, shape }) => {
    for (const turn of [0, 1, 2]) {
      const key = makeSecret(sample, turn);
      const text = `one ${(sample.context ?? 'const value = "{key}";').replace("{key}", key)} two`;
      const masked = maskSecrets(text);
      expect(longestShared(masked, key.slice(longestAnchor(key, shape.anchors).length))).toBeLessThanOrEqual(
        4,
      );
      expect(maskSecrets(masked)).toBe(masked);
      expect(masked.startsWith("one ") && masked.endsWith(" two")).toBe(true);
      expect(maskSecret(key)).toMatch(/…(?:.{4})?$/);
      expect(
        longestShared(maskSecret(key), key.slice(longestAnchor(key, shape.anchors).length)),
      ).toBeLessThanOrEqual(4);
    }
  });

  it("hides what only looks like a key or is named like one", () => {
    const key = samples.find(({ provider }) => provider === "openrouter");
    const cut = key ? makeSecret(key.sample, 0, "short") : "";
    expect(maskSecrets(`got ${cut}.`)).not.toContain(cut.slice(9));
    expect(maskSecrets(`password: "${hex}"`)).toBe(`password: "…${hex.slice(-4)}"`);
    expect(maskSecrets(`{"fingerprint":"${hex}"}`)).toBe(`{"fingerprint":"${hex}"}`);
  });

  it("leaves ordinary text as it is", () => {
    const text =
      "src/app-routerConfig2.ts:12:3 error: apiKey comes from process.env.OPENAI_API_KEY (sk-…) in hf_hub_download";
    expect(maskSecrets(text)).toBe(text);
  });

  it("shows no end of a short value", () => {
    expect(maskSecret("hunter2hunter2")).toBe("…");
    expect(maskSecret("")).toBe("…");
  });
});

function longestAnchor(key: string, anchors: readonly string[] = []): string {
  return anchors.filter((anchor) => key.startsWith(anchor)).sort((a, b) => b.length - a.length)[0] ?? "";
}

/** Length of the longest part of `secret` that `text` shows. */
function longestShared(text: string, secret: string): number {
  let longest = 0;
  for (let i = 0; i < secret.length; i++) {
    while (i + longest < secret.length && text.includes(secret.slice(i, i + longest + 1))) longest++;
  }
  return longest;
}
