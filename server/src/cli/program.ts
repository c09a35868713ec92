import { Command, CommanderError, Option } from "commander";
import { currentName } from "../findings/ruleNames.ts";
import type { Shard } from "../findings/shard.ts";
import { escapeControls } from "../report/escape.ts";
import { formatNames } from "../report/formats.ts";
import { isUsageError, unknownName, usageError } from "../workspace/usageError.ts";
import {
  BASELINE_FILE,
  BASELINE_FORMATS,
  type BaselineOptions,
  runBaselineCreate,
  runBaselinePrune,
  runBaselineShow,
} from "./baseline.ts";
import { completionScript, SHELLS } from "./completion.ts";
import { runConfigPrint } from "./configPrint.ts";
import type { ConfigOptions } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import { type FormatChoice, parseFormat } from "./formats.ts";
import { type InitOptions, runInit } from "./init.ts";
import { INVENTORY_FORMATS, type InventoryOptions, runInventory, runInventoryDiff } from "./inventory.ts";
import type { CliIo } from "./io.ts";
import { type MergeOptions, runMerge } from "./merge.ts";
import { PACKS_FORMATS, type PacksOptions, runPacks } from "./packs.ts";
import { PROMPTS_FORMATS, type PromptsOptions, runPrompts } from "./prompts.ts";
import { RULES_FORMATS, runExplain, runRules } from "./rules.ts";
import { runScan, type ScanOptions } from "./scan.ts";
import { TOOL } from "./version.ts";
import { watchScan } from "./watch.ts";
import { runWhy, WHY_FORMATS, type WhyOptions } from "./why.ts";

/** Runs one command; the value is the exit code of the process. Never throws. */
export async function runCli(io: CliIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(io, (of) => {
    code = of;
  });
  try {
    await program.parseAsync([...io.arguments], { from: "user" });
    return code;
  } catch (error) {
    // Commander has said already what is wrong; help and version that were asked for are no errors.
    if (error instanceof CommanderError) return FINE.includes(error.code) ? 0 : 2;
    if (isUsageError(error)) {
      for (const line of error.message.split("\n")) io.stderr.write(`error: ${escapeControls(line)}\n`);
      return 2;
    }
    io.stderr.write(`error: the program failed: ${io.maskSecrets(describeFailure(error))}\n`);
    return 3;
  }
}

const FINE = ["commander.helpDisplayed", "commander.version"];

