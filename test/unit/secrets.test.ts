import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
// biome-ignore-start lint/correctness/useImportExtensions: the declarations beside the script mislead the rule
import {
  buildSecrets,
  makeSecret,
  readSecretProviders,
  type SampledProvider,
  type SecretSample,
} from "../../scripts/generate/secrets.mjs";
// biome-ignore-end lint/correctness/useImportExtensions: until here
import { scanSecrets } from "../../server/src/secrets/scan.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const providers = await readSecretProviders();

/** The line of code a key of this sample stands in. */
const inCode = (sample: SecretSample, key: string) =>
  (sample.context ?? 'const value = "{key}";').replace("{key}", key);
const found = (text: string) => scanSecrets(text).map((match) => match.provider);

function sampleOf(provider: string, shape: string, at = 0): SecretSample {
  const sample = providers.find((p) => p.id === provider)?.shapes.find((s) => s.id === shape)?.samples[at];
  if (!sample) throw new Error(`no sample ${provider} ${shape} ${at}`);
  return sample;
}
const keyOf = (provider: string, shape: string, turn = 0) => makeSecret(sampleOf(provider, shape), turn);

function cases(list: readonly SampledProvider[]) {
  return list.flatMap((provider) =>
    provider.shapes.flatMap((shape) =>
      shape.samples.map((sample) => ({
        name: `${provider.id} ${shape.id} ${sample.seed}`,
        provider,
        shape,
        sample,
      })),
    ),
  );
}

