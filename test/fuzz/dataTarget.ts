import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseToml, stringify as printToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import type { CliIo } from "../../server/src/cli/io.ts";
import { runCli } from "../../server/src/cli/program.ts";
import { createEngine, maskSecrets } from "../../server/src/engine.ts";
import { VULNERABLE } from "../e2e/run.ts";
import { catalogueFixtures, projectRoot } from "../harness/fixtures.ts";
import type { ReadAsset } from "../harness/project.ts";
import { dataSeeds } from "./dataSeeds.ts";
import { damageText, type Json, mutateValue, printData } from "./mutateData.ts";
import { Random } from "./random.ts";
import type { Seed } from "./sourceTarget.ts";
import { type Case, openChangingFiles, type Target } from "./target.ts";

/** What the program reads beside programs, changed: it says what is wrong and ends with a code of the contract. */
export async function openDataTarget(seeds: readonly Seed[], readAsset: ReadAsset): Promise<Target> {
  const { fs, show } = openChangingFiles();
  const engine = await createEngine({ fs }, readAsset);
  const packs = packSeeds();
  const documents = catalogueFixtures()
    .filter((fixture) => fixture.language === "documents")
    .map((fixture) => fixture.files);
  const run = async (args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const heard = { stdout: "", stderr: "" };
    const stream = (name: keyof typeof heard) => ({
      isTerminal: false,
      write: (text: string) => {
        heard[name] += text;
      },
    });
    const refuse = (): Promise<never> => Promise.reject(new Error("nothing may be written or served"));
    const io: CliIo = {
      arguments: args,
      environment: {},
      stdout: stream("stdout"),
      stderr: stream("stderr"),
      openFileSystem: () => fs,
      openEngine: async () => engine,
      maskSecrets,
      guardMemory: () => () => false,
      now: () => 0,
      time: () => "2026-01-31T12:00:00",
      runGit: async () => undefined,
      readStdin: async () => "",
      openAnswers: refuse,
      watchFiles: () => {},
      serveAgents: refuse,
      serve: refuse,
      writeSource: refuse,
      writeReport: refuse,
    };
    return { code: await runCli(io), ...heard };
  };
  const reports: Record<string, string> = { ...dataSeeds.reports };
  show(PROGRAMS);
  for (const [name, ...args] of REPORTS) reports[name] = (await run(args)).stdout;
  const makers: ((random: Random) => Case)[] = [
    (random) => configuration(random),
    (random) => pack(random, packs),
    (random) => notebook(random, seeds),
    (random) => ({ files: changeOne(random.pick(documents), random) }),
    (random) => ({ files: { ...PROGRAMS, ...changeOne(random.pick(dataSeeds.manifests), random) } }),
    (random) => {
      const [name, text] = random.pick(Object.entries(reports));
      return {
        files: { ...PROGRAMS, "x.json": change(name, text, random), "y.json": text },
        args: random.pick(dataSeeds.readers[name] ?? []),
      };
    },
    (random) => ({
      files: {
        ...PROGRAMS,
        [random.pick([".gitignore", ".llmlintignore", "src/.gitignore"])]: globs(random),
      },
    }),
  ];
  return {
    make: (seed) => {
      const random = new Random(seed);
      return random.pick(makers)(random);
    },
    async check({ files, args = ["scan", "--profile", "strict", "--format", "text"] }) {
      show(files);
      const { code, ...heard } = await run(args);
      if (heard.stderr.includes("the program failed") || heard.stderr.includes("internal error"))
        return heard.stderr;
      if (![0, 1, 2, 3].includes(code)) return `the exit code is ${code}`;
      if (code === 2 && !/^error: ./m.test(heard.stderr)) return "exit code 2 without a word";
      if (
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(
          heard.stdout + heard.stderr,
        )
      )
        return `signs that a terminal obeys: ${JSON.stringify(heard.stderr.slice(0, 300))}`;
      return undefined;
    },
  };
}

/** What the program itself writes, to be changed and read again. */
const REPORTS = [
  ["report.json", "scan", "--format", "json"],
  ["report.sarif.json", "scan", "--format", "sarif"],
  ["inventory.json", "inventory", "--format", "json"],
] as const;

const PROGRAMS = {
  "src/app.py": VULNERABLE,
  "src/app.ts": `import OpenAI from "openai";\nimport { run } from "@/lib/run";\nexport async function f(q: string) {\n  const r = await new OpenAI().responses.create({ model: "m", input: q });\n  eval(r.output_text);\n  run(r.output_text);\n}\n`,
  "src/lib/run.ts": `import { execSync } from "child_process";\nexport const run = (x: string) => execSync(x);\n`,
};

