import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root, VULNERABLE } from "../e2e/run.ts";

const run = (command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) =>
  spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, ...env } });
const PYTHON = process.platform === "win32" ? "python" : "python3";
const hasPython = run(PYTHON, ["-c", "import pip, venv"], root).status === 0;

describe.skipIf(!hasPython)("the wheel, installed by pip into an empty environment", () => {
  let folder: string;
  let command: string;
  let python: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "llmlint-wheel-"));
    const built = run(PYTHON, [join(root, "scripts/buildWheel.py"), folder], root);
    expect(built.stderr).toBe("");
    run(PYTHON, ["-m", "venv", "--without-pip", join(folder, "venv")], root);
    const bin = join(folder, "venv", process.platform === "win32" ? "Scripts" : "bin");
    python = join(bin, "python");
    command = join(bin, "llmlint");
    const install = ["install", "--quiet", "--no-index", "--no-deps", built.stdout.trim()];
    const installed = run(PYTHON, ["-m", "pip", "--python", python, ...install], folder);
    expect([installed.status, installed.stderr]).toEqual([0, expect.not.stringContaining("ERROR")]);
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "app/a.py"), VULNERABLE);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("scans, and hands on exit code and arguments", () => {
    const { status, stdout } = run(command, ["scan", "--format", "concise"], join(folder, "app"));
    expect([status, stdout.startsWith("a.py:8:20: error")]).toEqual([1, true]);
    expect(run(python, ["-m", "llmlint", "scan", "--no-such"], join(folder, "app")).status).toBe(2);
  });

  test("without Node.js it says what to do", () => {
    const none = run(command, ["scan"], folder, { PATH: join(folder, "nothing") });
    expect([none.status, none.stdout]).toEqual([2, ""]);
    expect(none.stderr).toContain("llmlint needs Node.js 20.19 or newer, and none was found");
    const broken = run(command, ["scan"], folder, { LLMLINT_NODE: join(folder, "no-node") });
    expect(broken.stderr).toContain("cannot be started");
  });
});
