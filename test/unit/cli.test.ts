import { expect, test } from "vitest";
import type { CliIo } from "../../server/src/cli/io.ts";
import { runCli } from "../../server/src/cli/program.ts";
import type { Engine, EngineOptions } from "../../server/src/engine.ts";
import type { RunResult } from "../../server/src/findings/finding.ts";
import {
  createMemoryFileSystem,
  type MemoryFileSystemOptions,
} from "../../server/src/host/memoryFileSystem.ts";
import { ADVICE, APP, KEY, runResult, SHELL, shellFinding } from "../report/sample.ts";

interface Setup extends MemoryFileSystemOptions {
  files?: Record<string, string>;
  result?: Partial<RunResult>;
  environment?: Record<string, string>;
  terminal?: boolean;
  fails?: Error;
}

/** Runs a command on files in memory with an engine that answers what the test says. */
async function run(command: string | string[], setup: Setup = {}) {
  const files = setup.files ?? { "/repo/.git/HEAD": "", "/repo/src/app.py": APP };
  const outputs = { stdout: "", stderr: "" };
  const written: Record<string, string> = {};
  const asked: EngineOptions[] = [];
  const engine: Engine = {
    prepare: () => {},
    rules: () => [SHELL, KEY, ADVICE],
    packs: () => [],
    describePacks: () => [],
    readPacks: () => ({ packs: [], problems: [] }),
    listFiles: async () => ({ files: ["src/app.py"], configFiles: [], skipped: {}, problems: [] }),
    restore: () => Promise.reject(new Error("nothing is kept here")),
    settingsFor: () => ({ role: "source", isIgnored: false, levels: {} }),
    analyse: async (options) => {
      asked.push(options);
      if (setup.fails) throw setup.fails;
      options.progress?.("reading", 1, 2);
      const result = runResult(setup.result);
      return {
        ...result,
        text: (path) => (path === "src/app.py" ? APP : undefined),
        fixesFor: () => [],
        suppressionFor: () => undefined,
        analysed: [],
        read: [],
        makeInventory: () => {
          throw new Error("nobody asks for it");
        },
      };
    },
  };
  const stream = (name: "stdout" | "stderr") => ({
    isTerminal: setup.terminal ?? false,
    write: (text: string) => {
      outputs[name] += text;
    },
  });
  const io: CliIo = {
    arguments: typeof command === "string" ? command.split(" ").filter(Boolean) : command,
    environment: setup.environment ?? {},
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    openFileSystem: () => createMemoryFileSystem(files, { currentFolder: "/repo", ...setup }),
    openEngine: async () => engine,
    maskSecrets: (text) => text.replaceAll("SECRETVALUE", "SE…LUE"),
    guardMemory: () => () => false,
    now: () => 0,
    time: () => "2026-01-31T12:00:00",
    runGit: async () => undefined,
    readStdin: async () => "",
    openAnswers: () => Promise.reject(new Error("nothing is kept here")),
    watchFiles: () => {},
    serveAgents: () => Promise.reject(new Error("no server here")),
    serve: () => new Promise<never>(() => {}),
    writeSource: async (file, text) => {
      written[file] = text;
    },
    writeReport: async (file, text) => {
      written[file] = text;
    },
  };
  const code = await runCli(io);
  return { code, ...outputs, written, asked: asked[0] };
}

const found = { findings: [shellFinding()] };
const fatal = {
  problems: [
    { path: "bad.py", start: 0, end: 0, severity: "error" as const, message: "not UTF-8", fatal: true },
  ],
};

test("without findings the code is 0, with findings 1", async () => {
  expect((await run("scan")).code).toBe(0);
  expect((await run("scan", { result: found })).code).toBe(1);
});

test.each([
  ["error", "warning", 0],
  ["error", "error", 1],
  ["warning", "info", 0],
  ["info", "info", 1],
  ["never", "error", 0],
] as const)("--fail-on %s with a finding of level %s ends with %i", async (failOn, level, code) => {
  const result = { findings: [shellFinding({ level })] };
  expect((await run(`scan --fail-on ${failOn}`, { result })).code).toBe(code);
});

test("a silenced finding does not fail", async () => {
  const suppressed = { reason: "", place: { path: "src/app.py", start: 0, end: 1 } };
  expect((await run("scan", { result: { findings: [shellFinding({ suppressed })] } })).code).toBe(0);
});

test("a file that could not be analysed makes 3, before 1, also under never; it is named on stderr", async () => {
  const { code, stdout, stderr } = await run("scan --fail-on never", { result: { ...found, ...fatal } });
  expect(code).toBe(3);
  expect(stderr).toBe("bad.py:1:1: error: not UTF-8\n");
  expect(stdout).toContain("model-output-to-shell");
});

test("wrong usage is 2, before 3", async () => {
  expect((await run("scan --rule nothing", { result: fatal })).code).toBe(2);
});

