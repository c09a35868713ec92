import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, expect, test } from "vitest";
import { cli, folderWith, llmlint, type Outcome, VULNERABLE } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const KEY = ["sk", "ant", `api03-${"Zq7Lw2Xc9Vb4Nm1Kd8Hg5Jf3Rt6Yp0Se".repeat(3).slice(0, 93)}AA`].join("-");

/** A project, and how it is scanned with a cache beside it. */
function project(files: Readonly<Record<string, string>> = {}) {
  const top = folderWith({ "app/main.py": VULNERABLE, "app/other.py": "import json\n", ...files });
  folders.push(top);
  const store = join(top, "store");
  const scan = (...more: string[]): Outcome =>
    llmlint(["scan", "app", "--cache-dir", store, "--stats", ...more], top);
  return { top, store, scan, change: (file: string, text: string) => writeFileSync(join(top, file), text) };
}

const isAnswered = ({ stderr }: Outcome): boolean => !stderr.includes("following data");

test.each(["text", "json", "sarif", "html"])(
  "an unchanged project gives the same %s report at once",
  (format) => {
    const { scan } = project({ "app/config.py": `KEY = "${KEY}"\n` });
    const first = scan("--format", format);
    const again = scan("--format", format);
    expect([isAnswered(first), isAnswered(again)]).toEqual([false, true]);
    const unstamped = (text: string): string => text.replace(/\d{4}-\d\d-\d\d[T ][\d:]+/g, "");
    expect({ code: again.code, stdout: unstamped(again.stdout) }).toEqual({
      code: 1,
      stdout: unstamped(first.stdout),
    });
  },
);

test("whatever the answer depends on is looked at: texts, files that come and go, settings, options", () => {
  const { top, scan, change } = project();
  const rules = (...more: string[]): { answered: boolean; found: number } => {
    const outcome = scan("--format", "json", ...more);
    return { answered: isAnswered(outcome), found: JSON.parse(outcome.stdout).findings.length };
  };
  expect(rules()).toEqual({ answered: false, found: 1 });
  change("app/other.py", VULNERABLE);
  expect(rules()).toEqual({ answered: false, found: 2 });
  change("app/third.py", VULNERABLE);
  expect(rules()).toEqual({ answered: false, found: 3 });
  rmSync(join(top, "app/third.py"));
  expect(rules()).toEqual({ answered: false, found: 2 });
  expect(rules()).toEqual({ answered: true, found: 2 });
  change("app/.gitignore", "other.py\n");
  expect(rules()).toEqual({ answered: false, found: 1 });
  expect(rules("--rule", "hardcoded-api-key")).toEqual({ answered: false, found: 0 });
  change("app/llmlint.yaml", "rules:\n  model-output-to-shell: off\n");
  expect(rules()).toEqual({ answered: false, found: 0 });
}, 120_000);

test("what is kept holds no key, and is for its user only", () => {
  const { store, scan } = project({ "app/config.py": `KEY = "${KEY}"\n` });
  expect(scan().stdout).toContain("hardcoded-api-key");
  const [name = ""] = readdirSync(store);
  expect(readFileSync(join(store, name), "utf8")).not.toContain(KEY.slice(20, 60));
});

test("an answer that was damaged or cut off is found again", () => {
  const { store, scan } = project();
  const { stdout } = scan();
  const [name = ""] = readdirSync(store);
  const whole = readFileSync(join(store, name), "utf8");
  for (const damaged of [
    whole.slice(0, whole.length / 2),
    whole.replace("model-output", "model-0utput"),
    "",
  ]) {
    writeFileSync(join(store, name), damaged);
    const outcome = scan();
    expect({ answered: isAnswered(outcome), stdout: outcome.stdout }).toEqual({ answered: false, stdout });
  }
  expect(isAnswered(scan())).toBe(true);
});

test("where nothing can be kept, the scan says so and goes on", () => {
  const { store, scan } = project();
  writeFileSync(store, "a file in its place");
  const { code, stdout, stderr } = scan();
  expect(code).toBe(1);
  expect(stdout).toContain("model-output-to-shell");
  expect(stderr).toContain("note: the answer could not be kept for the next run: ");
});

test("a folder inside of the project is no part of it", () => {
  const { top, scan } = project();
  const inside = (): Outcome => llmlint(["scan", ".", "--cache-dir", "app/[kept] answers", "--stats"], top);
  expect([inside(), inside(), inside()].map(isAnswered)).toEqual([false, true, true]);
  expect(isAnswered(scan())).toBe(false);
});

test("only the newest answers stay", () => {
  const { store, scan } = project();
  mkdirSync(store);
  for (let i = 0; i < 60; i++) writeFileSync(join(store, `${i}.answer.json`), "old");
  scan();
  expect(readdirSync(store)).toHaveLength(32);
  expect(isAnswered(scan())).toBe(true);
});

test("two scans that keep their answers in one folder at once leave answers that hold", async () => {
  const { top, store, scan } = project();
  const one = (): Promise<number | null> =>
    new Promise((resolve) => {
      const args = [cli, "scan", "app", "--cache-dir", store];
      spawn(process.execPath, args, { cwd: top, stdio: "ignore" }).on("exit", resolve);
    });
  expect(await Promise.all([one(), one(), one()])).toEqual([1, 1, 1]);
  const next = scan();
  expect([next.code, next.stdout.includes("model-output-to-shell")]).toEqual([1, true]);
  expect(readdirSync(store).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});
