import { compareText } from "./base/order.ts";
import type { Finding, Level, RunProblem, RunResult } from "./findings/finding.ts";
import { assignFingerprints } from "./findings/fingerprint.ts";
import { orderFindings } from "./findings/order.ts";
import type { Profile, RuleInfo } from "./findings/rule.ts";
import { applySuppressions, findSuppressions } from "./findings/suppressions.ts";
import { analyse as analyseFlows } from "./flow/analysis.ts";
import { Program } from "./flow/program.ts";
import { operationNames } from "./flow/transform.ts";
import { createParsers, type Parsers } from "./frontends/parse.ts";
import { packs } from "./generated/models.ts";
import { rules as catalogue } from "./generated/rules.ts";
import type { Host } from "./host/fileSystem.ts";
import type { FileIR } from "./ir/types.ts";
import { describePacks, type PackInfo } from "./models/describePacks.ts";
import { mergePacks } from "./models/mergePacks.ts";
import { ModelIndex } from "./models/modelIndex.ts";
import type { LoadedPack } from "./models/pack.ts";
import { type PackProblem, type PackSource, readPacks } from "./models/packFile.ts";
import { decodeText } from "./project/contentCheck.ts";
import { readDependencies } from "./project/dependencies.ts";
import { type Discovery, discoverFiles, type SourceFile } from "./project/discover.ts";
import { createResolver } from "./project/moduleResolver.ts";
import { closure, createWordScan, extractSpecifiers } from "./project/prefilter.ts";
import { roleOf } from "./project/roles.ts";
import { judge } from "./rules/judge.ts";
import { modelCalls } from "./rules/modelCalls.ts";
import { promptCalls } from "./rules/promptMap.ts";
import { isCredentialLiteral } from "./secrets/credential.ts";
import { CHECKED, keyFindings } from "./secrets/keyFindings.ts";
import { maskSecret, maskSecrets } from "./secrets/mask.ts";

export type { PackInfo } from "./models/describePacks.ts";
export { maskSecrets } from "./secrets/mask.ts";

export interface EngineOptions {
  /** Absolute POSIX path of the folder that paths are relative to. */
  root: string;
  /** Files and folders to analyse; they beat ignore files. Absolute or relative to the root. */
  paths: readonly string[];
  profile: Profile;
  /** Only these rules, of whatever profile. */
  rules?: readonly string[];
  /** Levels from the configuration. */
  levels?: Readonly<Record<string, Level | "off">>;
  /** What `readPacks` gave; the packs of the program alone if absent. */
  packs?: readonly LoadedPack[];
  /** Also list the model calls. */
  modelCalls?: boolean;
  /** Also collect the model calls with their slots. */
  prompts?: boolean;
  /** Called between stages and files. */
  progress?: (stage: string, done: number, total: number) => void;
  cancelled?: () => boolean;
}

export interface Engine {
  rules(): readonly RuleInfo[];
  /** The packs of the program. */
  packs(): readonly LoadedPack[];
  /** What packs hold, in the order for people. */
  describePacks(packs: readonly LoadedPack[]): PackInfo[];
  /** Checks packs of a user; `packs` are those of the program with them. */
  readPacks(sources: readonly PackSource[]): { packs: readonly LoadedPack[]; problems: PackProblem[] };
  analyse(options: EngineOptions): Promise<EngineResult>;
}
export interface EngineResult extends RunResult {
  /** Text of an analysed file, for code frames; undefined for files that were not read. */
  text(path: string): string | undefined;
}

/** The only door to the analysis. `readAsset` gives the wasm files by name. */
export async function createEngine(
  host: Host,
  readAsset: (name: string) => Promise<Uint8Array>,
): Promise<Engine> {
  const models = new ModelIndex(packs);
  let parsers: Parsers | undefined;
  return {
    rules: () => catalogue,
    packs: () => packs,
    describePacks,
    readPacks(sources) {
      const { files, problems } = readPacks(sources, { known: packs, operations: operationNames });
      const own = files.map((file) => file.pack);
      return { packs: mergePacks(packs, own), problems };
    },
    async analyse(options) {
      parsers ??= await createParsers(readAsset);
      return run(host, parsers, options.packs ? new ModelIndex(options.packs) : models, options);
    },
  };
}

interface Source {
  file: SourceFile;
  text: string;
}