function configuration(random: Random): Case {
  const value = mutateValue(random.pick(dataSeeds.configurations) as Json, random);
  const form = random.below(4);
  const base = {
    "base.jsonc": '{ "extends": "./llmlint.jsonc", "rules": {} }',
    "lint/p.yaml": random.pick(dataSeeds.packs),
  };
  if (form === 0)
    return { files: { ...PROGRAMS, ...base, "llmlint.yaml": printData(value, "yaml", random) } };
  if (form === 1)
    return {
      files: {
        ...PROGRAMS,
        ...base,
        "package.json": printData({ name: "x", llmlint: value }, "json", random),
      },
    };
  if (form === 2)
    return {
      files: { ...PROGRAMS, ...base, "pyproject.toml": asToml({ tool: { llmlint: value } }, random) },
    };
  return { files: { ...PROGRAMS, ...base, "llmlint.jsonc": printData(value, "json", random) } };
}

/** TOML has no null and no depth; what cannot be said in it is damaged text. */
function asToml(value: Json, random: Random): string {
  try {
    const text = printToml(value as Record<string, unknown>);
    return random.chance(0.35) ? damageText(text, random) : text;
  } catch {
    return damageText(
      '[tool.llmlint]\nprofile = "strict"\nignore = ["a"]\n[tool.llmlint.rules]\nmissing-timeout = "off"\n',
      random,
    );
  }
}

interface PackSeed {
  value: Json;
  module: string;
  program: Record<string, string>;
}

function packSeeds(): PackSeed[] {
  const found: PackSeed[] = [];
  for (const ecosystem of ["npm", "pypi"]) {
    const folder = join(projectRoot, "rules/models", ecosystem);
    for (const name of readdirSync(folder).sort()) {
      const files = readdirSync(join(folder, name));
      const text = readFileSync(join(folder, name, "pack.yaml"), "utf8");
      const fixture = files.find((file) => file.startsWith("fixture."));
      if (text.length > 6000 || fixture === undefined) continue;
      const value = parseYaml(text) as { modules?: string[]; package: string } & Record<string, Json>;
      const module = value.modules?.[0] ?? value.package;
      found.push({
        value,
        module,
        program: { [fixture.replace("fixture", "app")]: readFileSync(join(folder, name, fixture), "utf8") },
      });
    }
  }
  return found;
}

function pack(random: Random, packs: readonly PackSeed[]): Case {
  const seed = random.pick(packs);
  const isOwn = random.chance(0.7) && typeof seed.value === "object" && seed.value !== null;
  // Under another name it contradicts none of ours.
  const value = isOwn
    ? { ...(seed.value as { [key: string]: Json }), package: "own-package", modules: ["own_package"] }
    : seed.value;
  const program = Object.entries(seed.program).map(([name, text]) => [
    name,
    isOwn ? text.replaceAll(seed.module, "own_package") : text,
  ]);
  return {
    files: {
      ...Object.fromEntries(program),
      "llmlint.yaml": "packs: [p.yaml]\n",
      "p.yaml": printData(mutateValue(value, random), "yaml", random),
    },
  };
}

function notebook(random: Random, seeds: readonly Seed[]): Case {
  const text = random.pick(seeds.filter(({ name }) => name.endsWith(".py"))).text;
  const lines = text.split("\n").map((line) => `${line}\n`);
  const cut = random.below(lines.length);
  const cell = (source: Json): Json => ({
    cell_type: "code",
    execution_count: 1,
    metadata: {},
    outputs: [],
    source,
  });
  const value: Json = {
    cells: [
      cell(["!pip install openai\n", "%load_ext x\n"]),
      cell(lines.slice(0, cut)),
      { cell_type: "markdown", metadata: {}, source: "# x" },
      cell(lines.slice(cut).join("")),
    ],
    metadata: { kernelspec: { language: "python", name: "python3" }, language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return { files: { "n.ipynb": printData(mutateValue(value, random), "json", random) } };
}

function changeOne(files: Readonly<Record<string, string>>, random: Random): Record<string, string> {
  const name = random.pick(Object.keys(files));
  return { ...files, [name]: change(name, files[name] ?? "", random) };
}

/** As a value where its form is known and whole, else as a text. */
function change(name: string, text: string, random: Random): string {
  try {
    if (/json$/.test(name)) return printData(mutateValue(JSON.parse(text) as Json, random), "json", random);
    if (/ya?ml$/.test(name)) return printData(mutateValue(parseYaml(text) as Json, random), "yaml", random);
    if (/toml$/.test(name)) return asToml(mutateValue(parseToml(text) as Json, random), random);
  } catch {
    // Comments in JSON, several documents in YAML.
  }
  return damageText(text, random);
}

function globs(random: Random): string {
  const part = (): string =>
    random.pick([
      "**",
      "*",
      "?",
      "a",
      "src",
      "app.*",
      "[a-z]",
      "[!",
      "[^]",
      "{a,b}",
      "\\",
      "/",
      "!",
      " ",
      "#",
      "\u0000",
      "(a+)+",
      "+(a|b)",
      "[[:alpha:]]",
      "..",
    ]); // prettier-ignore
  const line = (): string =>
    Array.from({ length: 1 + random.below(12) }, part)
      .join(random.pick(["", "/"]))
      .repeat(random.chance(0.1) ? 100 : 1); // prettier-ignore
  return Array.from({ length: 1 + random.below(random.chance(0.1) ? 500 : 6) }, line).join("\n");
}
