import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { knownOf, markKnown } from "../../server/src/findings/baseline.ts";
import type { Finding } from "../../server/src/findings/finding.ts";
import { runInFolder } from "../harness/cli.ts";
import { folderWith, VULNERABLE } from "./run.ts";

const OTHER = VULNERABLE.replace(
  "subprocess.run(answer.output_text, shell=True)",
  "eval(answer.output_text)",
);

function git(folder: string, ...args: string[]): string {
  const settings = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", folder, ...settings, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

async function scan(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await runInFolder(folder, ["scan", "--format", "json", ...args]);
  const report = stdout === "" ? undefined : JSON.parse(stdout);
  const active = (report?.findings ?? []).filter((it: { known: unknown }) => it.known === null);
  return {
    code,
    stderr,
    active: active.map((it: { path: string; rule: string }) => `${it.path} ${it.rule}`),
    summary: report?.summary,
  };
}

describe("a baseline", () => {
  let folder: string;
  beforeAll(() => {
    folder = folderWith({ "app.py": VULNERABLE });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is created, keeps what moved, shows what is new, and is pruned", async () => {
    const created = await runInFolder(folder, ["baseline", "create"]);
    expect(created).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "1 finding written to llmlint-baseline.json.\n",
    });
    const shown = await runInFolder(folder, ["baseline", "show"]);
    expect(shown.stdout).toMatch(
      /^app\.py:8: model-output-to-shell: .*\n1 finding: 1 model-output-to-shell\.\n$/,
    );
    expect((await runInFolder(folder, ["baseline", "create"])).stderr).toContain("exists");

    writeFileSync(join(folder, "app.py"), `# moved\n\n${VULNERABLE.replaceAll("    ", "\t")}`);
    const moved = await scan(folder, "--baseline", "llmlint-baseline.json");
    expect(moved).toMatchObject({ code: 0, active: [], summary: { error: 0, known: 1 } });

    mkdirSync(join(folder, "lib"));
    renameSync(join(folder, "app.py"), join(folder, "lib/ask.py"));
    writeFileSync(join(folder, "new.py"), OTHER);
    const renamed = await scan(folder, "--baseline", "llmlint-baseline.json");
    expect(renamed).toMatchObject({ code: 1, active: ["new.py model-output-to-code"], stderr: "" });

    rmSync(join(folder, "lib"), { recursive: true });
    const gone = await scan(folder, "--baseline", "llmlint-baseline.json");
    expect(gone.stderr).toContain("1 finding of the baseline is gone");
    const pruned = await runInFolder(folder, ["baseline", "prune"]);
    expect(pruned.stderr).toBe("1 finding taken out of llmlint-baseline.json, 0 kept.\n");
    expect((await scan(folder, "--baseline", "llmlint-baseline.json")).stderr).toBe("");
  });

  test("of another form, or none, is a usage error that says what to do", async () => {
    writeFileSync(join(folder, "a.json"), '{ "version": 7 }');
    writeFileSync(join(folder, "b.json"), '{ "version": 1, "findings": [{ "rul": "x" }] }');
    writeFileSync(join(folder, "c.json"), "[");
    for (const [file, said] of [
      ["a.json", "it is of version 7"],
      ["b.json", 'entry 1 of "findings" has no "rule" (but "rul")'],
      ["c.json", "it is no JSON"],
      ["d.json", "llmlint baseline create"],
    ] as const) {
      const { code, stderr } = await scan(folder, "--baseline", file);
      expect(code).toBe(2);
      expect(stderr).toContain(said);
    }
  });
});

