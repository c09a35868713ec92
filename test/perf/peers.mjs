// Other tools that are installed, for the benchmarks: what a run of each costs on a folder. None is needed.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** What a rule about user text that reaches an interpreter, a shell and a database looks like there. */
function taintRule(id, languages, sources, sinks) {
  return {
    id,
    mode: "taint",
    languages,
    severity: "ERROR",
    message: id,
    "pattern-sources": sources.map((pattern) => ({ pattern })),
    "pattern-sinks": sinks.map((pattern) => ({ pattern })),
  };
}

const PYTHON_SOURCES = ["input(...)", "flask.request.$FIELD", "request.$FIELD", "os.environ[...]"];
const PYTHON_RULES = [
  taintRule("python-code", ["python"], PYTHON_SOURCES, ["eval(...)", "exec(...)", "compile(...)"]),
  taintRule("python-shell", ["python"], PYTHON_SOURCES, ["os.system(...)", "subprocess.$CALL(...)"]),
  taintRule("python-sql", ["python"], PYTHON_SOURCES, ["$CURSOR.execute(...)", "$CURSOR.executemany(...)"]),
];
const SCRIPT = ["typescript", "javascript"];
const SCRIPT_SOURCES = ["req.body", "req.query", "req.params", "process.argv", "prompt(...)"];
const SCRIPT_RULES = [
  taintRule("script-code", SCRIPT, SCRIPT_SOURCES, ["eval(...)", "new Function(...)", "vm.$CALL(...)"]),
  taintRule("script-shell", SCRIPT, SCRIPT_SOURCES, [
    "exec(...)",
    "execSync(...)",
    "child_process.$CALL(...)",
  ]),
  taintRule("script-sql", SCRIPT, SCRIPT_SOURCES, [
    "$DB.query(...)",
    "$DB.raw(...)",
    "$DB.$queryRawUnsafe(...)",
  ]),
];

// Without a question to its server, which would take its own time.
const env = { ...process.env, SEMGREP_SEND_METRICS: "off", SEMGREP_ENABLE_VERSION_CHECK: "0" };
const semgrep = (rules) => [
  ..."semgrep scan --metrics=off --disable-version-check --quiet --json --config".split(" "),
  rules,
];

/**
 * The tools on PATH that look at a language: name, version, and the command, to which a folder is added.
 * `semgrepRules`: a folder of rules, beside three taint rules of ours.
 */
function installed(work, language, semgrepRules) {
  const own = join(work, "rules.json");
  writeFileSync(own, JSON.stringify({ rules: language === "python" ? PYTHON_RULES : SCRIPT_RULES }));
  const tools = [
    { name: "semgrep, three rules", command: semgrep(own) },
    semgrepRules && { name: "semgrep, rules given", command: semgrep(semgrepRules) },
    { name: "agent-audit", command: ["agent-audit", "--quiet", "scan", "--format", "json"] },
    language === "python"
      ? {
          name: "ruff, rules S",
          command: "ruff check --isolated --no-cache --exit-zero --quiet --select S".split(" "),
        }
      : { name: "oxlint", command: ["oxlint", "--quiet"] },
  ].filter(Boolean);
  return tools.flatMap((tool) => {
    const { status, stdout } = spawnSync(tool.command[0], ["--version"], { encoding: "utf8", env });
    return status === 0 ? [{ ...tool, version: /[\d.]+/.exec(stdout)?.[0] ?? "" }] : [];
  });
}

/** CPU and wall seconds of each tool on a folder, and of its start: the same on one line of code. */
export function runPeers(work, folder, language, semgrepRules) {
  const nothing = join(work, "one-line");
  mkdirSync(nothing, { recursive: true });
  writeFileSync(join(nothing, language === "python" ? "one.py" : "one.ts"), "x = 1\n");
  return installed(work, language, semgrepRules).map(({ name, version, command }) => {
    const start = run([...command, nothing]);
    return { name, version, ...run([...command, folder]), start: start.cpu };
  });
}

function run(command) {
  const from = process.hrtime.bigint();
  // `times` of the shell tells the CPU time of all processes below it.
  const { stdout } = spawnSync("sh", ["-c", '"$@" > /dev/null 2>&1; times', "sh", ...command], {
    encoding: "utf8",
    env,
  });
  const wall = Number(process.hrtime.bigint() - from) / 1e9;
  const [children = ""] = stdout.trim().split("\n").slice(-1);
  const cpu = [...children.matchAll(/(\d+)m([\d.,]+)s/g)]
    .map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest.replace(",", ".")))
    .reduce((total, n) => total + n, 0);
  return { cpu, wall };
}

/** A line a tool, its CPU time beside ours, with the start of both counted and without. */
export function tellPeers(peers, ours) {
  if (peers.length === 0) return ["  no other tool is on PATH"];
  return peers.map(({ name, version, cpu, wall, start }) => {
    const times = (theirs, own) => `${(theirs / own).toFixed(2)} ×`;
    return `  ${`${name} ${version}`.padEnd(30)} ${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s wall: ${times(cpu, ours.cpu)} our CPU time, ${times(cpu - start, ours.cpu - ours.start)} without starts`;
  });
}