function describeFailure(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function createProgram(io: CliIo, finish: (code: ExitCode) => void): Command {
  const program = new Command("llmlint")
    .description("Finds security defects in programs that call language models, by following the data.")
    .version(TOOL.version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", EXIT_CODES);

  program
    .command("scan")
    .description("analyse files and folders (default: the current folder)")
    .argument("[path...]", "files or folders; a file named here is analysed even where it would be skipped")
    .addOption(formatOption(formatNames))
    .addHelpText("after", SCAN_EXAMPLES)
    .addOption(profileOption())
    .addOption(ruleOption())
    .addOption(failOnOption())
    .addOption(baselineOption())
    .option("--since <ref>", "only what is new since this branch left REF (compares with the merge base)")
    .option("--staged", "judge what is staged, and report only what the commit would add")
    .addOption(
      new Option("--fix [grade]", "repair what can be repaired: safe (default) or also suggested").argParser(
        oneOf("grade", ["safe", "suggested"]),
      ),
    )
    .option("--diff", "print what --fix would change, change nothing")
    .option("--add-suppressions", "write a comment for each finding instead of reporting it; needs --reason")
    .option("--reason <text>", "the reason of these comments")
    .option("--force-exclude", "leave out what is ignored also where it is named (for pre-commit)")
    .addOption(
      new Option(
        "--shard <i/n>",
        "report only the i-th of n parts of the files; all are analysed, llmlint merge joins the reports",
      ).argParser(shardOf),
    )
    .option(
      "--stdin-filename <file>",
      "the standard input is the text of FILE; only what is found in it is reported",
    )
    .option("--show-files", "print the files that would be analysed, and analyse nothing")
    .option("--watch", "scan again when a file changes, until interrupted")
    .option("--cache", "answer from an earlier run with the same options where no file has changed")
    .option("--cache-dir <folder>", "keep these answers in FOLDER (default: the user's own cache folder)")
    .addOption(
      new Option(
        "--max-memory <megabytes>",
        "stop following data when llmlint uses nearly so much, and report what was found; exit code 3",
      ).argParser(megabytesOf),
    )
    .option("--stats", "say on stderr which model calls were found, and how long each stage took")
    .option("--config <file>", "read this configuration instead of the nearest one")
    .option("--no-config", "read no configuration")
    .action(async (paths: string[], options: ScanOptions) =>
      finish(options.watch ? await watchScan(paths, options, io) : await runScan(paths, options, io)),
    );

  addBaselineCommands(program, io, finish);

  program
    .command("merge")
    .description("join reports: the parts of one scan (--shard), or those of several projects; json or sarif")
    .argument("<file...>", "reports of one format")
    .option("--output <file>", "write to FILE instead of stdout")
    .addOption(failOnOption())
    .addHelpText("after", "\nExample:\n  $ llmlint merge part-*.sarif --output llmlint.sarif")
    .action(async (files: string[], options: MergeOptions) => finish(await runMerge(files, options, io)));

  program
    .command("config")
    .description("show the configuration")
    .command("print")
    .description("print what holds for a file: where the settings come from, and each rule's level")
    .argument("<file>", "a file or folder")
    .option("--config <file>", "read this configuration instead of the nearest one")
    .option("--no-config", "read no configuration")
    .action(async (file: string, options: ConfigOptions) => finish(await runConfigPrint(file, options, io)));

  program
    .command("init")
    .description("write a configuration, a workflow and a commit hook, where none are")
    .option("--no-workflow", "no workflow for GitHub Actions")
    .option("--no-hook", "no configuration of pre-commit")
    .action(async (options: InitOptions) => finish(await runInit(options, io)));

  program
    .command("completion")
    .description("print a script that completes commands in a shell")
    .argument("<shell>", SHELLS.join(", "))
    .addHelpText("after", "\nExample:\n  $ source <(llmlint completion bash)")
    .action(async (shell: string) => {
      const engine = await io.openEngine(io.openFileSystem([]));
      io.stdout.write(
        completionScript(
          program,
          shell,
          engine.rules().map((rule) => rule.id),
        ),
      );
    });

  program
    .command("rules")
    .description("list the rules")
    .addOption(formatOption(RULES_FORMATS))
    .action(async (options: Parameters<typeof runRules>[0]) => finish(await runRules(options, io)));

  program
    .command("explain")
    .description("print what a rule is about, with examples")
    .argument("<rule>", "id of the rule")
    .action(async (id: string) => finish(await runExplain(id, io)));

  program
    .command("prompts")
    .description("show each model call with its slots, piece by piece, by provenance")
    .argument("[path...]", "files or folders (default: the current folder)")
    .addOption(formatOption(PROMPTS_FORMATS))
    .option("--config <file>", "read this configuration instead of the nearest one")
    .option("--no-config", "read no configuration")
    .action(async (paths: string[], options: PromptsOptions) => finish(await runPrompts(paths, options, io)));

  const inventory = program
    .command("inventory")
    .description(
      "list model calls, tools, stores, MCP servers and keys, also as a bill of materials, a graph or targets",
    )
    .argument("[path...]", "files or folders (default: the current folder)")
    .addOption(formatOption(INVENTORY_FORMATS))
    .addHelpText("after", INVENTORY_EXAMPLES)
    .option("--config <file>", "read this configuration instead of the nearest one")
    .option("--no-config", "read no configuration")
    .action(async (paths: string[], options: InventoryOptions) =>
      finish(await runInventory(paths, options, io)),
    );
  inventory
    .command("diff")
    .description("what a change adds, removes and alters, by two inventories in JSON")
    .argument("<old>", "an inventory as --format json writes it")
    .argument("<new>", "the later one")
    .action(async (old: string, now: string) => finish(await runInventoryDiff(old, now, io)));

  program
    .command("why")
    .description(
      "explain a line: what reaches it, where data ended, which rules looked and why they are silent",
    )
    .argument("<file:line>", "a line of a file")
    .argument("[path...]", "what to analyse (default: the current folder)")
    .addOption(formatOption(WHY_FORMATS))
    .addOption(profileOption())
    .addOption(ruleOption())
    .option("--config <file>", "read this configuration instead of the nearest one")
    .option("--no-config", "read no configuration")
    .addHelpText("after", "\nExample:\n  $ llmlint why src/server.py:42")
    .action(async (at: string, paths: string[], options: WhyOptions) =>
      finish(await runWhy(at, paths, options, io)),
    );

  program
    .command("packs")
    .description("list the packages that are known, with the packs of the configuration")
    .argument("[name]", "only this package (by its name, or by what is imported)")
    .addOption(formatOption(PACKS_FORMATS))
    .option("--config <file>", "read this configuration instead of the nearest one")
    .option("--no-config", "read no configuration")
    .action(async (name: string | undefined, options: PacksOptions) =>
      finish(await runPacks(name, options, io)),
    );

  program
    .command("mcp")
    .description(
      "serve coding agents: read-only tools over the model context protocol, on the standard streams",
    )
    .addHelpText(
      "after",
      "\nThe tools see the folder that the server is started in, and nothing outside of it.",
    )
    .action(() => io.serveAgents());

  program
    .command("lsp")
    .description("serve editors: the language server protocol on the standard streams")
    .addOption(new Option("--stdio", "on the standard streams; the only way there is").default(true))
    .option("--clientProcessId <id>", "what some editors add; the protocol tells it as well")
    .action(() => io.serve());
  return program;
}

const HELP_WIDTH = 100;
const SCAN_EXAMPLES = `
Examples:
  $ llmlint scan                                  the current folder
  $ llmlint scan src --profile strict             with advice
  $ llmlint scan --format text --format sarif=llmlint.sarif
  $ llmlint scan --since origin/main              only what this branch adds
  $ llmlint scan --baseline llmlint-baseline.json only what the baseline does not hold
  $ llmlint scan --staged                         what the next commit would add`;
const INVENTORY_EXAMPLES = `
Examples:
  $ llmlint inventory                                    as tables
  $ llmlint inventory --format cyclonedx=ml-bom.json     a bill of materials (CycloneDX 1.6)
  $ llmlint inventory --format mermaid                   a graph for documents
  $ llmlint inventory --format promptfoo=redteam.yaml    targets to attack
  $ llmlint inventory diff before.json after.json        what a change brings`;
const EXIT_CODES = `
Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or configuration,
3 a file could not be analysed at all (it is named, the rest is reported), or memory was used up.`;

function formatOption<Name extends string>(names: readonly Name[]): Option {
  const parse = (value: string, before: FormatChoice<Name>[]) => [...before, parseFormat(value, names)];
  return new Option("--format <name[=file]>", `${names.join(", ")}; to stdout or FILE; may be repeated`)
    .argParser(parse)
    .default([], names[0]);
}

/** `llmlint baseline create|prune|show`. */
function addBaselineCommands(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  const baseline = program.command("baseline").description("keep what is known apart from what is new");
  const analysing = (name: string, description: string) =>
    baseline
      .command(name)
      .description(description)
      .argument("[path...]", "files or folders (default: the current folder)")
      .addOption(fileOption())
      .addOption(profileOption())
      .addOption(ruleOption())
      .option("--config <file>", "read this configuration instead of the nearest one")
      .option("--no-config", "read no configuration");
  analysing("create", "write down what is found now")
    .option("--force", "replace a baseline that exists")
    .action(async (paths: string[], options: BaselineOptions) =>
      finish(await runBaselineCreate(paths, options, io)),
    );
  analysing("prune", "take out what is found no more").action(
    async (paths: string[], options: BaselineOptions) => finish(await runBaselinePrune(paths, options, io)),
  );
  baseline
    .command("show")
    .description("list what a baseline holds")
    .addOption(fileOption())
    .addOption(formatOption(BASELINE_FORMATS))
    .action(async (options: Parameters<typeof runBaselineShow>[0]) =>
      finish(await runBaselineShow(options, io)),
    );
}

function fileOption(): Option {
  return new Option("--file <file>", "the baseline").default(BASELINE_FILE);
}

function baselineOption(): Option {
  return new Option("--baseline <file>", "only what this baseline does not hold");
}

function ruleOption(): Option {
  return new Option("--rule <id>", "only this rule, of any profile; may be repeated")
    .argParser((id: string, before: string[]) => [...before, currentName(id)])
    .default([], "");
}

function profileOption(): Option {
  return new Option("--profile <name>", "recommended is quiet on good code, strict adds advice").argParser(
    oneOf("profile", ["recommended", "strict"]),
  );
}

function failOnOption(): Option {
  return new Option("--fail-on <level>", "error, warning, info or never (default: warning)").argParser(
    oneOf("level", ["error", "warning", "info", "never"]),
  );
}

function megabytesOf(value: string): number {
  if (/^\d{1,7}$/.test(value) && Number(value) >= 64) return Number(value);
  throw usageError(`not a limit: "${value}"; write megabytes, at least 64: --max-memory 2000`);
}

/** `2/5`. */
function shardOf(value: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > of)
    throw usageError(`not a part: "${value}"; write --shard 2/5 for the second of five`);
  return { index, of };
}

function oneOf(kind: string, names: readonly string[]): (value: string) => string {
  return (value) => {
    if (names.includes(value)) return value;
    throw unknownName(kind, value, names);
  };
}
