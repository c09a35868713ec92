/** One file of the benchmark: a key, or something that only looks like one, on one line. */
export interface KeyCase {
  /** Path relative to the corpus. */
  path: string;
  text: string;
  /** The line of the key or the look-alike, from 1. */
  line: number;
  /** Whether a key stands there. */
  isKey: boolean;
  /** Provider of the key, or sort of look-alike. */
  of: string;
  /** The kind of file. */
  kind: string;
  /** What it is given to: a name that says credential, or one that says nothing. */
  beside: "credential" | "neutral";
}

/** A provider as its documents, or the rules of other scanners, describe its keys; `{alphabet:length}` are random. */
interface Provider {
  name: string;
  /** The word for the provider, as identifiers have it. */
  word: string;
  shape: string;
  /** The usual name in the environment. */
  variable: string;
}

const uuid = "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}";
/** name | word | variable | shape */
const table = `
OpenAI | openai | OPENAI_API_KEY | sk-proj-{url:74}T3Blbk+FJ{url:74}
OpenAI service account | openai | OPENAI_API_KEY | sk-svcacct-{url:58}T3Blbk+FJ{url:58}
OpenAI legacy | openai | OPENAI_API_KEY | sk-{alnum:20}T3Blbk+FJ{alnum:20}
Anthropic | anthropic | ANTHROPIC_API_KEY | sk-ant-api03-{url:93}AA
Anthropic admin | anthropic | ANTHROPIC_ADMIN_KEY | sk-ant-admin01-{url:93}AA
Google | gemini | GEMINI_API_KEY | AIzaSy{url:33}
Hugging Face | huggingface | HF_TOKEN | hf_{letters:34}
Cohere | cohere | COHERE_API_KEY | {alnum:40}
Mistral | mistral | MISTRAL_API_KEY | {alnum:32}
Perplexity | perplexity | PERPLEXITY_API_KEY | pplx-{alnum:48}
Bedrock | bedrock | AWS_BEARER_TOKEN_BEDROCK | ABSK{base64:120}
Databricks | databricks | DATABRICKS_TOKEN | dapi{hex:32}
Groq | groq | GROQ_API_KEY | gsk_{alnum:52}
Replicate | replicate | REPLICATE_API_TOKEN | r8_{alnum:37}
xAI | xai | XAI_API_KEY | xai-{alnum:80}
LangSmith | langsmith | LANGSMITH_API_KEY | lsv2_pt_{hex:32}_{hex:10}
NVIDIA | nvidia | NVIDIA_API_KEY | nvapi-{url:64}
Pinecone | pinecone | PINECONE_API_KEY | pcsk_{alnum:5}_{alnum:63}
Pinecone old | pinecone | PINECONE_API_KEY | ${uuid}
Tavily | tavily | TAVILY_API_KEY | tvly-dev-{alnum:32}
OpenRouter | openrouter | OPENROUTER_API_KEY | sk-or-v1-{hex:64}
Together | together | TOGETHER_API_KEY | tgp_v1_{url:43}
Together old | together | TOGETHER_API_KEY | {hex:64}
Cerebras | cerebras | CEREBRAS_API_KEY | csk-{lower:48}
Fireworks | fireworks | FIREWORKS_API_KEY | fw_{alnum:24}
DeepSeek | deepseek | DEEPSEEK_API_KEY | sk-{hex:32}
Firecrawl | firecrawl | FIRECRAWL_API_KEY | fc-{hex:32}
E2B | e2b | E2B_API_KEY | e2b_{hex:40}
ElevenLabs | elevenlabs | ELEVENLABS_API_KEY | sk_{hex:48}
Langfuse | langfuse | LANGFUSE_SECRET_KEY | sk-lf-${uuid}
Azure OpenAI | azure | AZURE_OPENAI_API_KEY | {hex:32}
Azure OpenAI long | azure | AZURE_OPENAI_API_KEY | {alnum:84}
Voyage | voyage | VOYAGE_API_KEY | pa-{url:43}
Exa | exa | EXA_API_KEY | ${uuid}
Weights & Biases | wandb | WANDB_API_KEY | {hex:40}
Jina | jina | JINA_API_KEY | jina_{hex:32}{alnum:28}
AssemblyAI | assemblyai | ASSEMBLYAI_API_KEY | {hex:32}
Deepgram | deepgram | DEEPGRAM_API_KEY | {hex:40}
Zhipu | zhipu | ZHIPUAI_API_KEY | {hex:32}.{alnum:16}
DashScope | dashscope | DASHSCOPE_API_KEY | sk-{hex:32}
Moonshot | moonshot | MOONSHOT_API_KEY | sk-{alnum:48}
SiliconFlow | siliconflow | SILICONFLOW_API_KEY | sk-{letters-lower:48}
Stability | stability | STABILITY_API_KEY | sk-{alnum:48}
LlamaCloud | llamacloud | LLAMA_CLOUD_API_KEY | llx-{alnum:48}
Helicone | helicone | HELICONE_API_KEY | sk-helicone-{lower:7}-{lower:7}-{lower:7}-{lower:7}
SerpApi | serpapi | SERPAPI_API_KEY | {hex:64}
Serper | serper | SERPER_API_KEY | {hex:40}
DeepInfra | deepinfra | DEEPINFRA_API_KEY | {alnum:32}
MiniMax | minimax | MINIMAX_API_KEY | sk-api-{url:119}
RunPod | runpod | RUNPOD_API_KEY | rpa_{upper:40}{alnum:6}
Brave Search | brave | BRAVE_API_KEY | BSA{alnum:28}
Upstage | upstage | UPSTAGE_API_KEY | up_{alnum:29}
Context7 | context7 | CONTEXT7_API_KEY | ctx7sk-${uuid}
`;

