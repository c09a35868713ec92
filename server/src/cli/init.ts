import { count } from "../report/findingView.ts";
import { openRun } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliIo } from "./io.ts";
import { TOOL } from "./version.ts";

export interface InitOptions {
  workflow: boolean;
  hook: boolean;
}

/** `llmlint init`: says which packages speak to models here, and writes a configuration, a workflow and a hook where none are. */
export async function runInit(options: InitOptions, io: CliIo): Promise<ExitCode> {
  const run = await openRun([], { config: false }, io);
  const { folder, root } = run.where;
  const result = await run.engine.analyse({
    root: run.where.top,
    paths: run.where.paths,
    profile: "recommended",
    modelCalls: true,
  });
  const packages = new Map<string, number>();
  for (const call of result.modelCalls ?? [])
    packages.set(call.package, (packages.get(call.package) ?? 0) + 1);
  const listed = [...packages]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, number]) => `${name} (${count(number, "call")})`);
  io.stdout.write(`Model calls: ${listed.join(", ") || "none found"}.\n`);
  const write = async (base: string, name: string, text: string, alternatives: readonly string[] = []) => {
    for (const each of [name, ...alternatives]) {
      if ((await run.files.stat(`${base}/${each}`)) === undefined) continue;
      io.stdout.write(`kept     ${each}\n`);
      return;
    }
    await io.writeReport(run.files.toNative(`${base}/${name}`), text);
    io.stdout.write(`written  ${name}\n`);
  };
  await write(folder, "llmlint.jsonc", CONFIGURATION, ["llmlint.json", "llmlint.yaml", "llmlint.yml"]);
  if (options.workflow) await write(root, ".github/workflows/llmlint.yml", WORKFLOW);
  if (options.hook) await write(root, ".pre-commit-config.yaml", HOOK);
  const active = result.findings.filter((finding) => finding.level !== "info").length;
  io.stdout.write(
    active === 0
      ? "No findings now.\n"
      : `${count(active, "finding")} now: \`llmlint scan\` shows them, \`llmlint baseline create\` keeps them apart from what is new.\n`,
  );
  return 0;
}

const CONFIGURATION = `{
  // "strict" adds advice and what is less certain.
  "profile": "recommended",
  // From which level on the exit code is 1: error, warning, info, never.
  "failOn": "warning",
  // A level for each rule: off, info, warning, error. \`llmlint rules\` lists them.
  "rules": {},
  // Levels for some files: { "files": "tools/**", "rules": { "model-output-to-shell": "off" } }
  "overrides": [],
  // Files that are not analysed, as in .gitignore.
  "ignore": [],
  "suppressions": { "requireReason": false, "unused": "warning" }
}
`;

const WORKFLOW = `name: llmlint
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  llmlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes llmlint@${TOOL.version} scan --format github --format sarif=llmlint.sarif
      - if: always()
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: llmlint.sarif
`;

const HOOK = `repos:
  - repo: local
    hooks:
      - id: llmlint
        name: llmlint
        language: node
        additional_dependencies: ["llmlint@${TOOL.version}"]
        entry: llmlint scan --staged
        pass_filenames: false
        types_or: [python, javascript, jsx, ts, tsx]
`;