async function run(
  host: Host,
  parsers: Parsers,
  models: ModelIndex,
  options: EngineOptions,
): Promise<EngineResult> {
  const problems: RunProblem[] = [];
  const texts = new Map<string, string>();
  options.progress?.("finding files", 0, 1);
  const discovery = await discoverFiles(host.fs, options.root, options.paths, {
    onText: (file, text) => texts.set(file.path, text),
  });
  problems.push(...discovery.problems);
  const sources: Source[] = discovery.files.map((file) => ({ file, text: texts.get(file.path) ?? "" }));
  const configuration = await readConfiguration(host, options.root, discovery.configFiles);
  options.progress?.("choosing files", 0, 1);
  const relevant = await selectRelevant(host, models, options, sources, discovery);
  const files: FileIR[] = [];
  sources.forEach((source, i) => {
    if (!relevant.wanted.has(source.file.path)) return;
    options.progress?.("reading", i, sources.length);
    const ir = parsers.lower(source.file.path, source.text);
    files.push(ir);
    // The front end gave the whole file up.
    const isLost = ir.problems.some(
      (p) => p.message.startsWith("could not be") && p.end === source.text.length,
    );
    for (const p of ir.problems.slice(0, 3))
      problems.push({
        path: source.file.path,
        start: p.start,
        end: p.end,
        severity: isLost ? "error" : "note",
        message: p.message,
        fatal: isLost,
      });
  });
  const program = new Program(
    files.filter((f) => f.funcs.length > 0),
    relevant.resolve,
  );
  options.progress?.("following data", 0, 1);
  const dependencies = await readDependencies(host.fs, options.root, [...relevant.wanted]);
  const flow = {
    versionOf: dependencies.versionOf,
    isTest: (path: string) => roleOf(path) === "test",
    ...(options.cancelled ? { cancelled: options.cancelled } : {}),
  };
  const result = analyseFlows(program, models, flow);
  problems.push(...[...dependencies.problems].sort((a, b) => compareText(a.path, b.path)));
  for (const cut of result.cuts) {
    const at = cut.indexOf(": ");
    const isFault = cut.includes("(internal error");
    problems.push({
      path: cut.slice(0, at),
      start: 0,
      end: 0,
      severity: isFault ? "warning" : "note",
      message: isFault
        ? `${cut.slice(at + 2)}: this function was left out; please report it`
        : `the analysis budget was used up in ${cut.slice(at + 2)}: flows through it may be missing`,
      fatal: false,
    });
  }
  options.progress?.("judging", 0, 1);
  const active = activeRules(options);
  const judged = judge({
    program,
    models,
    result,
    rules: new Map(catalogue.map((r) => [r.id, r] as const)),
    isCredential: (value, parameter, baseUrl) =>
      isCredentialLiteral(value, { parameter, ...(baseUrl === undefined ? {} : { baseUrl }) }),
    maskSecret,
    text: (path) => texts.get(path),
  });
  const byPath = new Map(sources.map((s) => [s.file.path, s] as const));
  const named = new Set(options.paths.map((p) => p.replace(/\/$/, "")));
  const findings = [
    ...judged,
    ...keyFindings(
      [...sources.map((s) => ({ path: s.file.path, text: s.text })), ...configuration],
      judged,
      catalogue.find((r) => r.id === "hardcoded-api-key"),
    ),
  ].flatMap((f) =>
    settle(f, options, active, isNamed(named, options.root, f.path) ? "source" : roleOf(f.path)),
  );
  const configured = new Map(configuration.map((c) => [c.path, c.text] as const));
  const text = (path: string): string | undefined => byPath.get(path)?.text ?? configured.get(path);
  const ids = catalogue.map((r) => r.id);
  for (const ir of files) {
    const comments: (readonly [number, number])[] = [];
    for (let i = 0; i + 1 < ir.comments.length; i += 2)
      comments.push([ir.comments[i] as number, ir.comments[i + 1] as number]);
    const found = findSuppressions({ path: ir.path, text: text(ir.path) ?? "", comments, ruleIds: ids });
    problems.push(...found.problems);
    applySuppressions(
      findings.filter((f) => f.path === ir.path),
      found.suppressions,
    );
  }
  assignFingerprints(findings, { text, name: (path) => path, mask: maskSecrets });
  return {
    findings: orderFindings(findings),
    problems,
    stats: {
      files: sources.length,
      analysed: files.length,
      lines: files.reduce((n, f) => n + countLines(text(f.path) ?? ""), 0),
      functions: program.funcs.length,
      modelCalls: new Set(result.hits.filter((h) => h.use.kind === "request").map((h) => h.use.site)).size,
      skipped: discovery.skipped,
      cuts: result.cuts.length,
      calls: { a: result.calls[0], b: result.calls[1], c: result.calls[2], unresolved: result.calls[3] },
    },
    ...(options.modelCalls ? { modelCalls: modelCalls(program, models, result) } : {}),
    prompts: options.prompts ? promptCalls({ program, models, result }) : [],
    text,
  };
}