describe("the formats", () => {
  it("are compiled into the generated file", async () => {
    expect(readFileSync(join(root, "server/src/generated/secrets.ts"), "utf8")).toBe(await buildSecrets());
  });

  it("have samples of their own seeds", () => {
    const seeds = cases(providers).map(({ sample }) => sample.seed);
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});

describe.each(cases(providers))("$name", ({ provider, shape, sample }) => {
  it.each([0, 1, 2])("is found (%i)", (turn) => {
    const key = makeSecret(sample, turn);
    const text = `// before\n\n${inCode(sample, key)}\n\n// after\n`;
    const start = text.indexOf(key);
    expect(scanSecrets(text)).toEqual([
      { provider: provider.id, start, end: start + key.length, checked: shape.checked },
    ]);
  });

  it.each(["short", "long"] as const)("is not found when it is too %s", (change) => {
    const text = inCode(sample, makeSecret(sample, 0, change));
    if (shape.fallback) expect(found(text.replace(/[A-Za-z0-9]{60}/, "short"))).toEqual([]);
    else expect(found(text)).not.toContain(provider.id);
  });

  it("is not found as a mask, a stand-in, cut off or in a pattern", () => {
    const key = makeSecret(sample);
    const anchor = shape.anchors?.[0] ?? "";
    expect(found(inCode(sample, makeSecret(sample, 0, "mask")))).toEqual([]);
    expect(found(inCode(sample, `${anchor}your-${provider.id}-key`))).toEqual([]);
    expect(found(inCode(sample, `${anchor}...`))).toEqual([]);
    expect(found(inCode(sample, `${key}...`))).toEqual([]);
    expect(found(`const form = /^${key}$/; // ${provider.id}`)).toEqual([]);
    expect(found(inCode(sample, `\${${provider.id.replaceAll("-", "_").toUpperCase()}_API_KEY}`))).toEqual(
      [],
    );
  });

  it("is not found where the environment is read", () => {
    const name = `${provider.id.replaceAll("-", "_").toUpperCase()}_API_KEY`;
    expect(found(`const key = process.env.${name} ?? "";`)).toEqual([]);
    expect(found(`api_key=os.environ["${name}"]`)).toEqual([]);
  });

  it("is found in a comment, but not its description", () => {
    expect(found(`/**\n * ${inCode(sample, makeSecret(sample))}\n */`)).toEqual([provider.id]);
    expect(
      found(`/**\n * @param key begins with ${shape.anchors?.[0] ?? "letters"}… or <key>, see {{key}}\n */`),
    ).toEqual([]);
  });

  if (shape.keywords && !shape.fallback)
    it("needs its keyword", () => {
      expect(found(`value = "${makeSecret(sample)}"`)).not.toContain(provider.id);
    });
});

describe("formats that collide", () => {
  it("tells the owners of sk- apart", () => {
    const ask = (key: string, more = "") => found(`client = OpenAI(api_key="${key}"${more})`);
    expect(ask(keyOf("openai", "legacy"))).toEqual(["openai"]);
    expect(ask(keyOf("openai", "scoped"))).toEqual(["openai"]);
    expect(ask(keyOf("anthropic", "api"))).toEqual(["anthropic"]);
    expect(ask(keyOf("openrouter", "api"))).toEqual(["openrouter"]);
    expect(ask(keyOf("langfuse", "secret"))).toEqual(["langfuse"]);
    expect(ask(keyOf("deepseek", "api"))).toEqual(["openai-compatible"]);
    expect(ask(keyOf("deepseek", "api"), ', base_url="https://api.deepseek.com"')).toEqual(["deepseek"]);
    expect(ask(keyOf("dashscope", "api"), ', base_url="https://dashscope.aliyuncs.com"')).toEqual([
      "dashscope",
    ]);
    expect(ask(keyOf("litellm", "virtual"), ', base_url="https://litellm.corp.io"')).toEqual(["litellm"]);
  });

  it("sees a keyword further down in the same call, but not in another statement", () => {
    const key = keyOf("deepseek", "api");
    expect(found(`OpenAI(\n  api_key="${key}",\n  base_url="https://api.deepseek.com",\n)`)).toEqual([
      "deepseek",
    ]);
    expect(found(`x = "${key}"\ny = "deepseek"`)).toEqual([]);
  });

  it("keeps Langfuse's public twin and Stripe's keys out", () => {
    expect(found(`publicKey: "${keyOf("langfuse", "secret").replace("sk-", "pk-")}"`)).toEqual([]);
    const tail = keyOf("elevenlabs", "api").slice(3);
    expect(found(`stripe("sk_live_${tail.slice(0, 24)}")`)).toEqual([]);
    expect(found(`stripe("sk_test_${tail}")`)).toEqual([]);
    expect(found(`eleven("sk_${tail}")`)).toEqual(["elevenlabs"]);
  });

  it("takes the provider whose name stands nearest", () => {
    const key = keyOf("azure-openai", "old");
    expect(found(`keys = { mistral: a, assemblyai_api_key: "${key}" }`)).toEqual(["assemblyai"]);
    expect(found(`keys = { assemblyai: a, azure_api_key: "${key}" }`)).toEqual(["azure-openai"]);
  });

  it("leaves class names and words with the same beginning alone", () => {
    expect(found('<div class="fc-toolbar-chunk fc-button-primary pa-4 xai-panel hf_container">')).toEqual([]);
    expect(found('import { hf_hub_download_with_retries_and_backoff_x } from "hf_utils"')).toEqual([]);
  });
});

describe("the surroundings of a key", () => {
  const key = keyOf("groq", "api");

  it("may be a cell of a notebook, a .env file, a header, an address", () => {
    expect(found(`"source": ["GROQ_API_KEY = \\"${key}\\"\\n", "x\\n${key}\\n"]`)).toEqual(["groq", "groq"]);
    expect(found(`GROQ_API_KEY=${key}\r\nOTHER=1`)).toEqual(["groq"]);
    expect(found(`Authorization: Bearer ${key}`)).toEqual(["groq"]);
    expect(found(`https://host/v1?key=${keyOf("google", "api")}&x=1`)).toEqual(["google"]);
  });

  it("finds several in one text, in order", () => {
    const text = `a = "${key}"; b = "${keyOf("xai", "api")}"\nc = "${keyOf("nvidia", "api")}"`;
    expect(found(text)).toEqual(["groq", "xai", "nvidia"]);
  });

  it("does not take hashes, revisions and identifiers near a provider's name for keys", () => {
    const hex = keyOf("wandb", "api");
    expect(found(`model="mistralai/Mistral-7B", revision="${hex}"`)).toEqual([]);
    expect(found(`cohere @ git+https://host/cohere.git@${hex}`)).toEqual([]);
    expect(found(`wandb==0.17 --hash=sha256:${keyOf("serpapi", "api")}`)).toEqual([]);
    expect(found(`"exa": { "id": "${keyOf("exa", "api")}" }`)).toEqual([]);
    expect(found(`tokenizer_hash = "${hex}"  # wandb`)).toEqual([]);
  });

  it("leaves keys that web pages show out", () => {
    const google = keyOf("google", "api");
    expect(found(`initializeApp({ apiKey: "${google}", authDomain: "app.web.app" })`)).toEqual([]);
    expect(found(`genai.configure(api_key="${google}")`)).toEqual(["google"]);
  });

  it("stays linear in hostile texts", () => {
    const texts = [
      "sk-",
      "sk-ant-api03-",
      "A",
      "a1",
      "bedrock-api-key-",
      "AIza",
      "cohere key=",
      "0123abcd-0123-4567-",
    ];
    for (const text of texts) {
      const long = text.repeat(Math.ceil(1_000_000 / text.length));
      const before = performance.now();
      scanSecrets(long);
      expect(performance.now() - before, text).toBeLessThan(4000);
    }
  });
});

describe("real text", () => {
  it("of installed packages has no keys", () => {
    const files = ["typescript/lib", "zod", "vite/dist", "yaml", "fast-check", "@types/node"].flatMap(
      (name) => textFiles(join(root, "node_modules", name), 60),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => hits(file))).toEqual([]);
  });

  it("of Python's library has no keys", ({ skip }) => {
    const folder = pythonLibrary();
    if (folder === undefined) return skip();
    expect(textFiles(folder, 300).flatMap((file) => hits(file))).toEqual([]);
  });

  function hits(file: string): string[] {
    return scanSecrets(readFileSync(file, "utf8")).map((match) => `${file}:${match.start} ${match.provider}`);
  }

  function textFiles(folder: string, most: number): string[] {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]s|json|md|py)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => statSync(file).size < 4_000_000)
      .slice(0, most);
  }

  function pythonLibrary(): string | undefined {
    try {
      const script = "import sysconfig; print(sysconfig.get_paths()['stdlib'])";
      return execFileSync("python3", ["-c", script], { encoding: "utf8" }).trim();
    } catch {
      return undefined;
    }
  }
});
