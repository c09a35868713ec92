import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, describe, expect, test } from "vitest";
import { formatNames } from "../../server/src/report/formats.ts";
import { folderWith, llmlint, VULNERABLE } from "../e2e/run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const RULE = "model-output-to-shell";
const MANY = 100_000;

/** Scans a folder with one honest file beside the hostile ones, which is found, and in which nothing is changed. */
function scan(
  files: Readonly<Record<string, string | Uint8Array>>,
  prepare: (folder: string) => void = () => {},
) {
  const folder = folderWith({ "app.py": VULNERABLE, ...files });
  folders.push(folder);
  prepare(folder);
  const before = contents(folder);
  const outcome = llmlint(
    ["scan", "--profile", "strict", "--format", "concise", "--format", "json=out.json"],
    folder,
  );
  rmSync(join(folder, "out.json"), { force: true });
  expect(contents(folder)).toEqual(before);
  expect(outcome.stdout + outcome.stderr).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/,
  );
  expect(outcome.stderr).not.toMatch(/internal error|the program failed/);
  return outcome;
}

function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map(
      (entry) =>
        `${join(entry.parentPath, entry.name)} ${entry.isFile() && !entry.name.includes("\ufffd") ? statSync(join(entry.parentPath, entry.name)).mtimeMs : ""}`,
    )
    .sort();
}

