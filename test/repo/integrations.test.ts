import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { folderWith, root, VULNERABLE } from "../e2e/run.ts";
import { runInFolder } from "../harness/cli.ts";

const read = (name: string) => readFileSync(join(root, name), "utf8");

test("every threat and mitigation has an answer, and every rule it names exists", () => {
  const rows = [...read("docs/coverage.md").matchAll(/^\| ([TM]\w+) \| ([^|]+) \| ([^|]+) \|$/gm)];
  const span = (name: string, letters: string) => [...letters].map((letter) => name + letter);
  const ids = [
    ...["T1", ...span("M1", "abcde"), "T2", ...span("M2", "abc"), "T3", ...span("M3", "abcd")],
    ...["T4", ...span("M4", "abcd"), "T5", ...span("M5", "abcd"), "T6", ...span("M6", "abc")],
    ...["T7", ...span("M7", "abc"), "T8", ...span("M8", "abcdef"), "T9", ...span("M9", "abcd")],
    ...["T10", ...span("M10", "abcd"), "T11", ...span("M11", "abc"), "T12", "T13", "T14"],
    ...[...span("M12", "abcde"), "T15", "M15"],
  ];
  expect(rows.map((row) => row[1])).toEqual(ids);
  const rules = readdirSync(join(root, "rules/catalog"));
  for (const [, id, , answer = ""] of rows) {
    expect(answer.trim().length, id).toBeGreaterThan(10);
    const named = [...answer.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map((match) => match[1] ?? "");
    expect(
      named.filter((rule) => !rules.includes(rule)),
      id,
    ).toEqual([]);
    const isAnswered = named.length > 0 || /llmlint|rules|cannot be seen in code because/.test(answer);
    expect(isAnswered, id).toBe(true);
  }
});

/** Commands in a text that begin with the program, without what stands behind a pipe. */
function commands(text: string): string[] {
  return [
    ...text.matchAll(/(?:^|\s|')(?:npx --yes )?llmlint(?:@[\d.]+)? ((?:scan|baseline|merge)\b[^|\n'`]*)/gm),
  ].map((match) => (match[1] ?? "").trim());
}

test("every command of the integrations is one that the program takes", async () => {
  const folder = folderWith({ "a.py": "x = 1\n" });
  const texts = [read("docs/ci.md"), read(".pre-commit-hooks.yaml")];
  const all = texts.flatMap(commands).filter((command) => !command.includes("`"));
  expect(all.length).toBeGreaterThan(8);
  const help = new Map<string, string>();
  for (const command of all) {
    const [name = "", second = ""] = command.split(" ");
    const path = name === "baseline" ? [name, second] : [name];
    const key = path.join(" ");
    if (!help.has(key)) help.set(key, (await runInFolder(folder, [...path, "--help"])).stdout);
    const text = help.get(key) ?? "";
    for (const option of command.match(/--[a-z][a-z-]*/g) ?? []) expect(text, command).toContain(option);
    for (const [, format] of command.matchAll(/--format ([a-z-]+)/g)) expect(text, command).toContain(format);
  }
  rmSync(folder, { recursive: true });
});

test("the snippets are YAML, the hooks what pre-commit asks for, and init writes what is documented", async () => {
  const blocks = [...read("docs/ci.md").matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match) =>
    parse(match[1] ?? ""),
  );
  expect(blocks).toHaveLength(4);
  for (const hook of parse(read(".pre-commit-hooks.yaml"))) {
    expect(hook).toMatchObject({
      id: expect.any(String),
      name: expect.any(String),
      language: "node",
      require_serial: true,
    });
  }
  const folder = folderWith({ ".git/HEAD": "", "app.py": VULNERABLE });
  const first = await runInFolder(folder, ["init"]);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toContain("Model calls: openai (1 call).");
  expect(first.stdout).toContain("1 finding now");
  expect(parse(readFileSync(join(folder, ".pre-commit-config.yaml"), "utf8"))).toEqual(blocks[0]);
  const workflow = parse(readFileSync(join(folder, ".github/workflows/llmlint.yml"), "utf8"));
  expect(workflow.jobs).toEqual(blocks[1].jobs);
  expect((await runInFolder(folder, ["scan", "--format", "concise"])).code).toBe(1);
  expect((await runInFolder(folder, ["init"])).stdout).toMatch(/kept {5}llmlint\.jsonc\nkept .*\nkept /);
  rmSync(folder, { recursive: true });
});

test("the action's step scans, reports and gives the exit code on", () => {
  const action = parse(read("action.yml"));
  const step = action.runs.steps.find((it: { name?: string }) => it.name === "llmlint");
  const names = Object.values(step.env as Record<string, string>).map(
    (value) => /inputs\.([\w-]+)/.exec(value)?.[1],
  );
  expect(names.filter((name) => name === undefined || !(name in action.inputs))).toEqual([]);
  expect(step.run).not.toContain("${{");
  const folder = folderWith({ ".git/HEAD": "", "app.py": VULNERABLE });
  const env = {
    ...process.env,
    LLMLINT_COMMAND: `node ${join(root, "dist/cli.mjs")}`,
    ...{ LLMLINT_PATHS: ".", LLMLINT_PROFILE: "recommended", LLMLINT_FAIL_ON: "warning", LLMLINT_SINCE: "" },
    ...{
      LLMLINT_BASELINE: "",
      LLMLINT_SARIF: "a.sarif",
      LLMLINT_COMMENT: "a.md",
      GITHUB_STEP_SUMMARY: join(folder, "s.md"),
    },
  };
  let outcome = { status: 0, stdout: "" };
  try {
    execFileSync("bash", ["-e", "-c", step.run], {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (error) {
    outcome = error as typeof outcome;
  }
  expect(outcome.status).toBe(1);
  expect(outcome.stdout).toMatch(/^::error file=app\.py,line=8/);
  expect(JSON.parse(readFileSync(join(folder, "a.sarif"), "utf8")).runs).toHaveLength(1);
  expect(readFileSync(join(folder, "s.md"), "utf8")).toContain("### llmlint: 1 finding");
  rmSync(folder, { recursive: true });
});

test("the template for GitLab writes both of its reports", () => {
  const { llmlint: job } = parse(read("integrations/gitlab.yml"));
  const folder = folderWith({ ".git/HEAD": "", "app.py": VULNERABLE });
  const env = { ...process.env, ...job.variables, LLMLINT_COMMAND: `node ${join(root, "dist/cli.mjs")}` };
  const { status } = spawnSync("sh", ["-e", "-c", job.script.join("\n")], { cwd: folder, env });
  expect(status).toBe(1);
  for (const name of Object.values(job.artifacts.reports as Record<string, string>))
    expect(readFileSync(join(folder, name), "utf8")).toContain("model-output-to-shell");
  rmSync(folder, { recursive: true });
});

test("the image is built from what the repository has, and runs as nobody special", () => {
  const steps = read("integrations/Dockerfile")
    .split("\n")
    .filter((line) => /^[A-Z]+ /.test(line));
  expect(steps.filter((line) => line.startsWith("FROM "))).toEqual([
    "FROM node:22-slim AS build",
    "FROM node:22-slim",
  ]);
  expect(steps).toContain("USER 1000");
  expect(steps.some((line) => line.includes("node scripts/build.mjs"))).toBe(true);
  expect(steps.at(-1)).toBe('CMD ["scan"]');
});

test("completion scripts are understood by their shell and know commands, options and rules", async () => {
  const { stdout } = await runInFolder(root, ["completion", "bash"]);
  const ask = (...words: string[]) =>
    execFileSync(
      "bash",
      [
        "-c",
        `${stdout}\nCOMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${words.length - 1}; _llmlint; echo "\${COMPREPLY[@]}"`,
      ],
      { encoding: "utf8" },
    ).trim();
  expect(ask("llmlint", "ba")).toBe("baseline");
  expect(ask("llmlint", "baseline", "pr")).toBe("prune");
  expect(ask("llmlint", "scan", "--sin")).toBe("--since");
  expect(ask("llmlint", "explain", "model-output-to-sh")).toBe("model-output-to-shell");
  expect((await runInFolder(root, ["completion", "zsh"])).stdout).toMatch(/^#compdef llmlint\n/);
  expect((await runInFolder(root, ["completion", "fish"])).stdout).toContain("complete -c llmlint");
  expect(await runInFolder(root, ["completion", "bsh"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean "bash"'),
  });
});
