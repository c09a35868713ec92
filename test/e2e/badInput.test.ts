import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, describe, expect, test } from "vitest";
import { createEngine } from "../../server/src/engine.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { readAsset } from "../harness/fixtures.ts";
import { folderWith, llmlint, VULNERABLE } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}

describe("what does not exist ends with 2 and the nearest name", () => {
  test.each([
    ["scan src/ap.py", 'did you mean "src/app.py"?'],
    ["scan --fromat json", "Did you mean --format?"],
    ["scan --rule model-output-to-shel", 'did you mean "model-output-to-shell"?'],
    ["scan --format sarfi", 'did you mean "sarif"?'],
    ["scan --profile strickt", 'did you mean "strict"?'],
    ["scan --fail-on warn", 'did you mean "warning"?'],
    ["explain model-output-to-shel", 'did you mean "model-output-to-shell"?'],
    ["scn", "Did you mean scan?"],
  ])("%s", (command, hint) => {
    const { code, stdout, stderr } = llmlint(command.split(" "), folder({ "src/app.py": VULNERABLE }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(hint);
  });

  test.each([
    ["llmlint.jsonc", '{\n  "profle": "strict"\n}\n', "2:3", "profile"],
    ["llmlint.yaml", "rules:\n  model-output-to-shel: off\n", "2:3", "model-output-to-shell"],
    ["pyproject.toml", "[tool.llmlint]\nfailOm = 'never'\n", "2:1", "failOn"],
    ["package.json", '{\n  "llmlint": { "profile": "strickt" }\n}\n', "2:", "strict"],
  ])("in %s", (file, text, place, hint) => {
    const { code, stdout, stderr } = llmlint(["scan"], folder({ "app.py": VULNERABLE, [file]: text }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`${file}:${place}`);
    expect(stderr).toContain(`did you mean "${hint}"?`);
  });
});

interface Problem {
  path: string;
  message: string;
  severity: string;
  fatal: boolean;
}

const AROUND = 'import openai\nx = "';

describe("a file that cannot be read is named and the rest is reported", () => {
  test.each<[string, string, string | Uint8Array, RegExp]>([
    ["binary", "odd.py", Uint8Array.from({ length: 4096 }, (_, i) => i % 256), /binary/],
    ["not UTF-8", "odd.py", Uint8Array.of(...Buffer.from(AROUND), 0xe9, 0x22, 0x0a), /UTF-8/],
    ["UTF-16", "odd.py", Buffer.from(`\ufeff${AROUND}"`, "utf16le"), /UTF-8/],
    ["too large", "odd.ts", 'import OpenAI from "openai";\n'.repeat(40_000), /bytes/],
    [
      "deeply nested",
      "odd.ts",
      `import OpenAI from "openai";\nconst x = ${"[".repeat(5000)}${"]".repeat(5000)};\n`,
      /nested/,
    ],
    ["deeply nested", "odd.py", `import openai\nx = ${"(".repeat(5000)}1${")".repeat(5000)}\n`, /nested/],
    ["nested and never closed", "odd.py", `import openai\nx = ${"[".repeat(5000)}\n`, /./],
    [
      "syntactically broken",
      "odd.ts",
      'import OpenAI from "openai";\nexport function f( { const = ;;\n',
      /syntax/,
    ],
    ["syntactically broken", "odd.py", "import openai\ndef f(:\n  return (\n", /syntax/],
  ])("%s (%s)", (_, name, content, message) => {
    const where = folder({ "app.py": VULNERABLE, [name]: content });
    const { code, stdout, stderr } = llmlint(
      ["scan", "--format", "json", "--format", "sarif=out.sarif"],
      where,
    );
    const report = JSON.parse(stdout) as { findings: { rule: string }[]; problems: Problem[] };
    expect(report.findings.map((f) => f.rule)).toEqual(["model-output-to-shell"]);
    const problem = report.problems.find((p) => p.path === name);
    expect(problem?.message).toMatch(message);
    expect(problem?.fatal).toBe(false);
    expect(stderr).toMatch(new RegExp(`^${name}:\\d+:\\d+: (?:note|warning): `, "m"));
    expect(code).toBe(1);
    expect(llmlint(["scan", "--format", "sarif"], where).stdout).toContain(problem?.message ?? "nothing");
  });

  test("a broken file keeps what parsed", () => {
    const { code, stdout } = llmlint(
      ["scan", "--format", "json"],
      folder({ "app.py": `${VULNERABLE}\ndef broken(:\n    return (\n` }),
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });

  test("one that the system does not hand out makes 3", async () => {
    const fs = createMemoryFileSystem(
      { "/work/app.py": VULNERABLE, "/work/closed.py": VULNERABLE },
      { currentFolder: "/work", denied: ["/work/closed.py"] },
    );
    const engine = await createEngine({ fs }, readAsset);
    const result = await engine.analyse({ root: "/work", paths: ["/work"], profile: "recommended" });
    expect(result.findings.map((f) => [f.path, f.ruleId])).toEqual([["app.py", "model-output-to-shell"]]);
    expect(result.problems).toMatchObject([{ path: "closed.py", severity: "error", fatal: true }]);
  });
});

test.skipIf(process.platform === "win32")("a link that leaves the folder is not followed", () => {
  const outside = folder({ "secret/outside.py": VULNERABLE });
  const where = folder({ "app/inside.py": VULNERABLE });
  symlinkSync(join(outside, "secret"), join(where, "app/out"));
  symlinkSync(join(outside, "secret/outside.py"), join(where, "app/file.py"));
  symlinkSync(".", join(where, "app/loop"));
  writeFileSync(join(where, "app/plain.txt"), "");
  const { code, stdout } = llmlint(["scan", "app", "--format", "json"], where);
  const { findings } = JSON.parse(stdout) as { findings: { path: string }[] };
  expect(findings.map((f) => f.path)).toEqual(["inside.py"]);
  expect(stdout).not.toContain("outside.py");
  expect(code).toBe(1);
});

test("what leaves the program holds no more of a key than its ends", () => {
  const key = `gsk_${randomText(52)}`;
  const where = folder({ "app.py": `from openai import OpenAI\nclient = OpenAI(api_key="${key}")\n` });
  for (const format of ["text", "json", "sarif"]) {
    const { code, stdout, stderr } = llmlint(["scan", "--format", format], where);
    expect(stdout + stderr).toContain("hardcoded-api-key");
    expect(stdout + stderr).not.toContain(key.slice(8, 40));
    expect(code).toBe(1);
  }
});

/** Letters and digits without a pattern, made here so that no file holds a key. */
function randomText(length: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  let state = 20_260_101;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return alphabet[state % alphabet.length];
  }).join("");
}
