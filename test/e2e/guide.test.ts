import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInFolder } from "../harness/cli.ts";
import { folderWith, root, VULNERABLE } from "./run.ts";

const guide = readFileSync(join(root, "docs/guide.md"), "utf8");
const blocks = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    (match) => match[1] ?? "",
  );

let folder: string;
beforeAll(() => {
  folder = folderWith({ ".git/HEAD": "", "app.py": VULNERABLE });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** One line as a shell would split it; `< FILE` is its input. */
async function run(line: string) {
  const [command = "", input] = line.split(" < ");
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
  const text = input === undefined ? "" : readFileSync(join(folder, input), "utf8");
  return runInFolder(folder, words.slice(1), { readStdin: async () => text });
}

test("every command of the guide runs, in its order", async () => {
  const lines = blocks("sh").flatMap((block) => block.trim().split("\n"));
  expect(lines.length).toBeGreaterThan(12);
  expect(lines.filter((line) => !line.startsWith("llmlint "))).toEqual([]);
  const said = new Map<string, string>();
  for (const line of lines) {
    const { code, stdout, stderr } = await run(line);
    expect({ line, code, stderr }).toMatchObject({ code: expect.toSatisfy((of: number) => of < 2) });
    said.set(line, stdout + stderr);
  }
  expect(said.get("llmlint prompts")).toContain("1 model call");
  expect(said.get("llmlint why app.py:8")).toContain("model-output-to-shell");
  expect(said.get("llmlint scan --stdin-filename app.py --format concise < app.py")).toContain("app.py:8:20");
  expect(said.get("llmlint scan")).toContain("1 suppressed");
});

test("the configuration, the comment and the pack of the guide do what it says", async () => {
  const [configuration = ""] = blocks("jsonc");
  const [comment = ""] = blocks("python");
  const [pack = ""] = blocks("yaml");
  const own = folderWith({
    ".git/HEAD": "",
    "llmlint.jsonc": configuration.replace("{", '{ "packs": ["acme.yaml"],'),
    "acme.yaml": pack,
    "tools/app.py": VULNERABLE,
    "own.py": "import subprocess\nfrom acme_models import ask\nsubprocess.run(ask(input()), shell=True)\n",
  });
  const found = await runInFolder(own, ["scan", "--format", "concise"]);
  expect(found.stdout).toMatch(/^own\.py:3:16: error: .*\[model-output-to-shell\]$/m);
  expect(found.stdout).toMatch(/^tools\/app\.py:8:20: warning: .*\[model-output-to-shell\]$/m);
  const silenced = VULNERABLE.replace("    subprocess", `    ${comment}    subprocess`);
  writeFileSync(join(own, "tools/app.py"), silenced);
  expect((await runInFolder(own, ["scan", "--format", "concise"])).stdout).not.toContain("tools/app.py:9");
  rmSync(own, { recursive: true });
});