describe("depth without end", () => {
  test.each([
    ["brackets", (n: number) => "[".repeat(n) + "]".repeat(n)],
    ["brackets that nobody closes", (n: number) => "(".repeat(n)],
    ["brackets that nobody opened", (n: number) => "}".repeat(n)],
    ["calls of calls", (n: number) => `f${"(1)".repeat(n)}`],
    ["members of members", (n: number) => `a${".b".repeat(n)}`],
    ["sums", (n: number) => `${"1+".repeat(n)}1`],
  ])(
    "%s",
    (_, expression) => {
      const { code, stdout } = scan({
        "odd.py": `import openai\nx = ${expression(MANY)}\n`,
        "odd.ts": `import OpenAI from "openai";\nconst x = ${expression(MANY)};\n`,
      });
      expect(stdout).toContain(RULE);
      expect(code).toBe(1);
    },
    120_000,
  );

  test.each([
    [
      "elements",
      "odd.tsx",
      `import OpenAI from "openai";\nconst x = ${"<a>".repeat(MANY)}${"</a>".repeat(MANY)};\n`,
    ],
    ["templates", "odd.ts", `import OpenAI from "openai";\nconst x = ${"`${".repeat(MANY)}\n`],
    ["choices", "odd.ts", `import OpenAI from "openai";\nconst x = ${"a?b:".repeat(MANY)}1;\n`],
    ["branches", "odd.py", `import openai\nif a:\n  x = 1\n${"elif a:\n  x = 1\n".repeat(20_000)}`],
    ["functions", "odd.py", `import openai\nx = ${"lambda:".repeat(MANY)}1\n`],
    ["settings of agents", ".mcp.json", "[".repeat(MANY)],
    ["a lock file", "package-lock.json", '{"a":'.repeat(MANY)],
    ["a workflow", ".github/workflows/a.yml", "- ".repeat(MANY)],
  ])(
    "%s",
    (_, name, text) => {
      const { code, stdout } = scan({ [name]: text });
      expect(stdout).toContain(RULE);
      expect(code).toBe(1);
    },
    120_000,
  );
});

test("one line of 50 MB is left out, with a word", () => {
  const { code, stderr, stdout } = scan({
    "one.py": `import openai; x = "${"a".repeat(50_000_000)}"`,
    "one.ts": `import OpenAI from "openai"; const x = [${"1,".repeat(25_000_000)}]`,
    "short.ts": `import OpenAI from "openai"; const x = [${"1,".repeat(450_000)}]`,
  });
  expect(stderr).toContain("one.py:1:1: note: The file has 50000021 bytes");
  expect(stderr).toContain("one.ts:1:1: note: ");
  expect(stdout).toContain(RULE);
  expect(code).toBe(1);
}, 120_000);

test("three hundred files that import one another in circles", () => {
  const next = (i: number) => (i + 1) % 300;
  const files = Array.from({ length: 300 }, (_, i) => [
    [`m${i}.py`, `from m${next(i)} import *\nimport openai\ndef f${i}(x): return f${next(i)}(f${i}(x))\n`],
    [
      `t${i}.ts`,
      `export * from "./t${next(i)}";\nimport OpenAI from "openai";\nimport { f${next(i)} } from "./t${next(i)}";\nexport const f${i} = (x) => f${next(i)}(f${i}(x));\n`,
    ],
  ]).flat();
  const { code, stdout } = scan(Object.fromEntries(files));
  expect(stdout).toContain(RULE);
  expect(code).toBe(1);
});

test("configurations of the compiler that build on one another in circles, many times", () => {
  const many = (name: string) => JSON.stringify({ extends: Array(3000).fill(name) });
  const { code, stdout } = scan({
    "tsconfig.json": many("./base.json"),
    "base.json": many("./tsconfig.json"),
    "app.ts": 'import OpenAI from "openai";\nimport { x } from "@/x";\nnew OpenAI(x);\n',
  });
  expect(stdout).toContain(RULE);
  expect(code).toBe(1);
});

describe.skipIf(process.platform === "win32")("what only other systems allow", () => {
  test("links in circles, to everything, to what never ends", () => {
    const { code, stdout } = scan({ "a/b/app.py": VULNERABLE }, (folder) => {
      symlinkSync("..", join(folder, "a/b/up"));
      symlinkSync("self", join(folder, "self"));
      symlinkSync("/", join(folder, "everything"));
      symlinkSync("/dev/zero", join(folder, "zero.py"));
      symlinkSync("/etc/passwd", join(folder, "passwd.py"));
      execFileSync("mkfifo", [join(folder, "pipe.py")]);
    });
    expect(
      stdout
        .trim()
        .split("\n")
        .filter((line) => line.includes(RULE)),
    ).toHaveLength(2);
    expect(code).toBe(1);
  });

  test("names that speak to a terminal, a page, a build: in every format they are text", () => {
    const names = [
      "a\nb.py",
      "\u001b[31mred\u001b]0;t\u0007.py",
      "\u202eyp.py",
      "\u009b2Jc1.py",
      "::error file=x,line=1::boo.py",
      "a%0Ab.py",
      '"><script>alert(1)<b>.py',
      "-rf.py",
      "back\\slash.py",
      "`touch x`$(touch y).py",
      "|a|\r.py",
    ]; // prettier-ignore
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, VULNERABLE])));
    const out = folderWith({});
    folders.push(folder, out);
    const asked = formatNames.flatMap((name) => ["--format", `${name}=${join(out, name)}`]);
    const { code, stderr } = llmlint(["scan", "--fail-on", "never", ...asked], folder);
    expect(code).toBe(0);
    expect(stderr).toContain("11 findings");
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    for (const name of formatNames) {
      const text = readFileSync(join(out, name), "utf8");
      expect(text, name).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(text, name).not.toMatch(/^::error file=x/m);
      // Code between backticks is shown as it is.
      const shown = name === "markdown" ? text.replace(/`[^`\n]*`/g, "") : text;
      if (["html", "markdown", "junit", "checkstyle"].includes(name))
        expect(shown, name).not.toContain("<script>alert(1)");
    }
  });

  test("a name that is no UTF-8", () => {
    const { code, stdout, stderr } = scan({}, (folder) => {
      writeFileSync(
        Buffer.concat([Buffer.from(`${folder}/bad`), Buffer.of(0xff, 0xfe), Buffer.from(".py")]),
        VULNERABLE,
      );
    });
    expect(stderr).toContain("name is no UTF-8");
    expect(stdout).toContain(RULE);
    expect(code).toBe(3);
  });
});

const BOMB = Array.from({ length: 16 }, (_, i) => {
  const item = i === 0 ? "x" : `*a${i - 1}`;
  return `a${i}: &a${i} [${Array.from({ length: 9 }, () => item).join(", ")}]\n`;
}).join("");

describe("aliases of YAML", () => {
  test.each([
    ["a configuration", { "llmlint.yaml": BOMB }],
    ["a pack", { "llmlint.yaml": "packs: [p.yaml]\n", "p.yaml": `${BOMB}package: x\n` }],
    ["a pack in a circle", { "llmlint.yaml": "packs: [p.yaml]\n", "p.yaml": "types: &a\n  b: *a\n" }],
  ])("%s is refused with its place", (_, files) => {
    const { code, stdout, stderr } = scan(files);
    expect(stderr).toMatch(/^error: \S+\.yaml:\d+:\d+: /m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("a lock file and a workflow are read as far as they go", () => {
    const { code, stdout } = scan({
      "pnpm-lock.yaml": `lockfileVersion: '9.0'\n${BOMB}`,
      "package.json": '{"dependencies":{"openai":"4"}}',
      ".github/workflows/a.yml": `on: push\njobs:\n  a:\n    steps: [&s { run: x }, *s]\n${BOMB}`,
      "compose.yaml": BOMB,
    });
    expect(stdout).toContain(RULE);
    expect(code).toBe(1);
  });
});

test("patterns that would take for ever elsewhere", () => {
  const { code, stdout } = scan({
    "llmlint.yaml": `ignore:\n${Array.from({ length: 200 }, (_, i) => `  - "${"**/*".repeat(200)}${i}"\n`).join("")}overrides:\n  - { files: "${"{a,b,".repeat(30)}${"}".repeat(30)}", rules: {} }\n`,
    ".gitignore": Array.from({ length: 1000 }, () => `${"*a".repeat(200)}b`).join("\n"),
    ".llmlintignore": `${"{a,b}".repeat(60)}\n${"[a-z]".repeat(2000)}\n${"**/".repeat(3000)}\n!app.py\n`,
    [`${"a".repeat(200)}.py`]: VULNERABLE,
    "package.json": `{"workspaces":["${"**/*".repeat(500)}"]}`,
    "tsconfig.json": `{"compilerOptions":{"paths":{"${"*".repeat(3000)}":["${"*".repeat(3000)}"]}}}`,
    "x.ts": `import OpenAI from "openai"; import { y } from "${"a/".repeat(3000)}"`,
  });
  expect(stdout).toContain(`app.py:8`);
  expect(code).toBe(1);
});

test("what is no UTF-8 is named", () => {
  const bytes = (text: string, ...odd: number[]) => Buffer.concat([Buffer.from(text), Buffer.from(odd)]);
  const { code, stderr, stdout } = scan({
    "latin.py": bytes("import openai # ", 0xe9),
    "half.py": bytes("import openai # ", 0xed, 0xa0, 0x80),
    "long.ts": bytes('import OpenAI from "openai"; // ', 0xc0, 0xaf),
  });
  for (const name of ["latin.py", "half.py", "long.ts"])
    expect(stderr).toContain(`${name}:1:1: warning: The file is not UTF-8`);
  expect(stdout).toContain(RULE);
  expect(code).toBe(1);
});