describe("what git tells", () => {
  let folder: string;
  let marks: string;
  beforeAll(() => {
    marks = folderWith({});
    folder = folderWith({ "app.py": VULNERABLE, "calm.py": "x = 1\n" });
    git(folder, "init", "-q", "-b", "main");
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "one");
    git(folder, "checkout", "-qb", "work");
    // The names of programs that a hostile repository would have git start.
    const program = (name: string) => {
      const file = join(marks, `${name}.sh`);
      writeFileSync(file, `#!/bin/sh\ntouch ${join(marks, name)}\n`, { mode: 0o755 });
      return file;
    };
    for (const [key, name] of [
      ["core.fsmonitor", "fsmonitor"],
      ["core.hooksPath", "hooks"],
      ["diff.external", "diff"],
      ["core.pager", "pager"],
      ["core.sshCommand", "ssh"],
      ["core.alternateRefsCommand", "refs"],
      ["filter.evil.smudge", "smudge"],
      ["filter.evil.clean", "clean"],
      ["remote.origin.uploadpack", "uploadpack"],
    ] as const) {
      git(folder, "config", key, program(name));
    }
    git(folder, "config", "remote.origin.url", marks);
    git(folder, "config", "remote.origin.promisor", "true");
    git(folder, "config", "extensions.partialClone", "origin");
    writeFileSync(join(folder, ".git/info/attributes"), "* filter=evil diff=evil\n");
    for (const name of ["smudge", "clean", "fsmonitor"]) rmSync(join(marks, name), { force: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(marks, { recursive: true, force: true });
  });

  test("--since reports what the branch added, and runs nothing that the repository names", async () => {
    writeFileSync(join(folder, "app.py"), `import os\n${VULNERABLE}`);
    expect(await scan(folder, "--since", "main")).toMatchObject({
      code: 0,
      active: [],
      summary: { known: 1 },
    });
    writeFileSync(join(folder, "app.py"), `${VULNERABLE}\n${OTHER.slice(OTHER.indexOf("def"))}`);
    expect(await scan(folder, "--since", "main")).toMatchObject({
      code: 1,
      active: ["app.py model-output-to-code"],
    });
    const missing = await scan(folder, "--since", "nowhere");
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.stderr).toContain("fetch-depth: 0");
    expect((await scan(folder, "--since", "--output=x")).stderr).toContain("git knows no commit");
    const ran = ["fsmonitor", "hooks", "diff", "pager", "ssh", "refs", "smudge", "clean", "uploadpack"];
    expect(ran.filter((name) => existsSync(join(marks, name)))).toEqual([]);
  });

  test("--staged judges what the commit would hold, not what lies on disk", async () => {
    writeFileSync(join(folder, "app.py"), `${VULNERABLE}\n${OTHER.slice(OTHER.indexOf("def"))}`);
    expect(await scan(folder, "--staged")).toMatchObject({ code: 0, active: [] });
    git(folder, "-c", "filter.evil.clean=cat", "-c", "core.fsmonitor=false", "add", "app.py");
    writeFileSync(join(folder, "app.py"), "x = 1\n");
    expect(await scan(folder, "--staged")).toMatchObject({
      code: 1,
      active: ["app.py model-output-to-code"],
    });
    expect(await scan(folder, "--staged", "calm.py")).toMatchObject({ code: 0, active: [] });
    expect(readFileSync(join(folder, "app.py"), "utf8")).toBe("x = 1\n");
  });

  test("without a repository, and both at once, are usage errors", async () => {
    expect((await scan(marks, "--since", "main")).stderr).toContain("needs a git repository");
    expect((await scan(folder, "--since", "main", "--staged")).stderr).toContain("give one");
    const { code, stderr } = await runInFolder(folder, ["scan", "--staged"], {
      runGit: async () => undefined,
    });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "error: git is not installed, or cannot be started\n",
    });
  });
});

test("what begins on the line that was known, in the same file, is known when the rest of it changes", () => {
  const found = (what: string, expression: string): Finding => ({
    ruleId: "model-output-to-shell",
    path: "a.ts",
    start: 0,
    end: 1,
    level: "error",
    confidence: "high",
    what,
    why: "",
    fix: "",
    notes: [],
    paths: [],
    fingerprint: "",
    identity: { expression, line: "run(", before: expression, after: expression },
  });
  const context = { name: (path: string) => path, mask: (text: string) => text, mayHaveMoved: () => true };
  const known = knownOf([found("old", "1")], { ...context, line: () => 1 });
  const [first, second] = [found("new", "2"), found("newer", "3")];
  expect(markKnown([first, second], known, context, "baseline")).toEqual([]);
  expect([first.known, second.known]).toEqual(["baseline", undefined]);
});