test.each([
  ["scna", "(Did you mean scan?)"],
  ["scan --fromat json", "(Did you mean --format?)"],
  ["scan src/ap.py", 'no such file or folder: "src/ap.py"; did you mean "src/app.py"?'],
  ["scan --format sarfi", 'unknown format "sarfi"; did you mean "sarif"?'],
  ["scan --format xml", 'unknown format "xml"; valid: text, concise, json'],
  ["scan --format json=", "names no file"],
  ["scan --format json --format sarif", "only one format can be written to stdout"],
  ["scan --format json=a --format sarif=a", "two formats are written to a"],
  ["scan --profile strickt", 'unknown profile "strickt"; did you mean "strict"?'],
  ["scan --fail-on warn", 'unknown level "warn"; did you mean "warning"?'],
  [
    "scan --rule model-output-to-shel",
    'unknown rule "model-output-to-shel"; did you mean "model-output-to-shell"?',
  ],
  ["scan --config no.yaml", 'the configuration "no.yaml" cannot be read'],
  ["explain model-output-shell", 'did you mean "model-output-to-shell"?'],
  ["explain", "missing required argument"],
  ["prompts --format sarif", 'unknown format "sarif"'],
  ["", "Usage: llmlint"],
])("`%s` ends with 2 and says why", async (command, message) => {
  const { code, stdout, stderr } = await run(command);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});

