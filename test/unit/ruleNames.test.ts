import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import type { RuleInfo } from "../../server/src/findings/rule.ts";
import { folderWith, VULNERABLE } from "../e2e/run.ts";
import { runInFolder } from "../harness/cli.ts";

vi.mock("../../server/src/generated/rules.ts", async (original) => {
  const { rules } = (await original()) as { rules: RuleInfo[] };
  return {
    rules: rules.map((rule) =>
      rule.id === "model-output-to-shell" ? { ...rule, formerly: ["shell-output"] } : rule,
    ),
  };
});

const folder = folderWith({ "app.py": VULNERABLE });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const scan = (...more: string[]) => runInFolder(folder, ["scan", "--format", "concise", ...more]);

test("a rule that was renamed is known by its former name in options, settings, comments, baselines and SARIF", async () => {
  expect((await scan("--rule", "shell-output")).stdout).toContain("[model-output-to-shell]");
  expect((await runInFolder(folder, ["explain", "shell-output"])).stdout).toMatch(
    /^rule: model-output-to-shell$/m,
  );
  expect((await runInFolder(folder, ["scan", "--format", "sarif"])).stdout).toMatch(
    /"deprecatedIds": \[\s*"shell-output"/,
  );

  await runInFolder(folder, ["baseline", "create", "--file", "known.json"]);
  const { stdout } = await runInFolder(folder, [
    "baseline",
    "show",
    "--file",
    "known.json",
    "--format",
    "json",
  ]);
  expect(stdout).toContain("model-output-to-shell");

  for (const text of [
    '{ "rules": { "shell-output": "off" } }',
    '{ "overrides": [{ "files": ["*.py"], "rules": { "shell-output": "off" } }] }',
  ]) {
    writeFileSync(join(folder, "llmlint.jsonc"), text);
    expect(await scan()).toMatchObject({ code: 0, stderr: "" });
  }
  writeFileSync(join(folder, "llmlint.jsonc"), '{ "rules": { "shell-outptu": "off" } }');
  expect((await scan()).code).toBe(2);
  rmSync(join(folder, "llmlint.jsonc"));

  writeFileSync(
    join(folder, "app.py"),
    VULNERABLE.replace(
      "    subprocess",
      "    # llmlint-disable-next-line shell-output -- as agreed\n    subprocess",
    ),
  );
  const silenced = await scan();
  expect(silenced).toMatchObject({ code: 0, stderr: "" });
  expect(silenced.stdout).toContain("No findings");
});

test("a baseline that was written under the former name holds", async () => {
  writeFileSync(join(folder, "app.py"), VULNERABLE);
  const file = join(folder, "old.json");
  await runInFolder(folder, ["baseline", "create", "--file", "old.json"]);
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("model-output-to-shell", "shell-output"));
  expect((await scan("--baseline", "old.json")).code).toBe(0);
});
