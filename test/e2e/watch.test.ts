import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, expect, test } from "vitest";
import { cli, folderWith, llmlint, VULNERABLE } from "./run.ts";

const open: { child?: ChildProcess; folder: string }[] = [];
afterEach(() => {
  for (const { child, folder } of open.splice(0)) {
    child?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("scan --watch reports again when files change, come and go, and outlives a wrong configuration", async () => {
  const folder = folderWith({ "app.py": "import openai\n" });
  const child = spawn(process.execPath, [cli, "scan", "--watch", "--format", "concise"], { cwd: folder });
  open.push({ child, folder });
  let heard = "";
  const listen = (chunk: Buffer): void => {
    heard += chunk.toString();
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  /** What was printed from one wait for changes to the next. */
  const round = async (): Promise<string> => {
    const end = /watching for changes[^\n]*\n/;
    for (let i = 0; i < 600 && !end.test(heard); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    const at = heard.search(end);
    const text = heard.slice(0, at);
    heard = heard.slice(at).replace(end, "");
    return text;
  };
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  expect(await round()).toContain("No findings");
  write("app.py", VULNERABLE);
  expect(await round()).toContain("app.py:8:");
  write("more.py", VULNERABLE);
  expect(await round()).toContain("more.py:8:");
  write("llmlint.yaml", "profle: strict\n");
  expect(await round()).toContain('did you mean "profile"?');
  rmSync(join(folder, "llmlint.yaml"));
  expect(await round()).toContain("2 findings");
  rmSync(join(folder, "more.py"));
  expect(await round()).toContain("1 finding.");
});

test("--watch beside an option that changes or ends something is refused", () => {
  const folder = folderWith({ "app.py": VULNERABLE });
  open.push({ folder });
  for (const other of [["--fix"], ["--staged"], ["--add-suppressions"], ["--stdin-filename", "app.py"]]) {
    const { code, stderr } = llmlint(["scan", "--watch", ...other], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(`leave out ${other[0]}`);
  }
});