/** Files that can matter: those that name a modelled package or endpoint, and what is connected with them by imports. */
async function selectRelevant(
  host: Host,
  models: ModelIndex,
  options: EngineOptions,
  sources: readonly Source[],
  discovery: Discovery,
): Promise<{
  wanted: Set<string>;
  resolve: (from: string, specifier: string, lang: "py" | "ts") => string | { package: string } | undefined;
}> {
  const files = sources.map((s) => s.file);
  const resolve = await createResolver(host.fs, options.root, files, {
    links: discovery.links,
    isKnownPackage: (name) => models.covers("py", name),
  });
  const scan = createWordScan(models.candidateWords());
  const seeds = sources.filter((s) => scan.inText(s.text)).map((s) => s.file.path);
  const edges = new Map<string, string[]>();
  for (const { file, text } of sources) {
    const targets = new Set<string>();
    for (const specifier of extractSpecifiers(text, file.language)) {
      const target = resolve(file.path, specifier, file.language);
      if (typeof target === "string") targets.add(target);
    }
    edges.set(file.path, [...targets]);
  }
  return {
    wanted: new Set(
      closure(
        files.map((f) => f.path),
        seeds,
        edges,
      ),
    ),
    resolve,
  };
}

function activeRules(options: EngineOptions): Set<string> {
  if (options.rules && options.rules.length > 0) return new Set(options.rules);
  return new Set(
    catalogue
      .filter((r) => options.profile === "strict" || (r.profile === "recommended" && r.status !== "preview"))
      .map((r) => r.id),
  );
}

/** Profile, configuration and the role of the file decide what is shown and how loud. */
function settle(
  finding: Finding,
  options: EngineOptions,
  active: ReadonlySet<string>,
  role: SourceFile["role"],
): Finding[] {
  const configured = options.levels?.[finding.ruleId];
  if (configured === "off" || (!active.has(finding.ruleId) && configured === undefined)) return [];
  if (
    finding.confidence === "low" &&
    options.profile !== "strict" &&
    !options.rules?.includes(finding.ruleId)
  )
    return [];
  if (role === "test" && !(finding.ruleId === "hardcoded-api-key" && finding.notes.includes(CHECKED)))
    return [];
  let { level } = finding;
  const notes = finding.notes.filter((n) => n !== CHECKED);
  if (configured) level = configured;
  else if (role === "example" || role === "docs") {
    if (level === "info") return [];
    level = level === "error" ? "warning" : "info";
    notes.push("example code");
  }
  return [{ ...finding, level, notes }];
}

/** The file itself, or an example folder it lies in, was named on the command line: then it is what the user wants to see. */
function isNamed(named: ReadonlySet<string>, root: string, path: string): boolean {
  for (const name of named) {
    const relative = name.startsWith(`${root}/`) ? name.slice(root.length + 1) : name.replace(/^\.\//, "");
    if (
      relative !== "" &&
      relative !== "." &&
      relative !== root &&
      (path === relative || path.startsWith(`${relative}/`)) &&
      roleOf(relative.includes(".") ? relative : `${relative}/x.py`) !== "source"
    )
      return true;
  }
  return false;
}

async function readConfiguration(
  host: Host,
  root: string,
  paths: readonly string[],
): Promise<{ path: string; text: string }[]> {
  const out: { path: string; text: string }[] = [];
  for (const path of paths) {
    try {
      const text = decodeText(await host.fs.readFile(`${root === "/" ? "" : root}/${path}`));
      if (typeof text === "string") out.push({ path, text });
    } catch {
      // Discovery has reported what cannot be read.
    }
  }
  return out;
}

function countLines(text: string): number {
  let n = 1;
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) n++;
  return n;
}