const providers: Provider[] = table
  .trim()
  .split("\n")
  .map((row) => {
    const [name = "", word = "", variable = "", shape = ""] = row.split(" | ");
    return { name, word, variable, shape: shape.replace("+", "").replaceAll("{base64", "{base64") };
  });

/** Shapes that prove nothing by themselves: beside a neutral name the provider must be named close by. */
const isBare = (shape: string): boolean => /^(?:\{|sk-\{(?!alnum:20)|pa-|fw_|fc-|up_|BSA)/.test(shape);

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const alphabets: Readonly<Record<string, string>> = {
  alnum: lower.toUpperCase() + lower + digits,
  lower: lower + digits,
  upper: lower.toUpperCase() + digits,
  hex: `${digits}abcdef`,
  letters: lower + lower.toUpperCase(),
  "letters-lower": lower,
  url: `${lower.toUpperCase()}${lower}${digits}_-`,
  base64: `${lower.toUpperCase()}${lower}${digits}+/`,
};

type Random = () => number;

/** Mulberry32. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Makes a value of a shape; no character class is missing and none of its ends is a separator, as in keys that are handed out. */
function makeValue(shape: string, random: Random): string {
  return shape.replace(/\{([\w-]+):(\d+)\}/g, (_, alphabet: string, length: string) => {
    const letters = alphabets[alphabet] ?? "";
    for (;;) {
      let out = "";
      for (let i = 0; i < Number(length); i++) out += letters[Math.floor(random() * letters.length)];
      if (
        Number(length) < 20 ||
        (!/^[-_]|[-_]$/.test(out) && (/[0-9]/.test(out) || /letters/.test(alphabet)))
      )
        return out;
    }
  });
}

/** Puts a value into a file: `name` is what it is given to, `word` the provider where it must be said. */
interface FileKind {
  kind: string;
  path: string;
  credential(variable: string, value: string, word: string): string;
  neutral(word: string, value: string): string;
}

const camel = (variable: string) =>
  variable.toLowerCase().replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
const jsonOf = (text: string) => JSON.stringify(text).slice(1, -1);
const notebook = (source: string, output: string) =>
  `{\n "cells": [\n  {\n   "cell_type": "code",\n   "execution_count": 1,\n   "metadata": {},\n   "outputs": [\n    {\n     "name": "stdout",\n     "output_type": "stream",\n     "text": [\n      "${jsonOf(output)}\\n"\n     ]\n    }\n   ],\n   "source": [\n    "import os\\n",\n    "${jsonOf(source)}"\n   ]\n  }\n ],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n`;

const kinds: FileKind[] = [
  {
    kind: "Python",
    path: "app/service.py",
    credential: (name, value) => `import os\n\n${name} = "${value}"\n\nprint("ready")\n`,
    neutral: (word, value) => `import os\n\nvalue = "${value}"  # ${word}\n\nprint("ready")\n`,
  },
  {
    kind: "TypeScript",
    path: "src/service.ts",
    credential: (name, value, word) =>
      `import { client } from "./client";\n\nexport const ${word} = client({ ${camel(name)}: "${value}" });\n`,
    neutral: (word, value) =>
      `import { connect } from "./connect";\n\nexport const it = connect({ ${word}: "${value}" });\n`,
  },
  {
    kind: "JavaScript",
    path: "src/panel.jsx",
    credential: (name, value) =>
      `export function Panel() {\n  const ${camel(name)} = '${value}';\n  return <p>ready</p>;\n}\n`,
    neutral: (word, value) =>
      `export function Panel() {\n  const x = '${value}'; // ${word}\n  return <p>ready</p>;\n}\n`,
  },
  {
    kind: "notebook source",
    path: "analysis.ipynb",
    credential: (name, value) => notebook(`os.environ["${name}"] = "${value}"`, "done"),
    neutral: (word, value) => notebook(`x = "${value}"  # ${word}`, "done"),
  },
  {
    kind: "notebook output",
    path: "report.ipynb",
    credential: (name, value) => notebook("show()", `${name}=${value}`),
    neutral: (word, value) => notebook("show()", `${word}: ${value}`),
  },
  {
    kind: "MCP settings",
    path: ".mcp.json",
    credential: (name, value, word) =>
      `{\n  "mcpServers": {\n    "${word}": {\n      "command": "node",\n      "args": ["server.js"],\n      "env": { "${name}": "${value}" }\n    }\n  }\n}\n`,
    neutral: (word, value) =>
      `{\n  "mcpServers": {\n    "${word}": {\n      "command": "node",\n      "args": ["server.js"],\n      "env": { "VALUE": "${value}" }\n    }\n  }\n}\n`,
  },
  {
    kind: "docker-compose",
    path: "docker-compose.yml",
    credential: (name, value) =>
      `services:\n  web:\n    image: node:22\n    environment:\n      - ${name}=${value}\n`,
    neutral: (word, value) =>
      `services:\n  web:\n    image: node:22\n    x-${word}:\n      value: ${value}\n`,
  },
  {
    kind: "CI workflow",
    path: ".github/workflows/ci.yml",
    credential: (name, value) =>
      `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    env:\n      ${name}: ${value}\n    steps:\n      - run: make\n`,
    neutral: (word, value) =>
      `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./ask ${word} "${value}"\n`,
  },
  {
    kind: "TOML",
    path: "config.toml",
    credential: (name, value, word) => `title = "app"\n\n[${word}]\n${name.toLowerCase()} = "${value}"\n`,
    neutral: (word, value) => `title = "app"\n\n[${word}]\nvalue = "${value}"\n`,
  },
  {
    kind: ".env",
    path: ".env",
    credential: (name, value) => `PORT=8080\n${name}=${value}\nDEBUG=1\n`,
    neutral: (word, value) => `PORT=8080\n# ${word}\nVALUE=${value}\nDEBUG=1\n`,
  },
  {
    kind: "Dockerfile",
    path: "Dockerfile",
    credential: (name, value) => `FROM node:22\nENV ${name}=${value}\nCMD ["node", "."]\n`,
    neutral: (word, value) => `FROM node:22\nENV ${word.toUpperCase()} ${value}\nCMD ["node", "."]\n`,
  },
  {
    kind: "shell",
    path: "deploy.sh",
    credential: (name, value) => `#!/bin/sh\nexport ${name}="${value}"\nmake deploy\n`,
    neutral: (word, value) => `#!/bin/sh\nmake deploy ${word}=${value}\n`,
  },
  {
    kind: "INI",
    path: "settings.ini",
    credential: (name, value, word) => `[main]\nport = 8080\n\n[${word}]\n${name.toLowerCase()} = ${value}\n`,
    neutral: (word, value) => `[main]\nport = 8080\n\n[${word}]\nvalue = ${value}\n`,
  },
  {
    kind: "YAML",
    path: "deploy/app.yaml",
    credential: (name, value) =>
      `kind: Pod\nspec:\n  containers:\n    - name: web\n      env:\n        - name: ${name}\n          value: "${value}"\n`,
    neutral: (word, value) => `kind: Config\n${word}:\n  region: eu\n  value: "${value}"\n`,
  },
];

/** Values that scanners stumble over: a name, and what stands there. */
const lookAlikes: {
  of: string;
  name: string;
  make(random: Random, word: string, variable: string): string;
}[] = [
  { of: "SHA-256", name: "checksum", make: (random) => makeValue("{hex:64}", random) },
  { of: "commit", name: "revision", make: (random) => makeValue("{hex:40}", random) },
  { of: "MD5", name: "etag", make: (random) => makeValue("{hex:32}", random) },
  { of: "UUID", name: "request_id", make: (random) => makeValue(uuid, random) },
  { of: "integrity", name: "integrity", make: (random) => `sha512-${makeValue("{base64:86}", random)}==` },
  {
    of: "digest",
    name: "image",
    make: (random, word) => `registry.io/${word}/app@sha256:${makeValue("{hex:64}", random)}`,
  },
  { of: "mask", name: "{variable}", make: () => `sk-proj-${"x".repeat(48)}` },
  { of: "stars", name: "{variable}", make: () => `sk-ant-api03-${"*".repeat(24)}` },
  { of: "placeholder", name: "{variable}", make: (_, word) => `your-${word}-api-key-goes-here` },
  { of: "angle brackets", name: "{variable}", make: (_, word) => `<${word.toUpperCase()}_API_KEY>` },
  { of: "cut off", name: "{variable}", make: () => "sk-ant-..." },
  { of: "environment", name: "{variable}", make: (_, __, variable) => `\${${variable}}` },
  { of: "secret store", name: "{variable}", make: (_, __, variable) => `\${{ secrets.${variable} }}` },
  { of: "pattern", name: "key_pattern", make: () => "^sk-ant-api03-[A-Za-z0-9_-]{93}AA$" },
  { of: "too short", name: "value", make: (random) => makeValue("gsk_{alnum:31}", random) },
  { of: "too long", name: "value", make: (random) => makeValue("hf_{letters:39}", random) },
  { of: "public twin", name: "langfuse_public_key", make: (random) => makeValue(`pk-lf-${uuid}`, random) },
  { of: "class names", name: "css", make: () => "sk-loading-spinner-container-wrapper-large-centered" },
  {
    of: "image data",
    name: "icon",
    make: (random) => `data:image/png;base64,iVBORw0KGgo${makeValue("{base64:80}", random)}`,
  },
  {
    of: "model name",
    name: "model",
    make: () => "mistralai/Mixtral-8x22B-Instruct-v0.1-FP8-dynamic-20241022",
  },
  { of: "counted up", name: "{variable}", make: () => "sk-1234567890abcdef1234567890abcdef" },
  { of: "dummy", name: "{variable}", make: () => "sk-test-dummy-key-for-unit-tests" },
  { of: "hash of a model", name: "{word}_model_sha", make: (random) => makeValue("{hex:40}", random) },
  { of: "cache key", name: "{word}_cache_hash", make: (random) => makeValue("{hex:32}", random) },
  {
    of: "host name",
    name: "{word}_host",
    make: (random) => `${makeValue("{lower:12}", random)}.europe-west3.gcp.cloud.es.io`,
  },
  { of: "path", name: "{variable}_FILE", make: () => "/run/secrets/provider_api_key_production_2024" },
];

/** All cases of a seed: each provider's key in each kind of file, half of them beside neutral names, and as many look-alikes. */
export function makeCases(seed: number): KeyCase[] {
  const random = randomFrom(seed);
  const out: KeyCase[] = [];
  const add = (
    file: FileKind,
    text: string,
    value: string,
    rest: Pick<KeyCase, "isKey" | "of" | "beside">,
  ) => {
    const number = String(out.length).padStart(4, "0");
    const at = text.split("\n").findIndex((line) => line.includes(value) || line.includes(jsonOf(value)));
    out.push({ path: `p${number}/${file.path}`, text, line: at + 1, kind: file.kind, ...rest });
  };
  for (const [p, provider] of providers.entries()) {
    for (const [k, file] of kinds.entries()) {
      const value = makeValue(provider.shape, random);
      const beside = (p + k) % 2 === 0 ? "credential" : "neutral";
      const word = isBare(provider.shape) ? provider.word : "service";
      const text =
        beside === "credential"
          ? file.credential(provider.variable, value, provider.word)
          : file.neutral(word, value);
      add(file, text, value, { isKey: true, of: provider.name, beside });
      const alike = lookAlikes[(p * kinds.length + k) % lookAlikes.length] as (typeof lookAlikes)[number];
      const fake = alike.make(random, provider.word, provider.variable);
      const name = alike.name.replace("{variable}", provider.variable).replace("{word}", provider.word);
      add(file, file.credential(name, fake, provider.word), fake, {
        isKey: false,
        of: alike.of,
        beside: "credential",
      });
    }
  }
  return out;
}
