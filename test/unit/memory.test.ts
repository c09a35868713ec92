import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createEngine, type Engine, type EngineResult, type Focus, Memory } from "../../server/src/engine.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";

const dist = join(import.meta.dirname, "../../dist/grammars");
let files = createMemoryFileSystem({});
let engine: Engine;

beforeAll(async () => {
  const host = {
    get fs() {
      return files;
    },
  };
  engine = await createEngine(host, (name) => readFile(join(dist, name)));
});

const HEAD = "from openai import OpenAI\nclient = OpenAI()\n";
/** What each file may say; undefined is no file. */
const VARIANTS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "ask.py": [
    `${HEAD}def ask(q):\n    return client.responses.create(model="gpt-4o", input=q).output_text\n`,
    `# moved\n\n${HEAD}def ask(q):\n    # inside\n    return client.responses.create(model="gpt-4o",   input=q).output_text\n`,
    `${HEAD}def ask(q):\n    return "ls"\n`,
    `${HEAD}def ask(q:\n    return client.`,
    undefined,
  ],
  "use.py": [
    "import subprocess\nfrom ask import ask\nsubprocess.run(ask('hi'), shell=True)\n",
    "import subprocess\nfrom ask import ask\n# llmlint-disable-next-line model-output-to-shell -- fine\nsubprocess.run(ask('hi'), shell=True)\n",
    "import subprocess\nfrom other import ask\nsubprocess.run(ask('hi'), shell=True)\n",
    "from ask import ask\neval(ask('hi'))\n",
    undefined,
  ],
  "other.py": ["from ask import ask\n", "def ask(q):\n    return q\n", undefined],
  "web.ts": [
    'import OpenAI from "openai";\nimport { execSync } from "node:child_process";\nexport async function run(t: string) {\n  const r = await new OpenAI().responses.create({ model: "gpt-4o", input: t });\n  execSync(r.output_text);\n}\n',
    "export const x = 1;\n",
    undefined,
  ],
  ".gitignore": [undefined, "use.py\n"],
  "requirements.txt": [undefined, "openai==0.28.0\n"],
};
const NAMES = Object.keys(VARIANTS);

/** An edit of a file on the disk or in the editor, a save that changes nothing, a file that gets another name, other settings. */
const step = fc.nat(NAMES.length - 1).chain((name) =>
  fc.record({
    kind: fc.constantFrom(
      "edit" as const,
      "edit" as const,
      "edit" as const,
      "save" as const,
      "rename" as const,
    ),
    name: fc.constant(NAMES[name] as string),
    variant: fc.nat((VARIANTS[NAMES[name] as string]?.length ?? 1) - 1),
    strict: fc.boolean(),
    isOff: fc.boolean(),
    isCancelled: fc.boolean(),
    glance: fc.constantFrom(undefined, "ask.py", "use.py", "other.py", "web.ts"),
  }),
);

/** Gives a file another name, or the old one back. */
function rename(texts: Record<string, string>, path: string): void {
  const moved = path.replace("/app/", "/app/moved/");
  const [from, to] = texts[path] === undefined ? [moved, path] : [path, moved];
  const text = texts[from];
  if (text === undefined) return;
  delete texts[from];
  texts[to] = text;
}

it("after any edits, a run with a memory finds what a run without one finds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const memory = new Memory();
      const texts: Record<string, string> = { "/app/.git/HEAD": "" };
      for (const name of NAMES) {
        const [first] = VARIANTS[name] ?? [];
        if (first !== undefined) texts[`/app/${name}`] = first;
      }
      await analyse(texts, { strict: true, levels: {} }, memory);
      for (const { kind, name, variant, strict, isOff, isCancelled, glance } of steps) {
        const path = `/app/${name}`;
        const before = texts[path];
        const after = kind === "edit" ? VARIANTS[name]?.[variant] : before;
        if (after === undefined) delete texts[path];
        else texts[path] = after;
        if (kind === "rename") rename(texts, path);
        if (kind !== "rename" && /\.(?:py|ts)$/.test(name) && before !== undefined && after !== undefined)
          memory.changed([path]);
        else memory.forget();
        const profile: Settings = { strict, levels: isOff ? { "model-output-to-shell": "off" } : {} };
        // What is told at once must neither be more than the whole tells nor change it.
        if (glance !== undefined) {
          const focus = { files: new Set([glance]), roots: new Set<string>(), reported: new Set<string>() };
          const quick = await analyse(texts, profile, memory, undefined, focus);
          const whole = await analyse(texts, profile);
          expect(flowsIn(quick, glance)).toEqual(flowsIn(whole, glance));
          expect(quick.findings.filter((finding) => finding.path !== glance)).toEqual([]);
        }
        if (isCancelled) {
          let left = 3;
          await analyse(texts, profile, memory, () => left-- <= 0).catch(() => undefined);
        }
        const remembered = await analyse(texts, profile, memory);
        expect(seen(remembered)).toEqual(seen(await analyse(texts, profile)));
      }
    }),
    { numRuns: Number(process.env.LLMLINT_SEQUENCES ?? 60), endOnFailure: true },
  );
});

it("a comment costs no new flow, and moves the findings", async () => {
  const memory = new Memory();
  const stages: string[] = [];
  const text = VARIANTS["ask.py"]?.[0] ?? "";
  const at = (use: string) => ({ "/app/ask.py": text, "/app/use.py": use });
  const use = VARIANTS["use.py"]?.[0] ?? "";
  const settings = { strict: false, levels: {} };
  const first = await analyse(at(use), settings, memory);
  memory.changed(["/app/use.py"]);
  const second = await analyse(at(`# above\n${use}`), settings, memory, () => {
    stages.push("asked");
    return false;
  });
  const [before] = first.findings;
  const [after] = second.findings;
  expect(after?.start).toBe((before?.start ?? 0) + "# above\n".length);
  expect(after?.paths.flat().at(-1)?.start).toBe(after?.start);
  // Following data asks once per function whether to stop; reading asks once per file.
  expect(stages.length).toBeLessThanOrEqual(4);
});

interface Settings {
  strict: boolean;
  levels: Readonly<Record<string, "off">>;
}

function analyse(
  texts: Readonly<Record<string, string>>,
  { strict, levels }: Settings,
  memory?: Memory,
  cancelled?: () => boolean,
  focus?: Focus,
): Promise<EngineResult> {
  files = createMemoryFileSystem(texts);
  return engine.analyse({
    root: "/app",
    paths: [],
    profile: strict ? "strict" : "recommended",
    levels,
    prompts: true,
    ...(memory && { memory }),
    ...(cancelled && { cancelled }),
    ...(focus && { focus }),
  });
}

/** The findings of a file that have a way to tell. */
function flowsIn({ findings }: EngineResult, path: string): unknown {
  return findings.filter(
    (finding) => finding.path === path && finding.paths.some((steps) => steps.length > 1),
  );
}

function seen({ findings, problems, stats, prompts }: EngineResult): unknown {
  return { findings, problems, stats, prompts };
}
