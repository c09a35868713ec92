import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { llmlint, type Outcome, root } from "./run.ts";

interface Step {
  path: string;
  kind: string;
}
interface Reported {
  rule: string;
  path: string;
  start: { line: number };
  paths: Step[][];
}

/** Rule, file, and the code that the finding stands on. */
const EXPECTED = [
  ["model-output-to-path", "examples/agent-typescript/server.ts", "await writeFile(`reports/"],
  ["unsafe-tool-input", "examples/agent-typescript/server.ts", "execSync(`rg"],
  ["untrusted-message-roles", "examples/agent-typescript/server.ts", "messages: req.body.messages"],
  ["untrusted-system-prompt", "examples/chat-python/app.py", "system_prompt(question.persona)"],
  ["unfiltered-rag-content", "examples/chat-python/app.py", "instructions=f"],
  ["model-output-to-shell", "examples/chat-python/app.py", "subprocess.run(command"],
] as const;

function lineOf(path: string, code: string): number {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(code)) + 1;
}

describe("llmlint scan examples", () => {
  let json: Outcome;
  let findings: Reported[];

  beforeAll(() => {
    json = llmlint(["scan", "examples", "--format", "json"]);
    ({ findings } = JSON.parse(json.stdout) as { findings: Reported[] });
  });

  test("ends with 1 and names each defect, and nothing else", () => {
    expect(json.code).toBe(1);
    expect(json.stderr).toBe("");
    expect(findings.map((f) => [f.rule, f.path, f.start.line])).toEqual(
      EXPECTED.map(([rule, path, code]) => [rule, path, lineOf(path, code)]),
    );
  });

  test("follows user text through the model into another file", () => {
    const [path = []] = findings.find((f) => f.rule === "model-output-to-path")?.paths ?? [];
    expect(new Set(path.map((step) => step.path)).size).toBe(2);
    expect(path.map((step) => step.kind)).toEqual(expect.arrayContaining(["source", "request", "sink"]));
  });

  test("prints frames and numbered steps", () => {
    const { code, stdout } = llmlint(["scan", "examples"]);
    expect(code).toBe(1);
    expect(stdout).toContain("model-output-to-shell");
    expect(stdout).toContain("> ");
    expect(stdout).toMatch(/path:\n {4}1\. /);
    expect(stdout).toMatch(/6 findings \(\d errors, \d warnings\)\./);
    expect(stdout).not.toContain("\u001b[");
  });

  test("SARIF has a code flow for each, with the request to the model in the second-order one", () => {
    const { code, stdout } = llmlint(["scan", "examples", "--format", "sarif"]);
    expect(code).toBe(1);
    const [run] = JSON.parse(stdout).runs;
    expect(run.results).toHaveLength(EXPECTED.length);
    for (const result of run.results) {
      expect(result.level).toMatch(/^(error|warning)$/);
      expect(result.codeFlows[0].threadFlows[0].locations.length).toBeGreaterThan(1);
      expect(Object.keys(result.partialFingerprints).length).toBeGreaterThan(0);
    }
    const toPath = run.results.find((it: { ruleId: string }) => it.ruleId === "model-output-to-path");
    const uris = toPath.codeFlows[0].threadFlows[0].locations.map(
      (it: { location: { physicalLocation: { artifactLocation: { uri: string } } } }) =>
        it.location.physicalLocation.artifactLocation.uri,
    );
    expect(new Set(uris)).toEqual(
      new Set(["examples/agent-typescript/server.ts", "examples/agent-typescript/planner.ts"]),
    );
  });

  test("`prompts` shows the slots by provenance; `rules` and `explain` know every rule found", () => {
    const prompts = llmlint(["prompts", "examples"]);
    expect(prompts.code).toBe(0);
    expect(prompts.stdout).toContain("system");
    const rules = llmlint(["rules"]);
    for (const [rule] of EXPECTED) {
      expect(rules.stdout).toContain(rule);
      expect(llmlint(["explain", rule])).toMatchObject({ code: 0, stderr: "" });
    }
  });
});

test("the finding in README.md is printed so", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const shown = /<!-- finding -->\n+```text\n([\s\S]*?)\n```/.exec(readme)?.[1];
  expect(shown).toBeDefined();
  expect(llmlint(["scan", "examples"]).stdout).toContain(shown);
});