test("help and version are no errors", async () => {
  expect(await run("--help")).toMatchObject({ code: 0, stderr: "" });
  expect((await run("scan --help")).stdout).toContain("--fail-on");
  expect((await run("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("each format goes where it should; a summary is left for stderr", async () => {
  const both = await run("scan --format json --format sarif=out/x.sarif", { result: found });
  expect(JSON.parse(both.stdout).findings).toHaveLength(1);
  expect(JSON.parse(both.written["out/x.sarif"] ?? "").runs).toHaveLength(1);
  expect(both).toMatchObject({ code: 1, stderr: "" });
  const one = await run("scan --format sarif=x.sarif", { result: found });
  expect(one).toMatchObject({ code: 1, stdout: "" });
  expect(one.stderr).toMatch(/^1 finding \(1 error\)\./);
});

test("a configuration is found upward and the options beat it", async () => {
  const files = {
    "/repo/.git/HEAD": "",
    "/repo/llmlint.yaml": "profile: strict\nfailOn: never\nrules: { missing-timeout: error }\n",
    "/repo/src/app.py": APP,
  };
  const configured = await run("scan src/app.py", { files, result: found });
  expect(configured).toMatchObject({
    code: 0,
    asked: {
      root: "/repo",
      paths: ["/repo/src/app.py"],
      profile: "strict",
      levels: { "missing-timeout": "error" },
    },
  });
  const overruled = await run("scan --profile recommended --fail-on error", { files, result: found });
  expect(overruled).toMatchObject({ code: 1, asked: { profile: "recommended" } });
  const without = await run("scan --no-config", { files, result: found });
  expect(without).toMatchObject({ code: 1, asked: { profile: "recommended", levels: {} } });
});

test("a wrong configuration ends with 2 and its place", async () => {
  const files = { "/repo/a.py": "", "/repo/llmlint.yaml": "\nprofle: strict\nfailOn: nevr\n" };
  const { code, stderr } = await run("scan", { files });
  expect(code).toBe(2);
  expect(stderr).toBe(
    [
      'error: llmlint.yaml:2:1: unknown key "profle"; did you mean "profile"?',
      'error: llmlint.yaml:3:1: "failOn" must be one of error, warning, info, never; did you mean "never"?',
      "",
    ].join("\n"),
  );
});

test("a rule named on the command line runs alone, whatever the configuration says", async () => {
  const files = {
    "/repo/a.py": "",
    "/repo/llmlint.yaml": "rules: { missing-timeout: off, hardcoded-api-key: error }",
  };
  const { asked } = await run("scan --rule missing-timeout", { files });
  expect(asked).toMatchObject({ rules: ["missing-timeout"], levels: {} });
});

test("advice is printed under strict, for a rule asked for, and where it fails the run", async () => {
  const result = { findings: [shellFinding({ ruleId: ADVICE.id, level: "info" })] };
  const shows = async (options: string) =>
    (await run(`scan ${options}`, { result })).stdout.includes("  what:");
  expect(await shows("")).toBe(false);
  expect(await shows("--profile strict")).toBe(true);
  expect(await shows(`--rule ${ADVICE.id}`)).toBe(true);
  expect(await shows("--fail-on info")).toBe(true);
});

test("the root is the repository, else the first path; the display starts from the current folder", async () => {
  const uriOf = async (command: string, setup: Setup) => {
    const { stdout, asked } = await run(`${command} --format sarif`, { result: found, ...setup });
    const [location] = JSON.parse(stdout).runs[0].results[0].locations;
    return { uri: location.physicalLocation.artifactLocation.uri, root: asked?.root };
  };
  expect(await uriOf("scan src", {})).toEqual({ uri: "src/app.py", root: "/repo" });
  const files = { "/repo/one/src/app.py": APP, "/repo/two/a.py": "" };
  expect(await uriOf("scan one", { files })).toEqual({ uri: "src/app.py", root: "/repo/one" });
  expect(await uriOf("scan one two", { files })).toEqual({ uri: "../src/app.py", root: "/repo" });
  const display = await run("scan ../src", {
    currentFolder: "/repo/docs",
    result: found,
    files: { "/repo/docs/a": "", "/repo/.git/x": "", "/repo/src/app.py": APP },
  });
  expect(display.stdout).toMatch(/^\.\.\/src\/app\.py:5:20/);
});

test("on Windows paths are shown with slashes; drives stay apart", async () => {
  const setup: Setup = {
    style: "windows",
    currentFolder: "C:\\repo",
    files: { "C:\\repo\\src\\app.py": APP, "C:\\repo\\.git\\HEAD": "", "D:\\x\\a.py": "" },
    result: found,
  };
  const { stdout, asked } = await run(["scan", "src\\app.py"], setup);
  expect(asked).toMatchObject({ root: "C:/repo", paths: ["C:/repo/src/app.py"] });
  expect(stdout).toMatch(/^src\/app\.py:5:20/);
  const elsewhere = await run(["scan", "C:\\repo\\src"], { ...setup, currentFolder: "D:\\x" });
  expect(elsewhere.stdout).toMatch(/^C:\/repo\/src\/app\.py:5:20/);
  expect((await run(["scan", "C:\\repo", "D:\\x"], setup)).stderr).toContain("different drives");
  expect((await run(["scan", "src\\ap.py"], setup)).stderr).toContain('did you mean "src/app.py"?');
});

test("colour and progress are for terminals; NO_COLOR ends colour", async () => {
  const on = await run("scan", { terminal: true, result: found });
  expect(on.stdout).toContain("\u001b[");
  expect(on.stderr).toMatch(/reading… 50 %.*\u001b\[2K$/s);
  expect(
    (await run("scan", { terminal: true, result: found, environment: { NO_COLOR: "1" } })).stdout,
  ).not.toContain("\u001b");
  const forced = await run("scan", { result: found, environment: { FORCE_COLOR: "1" } });
  expect(forced.stdout).toContain("\u001b[");
  expect(forced.stderr).not.toContain("\u001b");
  const off = await run("scan", { result: found, environment: { FORCE_COLOR: "0" } });
  expect(off.stdout + off.stderr).not.toContain("\u001b");
});

test("places are links for terminals that are known to make them, whatever the file is called", async () => {
  const link = "\u001b]8;;file:///repo/src/app.py\u0007";
  const of = async (environment: Record<string, string>, terminal = true): Promise<string> =>
    (await run("scan", { terminal, result: found, environment })).stdout;
  expect(await of({ TERM_PROGRAM: "WezTerm" })).toContain(link);
  expect(await of({ VTE_VERSION: "7600" })).toContain(link);
  expect(await of({ FORCE_HYPERLINK: "1" }, false)).toContain(link);
  for (const none of [{}, { TERM: "xterm" }, { VTE_VERSION: "4600" }, { TERM_PROGRAM: "vscode", CI: "true" }])
    expect(await of(none)).not.toContain("\u001b]8");
  expect(await of({ TERM_PROGRAM: "vscode", FORCE_HYPERLINK: "0" })).not.toContain("\u001b]8");
  const hostile = shellFinding({ path: "src/\u0007\u001b[31m.py" });
  const shown = (
    await run("scan", { result: { findings: [hostile] }, environment: { FORCE_HYPERLINK: "1" } })
  ).stdout;
  expect(shown).toContain("file:///repo/src/%07%1B%5B31m.py");
});

test("a failure of the program is named, without secrets, and ends with 3", async () => {
  const { code, stderr } = await run("scan", { fails: new Error("broke at SECRETVALUE") });
  expect(code).toBe(3);
  expect(stderr).toContain("the program failed");
  expect(stderr).not.toContain("SECRETVALUE");
});

test("rules lists every rule, explain prints one", async () => {
  const { stdout } = await run("rules");
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    "rule                   profile      level  title",
    "hardcoded-api-key      recommended  error  A key in the code",
    "missing-timeout        strict       info   Model output reaches a shell",
  ]);
  expect(JSON.parse((await run("rules --format json")).stdout)).toHaveLength(3);
  const { stdout: explained } = await run("explain model-output-to-shell");
  expect(explained).toContain("known as: CWE-78, OWASP LLM05:2025, OWASP LLM10:2026, OWASP ASI05, AML.T0050");
  expect(explained).toContain(SHELL.docs.trim());
});

test("prompts asks for the prompt map and does not judge", async () => {
  const prompts = [{ path: "src/app.py", start: 0, end: 6, call: "openai: create", slots: [] }];
  const text = await run("prompts src", { result: { ...found, prompts } });
  expect(text).toMatchObject({ code: 0, asked: { prompts: true } });
  expect(text.stdout).toMatch(/^src\/app\.py:1:1 {2}openai: create/);
  const json = await run("prompts --format json", { result: { prompts } });
  expect(JSON.parse(json.stdout).prompts).toHaveLength(1);
});
