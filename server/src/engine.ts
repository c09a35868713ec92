import { LineIndex } from "./base/lineIndex.ts";
import { compareText } from "./base/order.ts";
import { exactVersion } from "./base/versions.ts";
import { checkDocuments, configuredServers, suppressInDocuments } from "./documents/checkDocuments.ts";
import { checkPromptText, mayHideText } from "./documents/hiddenText.ts";
import {
  type Finding,
  isActive,
  type Level,
  type Place,
  type RunProblem,
  type RunResult,
} from "./findings/finding.ts";
import { assignFingerprints } from "./findings/fingerprint.ts";
import type { Inventory } from "./findings/inventory.ts";
import { orderFindings } from "./findings/order.ts";
import type { OwnRule } from "./findings/ownRule.ts";
import type { Profile, RuleInfo } from "./findings/rule.ts";
import { type SuppressionEdit, type SuppressionScope, suppressionEdit } from "./findings/suppressionEdit.ts";
import { defaultPolicy, type SuppressionPolicy, suppressInFile } from "./findings/suppressionPolicy.ts";
import { findSuppressions } from "./findings/suppressions.ts";
import type { WhyReport } from "./findings/why.ts";
import type { Fix, FixInput } from "./fixes/fix.ts";
import { offerFixes } from "./fixes/offer.ts";
import { analyse as analyseFlows } from "./flow/analysis.ts";
import { operationNames } from "./flow/transform.ts";
import { createParsers, grammarFor, type Parsers } from "./frontends/parse.ts";
import { packs } from "./generated/models.ts";
import { rules as catalogue } from "./generated/rules.ts";
import type { Host } from "./host/fileSystem.ts";
import { collectInventory } from "./inventory/collect.ts";
import type { Constructs } from "./ir/constructs.ts";
import type { FileIR, Lang } from "./ir/types.ts";
import { Memory, type Place as SearchPlace, type Sources } from "./memory/memory.ts";
import { describePacks, type PackInfo } from "./models/describePacks.ts";
import { mergePacks } from "./models/mergePacks.ts";
import { messageNames, templateClasses } from "./models/messageNames.ts";
import { ModelIndex } from "./models/modelIndex.ts";
import type { LoadedPack, RepairRow } from "./models/pack.ts";
import { type PackProblem, type PackSource, readPacks } from "./models/packFile.ts";
import { quietNames } from "./models/quietNames.ts";
import { readCondition, standing } from "./models/versions.ts";
import { decodeText } from "./project/contentCheck.ts";
import { type Dependencies, readDependencies } from "./project/dependencies.ts";
import type { SourceFile } from "./project/discover.ts";
import { createMatcher, type Patterns } from "./project/globs.ts";
import { roleOf } from "./project/roles.ts";
import { type JudgeInput, judge } from "./rules/judge.ts";
import { modelCalls } from "./rules/modelCalls.ts";
import { ownRuleInfo } from "./rules/ownRules.ts";
import { promptCalls } from "./rules/promptMap.ts";
import { isCredentialLiteral } from "./secrets/credential.ts";
import { CHECKED, keyFindings } from "./secrets/keyFindings.ts";
import { maskSecret, maskSecrets } from "./secrets/mask.ts";
import { explainLine } from "./why/explainLine.ts";

export { applyEdits, compatible } from "./fixes/applyFixes.ts";
export type { Edit, Fix, Grade } from "./fixes/fix.ts";
export { Memory } from "./memory/memory.ts";
export type { PackInfo } from "./models/describePacks.ts";
export type { Patterns } from "./project/globs.ts";
export { ownRuleInfo } from "./rules/ownRules.ts";
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
  /** Levels for the files that fit patterns; the later goes before. */
  overrides?: readonly (Patterns & { levels: Readonly<Record<string, Level | "off">> })[];
  /** Files that are not analysed, beside those that ignore files name. */
  ignore?: readonly Patterns[];
  /** What ignore files and `ignore` name stays out also where `paths` name it. */
  forceExclude?: boolean;
  /** What is asked of the comments that silence findings. */
  suppressions?: SuppressionPolicy;
  /** What `readPacks` gave; the packs of the program alone if absent. */
  packs?: readonly LoadedPack[];
  /** Rules that the project adds; they are on. */
  ownRules?: readonly OwnRule[];
  /** Texts of files, by path relative to the root, that count instead of what is stored. */
  texts?: ReadonlyMap<string, string>;
  /** Also list the model calls. */
  modelCalls?: boolean;
  /** Also collect the model calls with their slots. */
  prompts?: boolean;
  /** Also collect what the program has of models, tools, stores, servers and keys. */
  inventory?: boolean;
  /** Also explain one line of a file, named relative to the root; lines count from 0. */
  why?: { path: string; line: number };
  /** Called between stages and files. */
  progress?: (stage: string, done: number, total: number) => void;
  /** Asked often; where it says yes, `analyse` rejects with {@link Cancelled}. */
  cancelled?: () => boolean;
  /** Asked often; once it says yes, nothing more is read or followed, and the result says that it is a part. */
  isExhausted?: () => boolean;
  /** Only what is found in these files, as far as can be told without looking at all others. */
  focus?: Focus;
  /** What earlier runs of the same project left, where the next one may begin with it. */
  memory?: Memory;
}

/** What a quick answer is about; paths are relative to the root. */
export interface Focus {
  files: ReadonlySet<string>;
  /** Files that are followed as well, as data is known to come from there. */
  roots: ReadonlySet<string>;
  /** Rules that the whole reported in these files: of what has no path, only they are told, as the others may be about the program as a whole. */
  reported: ReadonlySet<string>;
}

export interface Engine {
  /** Makes ready what an analysis will need, for those who know that one is coming. */
  prepare(): void;
  rules(): readonly RuleInfo[];
  /** The packs of the program. */
  packs(): readonly LoadedPack[];
  /** What packs hold, in the order for people. */
  describePacks(packs: readonly LoadedPack[]): PackInfo[];
  /** Checks packs of a user; `packs` are those of the program with them. */
  readPacks(sources: readonly PackSource[]): { packs: readonly LoadedPack[]; problems: PackProblem[] };
  analyse(options: EngineOptions): Promise<EngineResult>;
  /** What holds for one file, by its absolute path; ignore files are not asked. */
  settingsFor(path: string, options: EngineOptions): FileSettings;
  /** The files that `analyse` would look at, and why others are left out. */
  listFiles(
    options: EngineOptions,
  ): Promise<
    Pick<Sources["discovery"], "configFiles" | "skipped" | "problems"> & { files: readonly string[] }
  >;
  /** A result again as it was kept; `bytes` gives what was read for it, by absolute path. */
  restore(
    kept: KeptResult,
    options: EngineOptions,
    bytes: (path: string) => Uint8Array | undefined,
  ): Promise<ScanResult>;
}

export interface FileSettings {
  role: SourceFile["role"];
  /** The configuration leaves it out. */
  isIgnored: boolean;
  /** Each rule with its level, or `off`. */
  levels: Record<string, Level | "off">;
}

export interface EngineResult extends RunResult {
  /** Text of an analysed file, for code frames; undefined for files that were not read. */
  text(path: string): string | undefined;
  /** The files whose data was followed. */
  analysed: readonly string[];
  /** All files whose text is there. */
  read: readonly string[];
  /** What the program has of models, tools, stores, servers and keys; made when asked for. */
  makeInventory(): Inventory;
  /** What is known of the line that was asked about. */
  why?: WhyReport;
  /** What would repair a finding of this run, the best first; made when asked for. */
  fixesFor(finding: Finding): Fix[];
  /** How to silence a finding in a text by a comment; undefined where no comment can stand that reaches it. Made when asked for. */
  suppressionFor(finding: Finding, text: string, scope?: SuppressionScope): SuppressionEdit | undefined;
}

/** What can be written down of a result, as plain data. */
export type KeptResult = RunResult & Pick<EngineResult, "analysed" | "read">;
/** What a scan makes its reports from. */
export type ScanResult = KeptResult & Pick<EngineResult, "text" | "fixesFor" | "suppressionFor" | "why">;

/** The only door to the analysis. `readAsset` gives the wasm files by name. */
export async function createEngine(
  host: Host,
  readAsset: (name: string) => Promise<Uint8Array>,
): Promise<Engine> {
  const models = new ModelIndex(packs);
  let parsers: Promise<Parsers> | undefined;
  /** They are made ready while files are looked for; who needs them waits, and hears of what went wrong. */
  const load = (): Promise<Parsers> => {
    if (parsers === undefined) {
      parsers = createParsers(readAsset);
      parsers.catch(() => {});
    }
    return parsers;
  };
  const indexes = new WeakMap<readonly LoadedPack[], ModelIndex>();
  const indexOf = (given: readonly LoadedPack[]): ModelIndex => {
    const known = indexes.get(given) ?? new ModelIndex(given);
    indexes.set(given, known);
    return known;
  };
  return {
    prepare: () => void load(),
    rules: () => catalogue,
    packs: () => packs,
    describePacks,
    readPacks(sources) {
      const { files, problems } = readPacks(sources, { known: packs, operations: operationNames });
      const own = files.map((file) => file.pack);
      return { packs: mergePacks(packs, own), problems };
    },
    settingsFor: (path, options) => settingsFor(path, host, options),
    async listFiles(options) {
      const { discovery } = await new Memory().sources(placeOf(host, options));
      const { configFiles, skipped, problems } = discovery;
      return { files: discovery.files.map(({ path }) => path), configFiles, skipped, problems };
    },
    async restore(kept, options, bytes) {
      const parsers = await load();
      const read = new Set(kept.read);
      const text = (path: string): string | undefined => {
        const found = read.has(path)
          ? bytes(`${options.root === "/" ? "" : options.root}/${path}`)
          : undefined;
        const decoded = found && decodeText(found);
        return typeof decoded === "string" ? decoded : undefined;
      };
      const dependencies = await readDependencies(host.fs, options.root, kept.analysed);
      return {
        ...kept,
        text,
        fixesFor: fixesOf(
          parsers,
          options.packs ? indexOf(options.packs) : models,
          text,
          dependencies,
          kept.findings,
        ),
        suppressionFor: suppressionsOf(parsers),
      };
    },
    async analyse(options) {
      return run(host, load(), options.packs ? indexOf(options.packs) : models, options);
    },
  };
}

function placeOf({ fs }: Host, options: EngineOptions): SearchPlace {
  const { root, paths, ignore = [], forceExclude = false } = options;
  return { fs, root, paths, ignore, forceExclude };
}

/** What `analyse` rejects with when it was told to stop. */
export class Cancelled extends Error {}

async function run(
  host: Host,
  loading: Promise<Parsers>,
  models: ModelIndex,
  options: EngineOptions,
): Promise<EngineResult> {
  const problems: RunProblem[] = [];
  const memory = options.memory ?? new Memory();
  const place = placeOf(host, options);
  const stopIfCancelled = (): void => {
    if (!options.cancelled?.()) return;
    throw new Cancelled("The analysis was cancelled.");
  };
  options.progress?.("finding files", 0, 1);
  const { focus } = options;
  const { discovery, texts, configuration } = await memory.sources(place);
  const sources = options.texts
    ? texts.map(({ path, text }) => ({ path, text: options.texts?.get(path) ?? text }))
    : texts;
  problems.push(...discovery.problems);
  options.progress?.("choosing files", 0, 1);
  const selected = await memory.select(place, models, { discovery, texts: sources, configuration });
  const near = focus && memory.near(selected.wanted, focus);
  const relevant = { ...selected, ...near };
  const parsers = await loading;
  const files: FileIR[] = [];
  const isExhausted = (): boolean => options.isExhausted?.() ?? false;
  let unread = 0;
  sources.forEach((source, i) => {
    if (!relevant.wanted.has(source.path)) return;
    stopIfCancelled();
    if (unread > 0 || isExhausted()) {
      unread++;
      return;
    }
    options.progress?.("reading", i, sources.length);
    const isHasty = focus?.files.has(source.path) ?? false;
    const lower = isHasty ? parsers.lowerEdited : parsers.lower;
    const ir = memory.lower(source, lower, { isQuick: focus !== undefined, isHasty });
    files.push(ir);
    // The front end gave the whole file up.
    const isLost = ir.problems.some(
      (p) => p.message.startsWith("could not be") && p.end === source.text.length,
    );
    for (const p of ir.problems.slice(0, 3))
      problems.push({
        path: source.path,
        start: p.start,
        end: p.end,
        severity: isLost ? "error" : "note",
        message: p.message,
        fatal: isLost,
      });
  });
  options.progress?.("following data", 0, 1);
  const dependencies = await memory.dependencies(place, relevant.wanted);
  // A result that is used again asks no more whether the run that made it was to stop.
  let isOver = false;
  const flow = {
    versionOf: dependencies.versionOf,
    isTest: (path: string) => roleOf(path) === "test",
    isKept: options.memory !== undefined,
    cancelled: () => !isOver && ((options.cancelled?.() ?? false) || isExhausted()),
  };
  const given = { files, models, resolve: relevant.resolve, dependencies };
  const { program, result } = focus
    ? memory.followSome(given, { roots: near?.roots ?? new Set(), cancelled: flow.cancelled }, (of, quick) =>
        analyseFlows(of, models, { ...flow, ...quick }),
      )
    : memory.follow(given, (of) => analyseFlows(of, models, flow), flow.cancelled);
  stopIfCancelled();
  isOver = true;
  if (isExhausted()) problems.push(exhausted(unread));
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
  const byPath = new Map(sources.map((s) => [s.path, s.text] as const));
  const active = activeRules(options);
  const rulesById = new Map(allRules(options).map((r) => [r.id, r] as const));
  const looked = focus ? sources.filter(({ path }) => focus.files.has(path)) : sources;
  // A comment that silences a rule nobody asked for is not unused.
  const isSilencing = looked.some(({ text }) => text.includes("llmlint-disable"));
  const levels = [options.levels ?? {}, ...(options.overrides ?? []).map((o) => o.levels)];
  const judging: JudgeInput = {
    program,
    models,
    result,
    rules: rulesById,
    ownRules: options.ownRules ?? [],
    isCredential: (value, parameter, baseUrl) =>
      isCredentialLiteral(value, { parameter, ...(baseUrl === undefined ? {} : { baseUrl }) }),
    maskSecret,
    text: (path) => byPath.get(path),
    isWanted: (id) =>
      isSilencing || options.why !== undefined || active.has(id) || levels.some((given) => id in given),
    failed: (rule, error) =>
      problems.push({
        path: "",
        start: 0,
        end: 0,
        severity: "warning",
        message: `${rule} failed (internal error: ${error instanceof Error ? error.message : String(error)}): what it would have found is missing; please report it`,
        fatal: false,
      }),
    ...(focus && { isLooked: (path) => focus.files.has(path) }),
  };
  const judged = judge(judging);
  const named = new Set(options.paths.map((p) => p.replace(/\/$/, "")));
  const isHiding = looked.some((s) => relevant.wanted.has(s.path) && mayHideText(s.text));
  const prompts =
    options.prompts || isHiding
      ? promptCalls({
          program,
          models,
          result,
          text: (path) => byPath.get(path),
          // What hides in a text is shown where the text stands, which may be far from the call.
          ...(focus && !isHiding && { isLooked: (path: string) => focus.files.has(path) }),
        })
      : [];
  const all = [
    ...(focus ? judged.filter((finding) => isOwn(finding, focus)) : judged),
    ...(focus ? [] : checkDocuments(configuration, rulesById)),
    ...(isHiding ? checkPromptText(prompts, (path) => byPath.get(path), rulesById) : []),
    ...keyFindings(
      focus ? looked : [...sources, ...configuration],
      judged,
      catalogue.find((r) => r.id === "hardcoded-api-key"),
    ),
  ];
  const levelsOf = levelsByPath(host, options);
  const shown = focus ? all.filter((f) => focus.files.has(f.path)) : all;
  const roleHere = (path: string): SourceFile["role"] =>
    isNamed(named, options.root, path) ? "source" : roleOf(path);
  const settled = new Map(
    shown.map((f) => [f, settle(f, options, { active, levels: levelsOf(f.path), role: roleHere(f.path) })]),
  );
  const findings = [...settled.values()].filter((f) => typeof f !== "string");
  const configured = new Map(configuration.map((c) => [c.path, c.text] as const));
  const text = (path: string): string | undefined => byPath.get(path) ?? configured.get(path);
  const ruleIds = [...rulesById.keys()];
  const lowered = new Map(files.map((ir) => [ir.path, ir] as const));
  const [shownIn, allIn] = [byFile(findings), byFile(shown)];
  for (const path of new Set([...lowered.keys(), ...shownIn.keys()])) {
    if (focus && !focus.files.has(path)) continue;
    const content = byPath.get(path);
    if (!content?.includes("llmlint-disable")) continue;
    const comments = pairs((lowered.get(path) ?? parsers.lower(path, content)).comments);
    const here = { shown: shownIn.get(path) ?? [], all: allIn.get(path) ?? [] };
    const policy = options.suppressions ?? defaultPolicy;
    problems.push(...suppressInFile({ path, text: content, comments, ruleIds }, here, policy));
  }
  if (!focus) problems.push(...suppressInDocuments(configuration, findings, ruleIds));
  let inventory: Inventory | undefined;
  const makeInventory = (): Inventory =>
    (inventory ??= collectInventory({
      program,
      models,
      result,
      text,
      maskSecret,
      isCredential: (value, parameter) => isCredentialLiteral(value, { parameter }),
      versionOf: (path, ecosystem, name) => exactVersion(dependencies.versionOf(path)(ecosystem, name)),
      configured: configuredServers(configuration),
      isTest: flow.isTest,
    }));
  const why =
    options.why &&
    explainLine(judging, {
      line: lineOf(options.why.path, options.why.line, text(options.why.path)),
      findings: all,
      hidden: (finding) => hiddenBy(settled.get(finding), options),
      role: roleHere(options.why.path),
      left: relevant.wanted.has(options.why.path) ? undefined : leftOut(options.why.path, discovery, text),
      cuts: result.cuts,
    });
  assignFingerprints(findings, { text, name: (path) => path, mask: maskSecrets });
  return {
    findings: orderFindings(findings),
    problems,
    stats: {
      files: sources.length,
      analysed: files.length,
      lines: focus ? 0 : files.reduce((n, f) => n + countLines(text(f.path) ?? ""), 0),
      functions: program.funcs.length,
      modelCalls: new Set(result.hits.filter((h) => h.use.kind === "request").map((h) => h.use.site)).size,
      skipped: discovery.skipped,
      cuts: result.cuts.length,
      calls: { a: result.calls[0], b: result.calls[1], c: result.calls[2], unresolved: result.calls[3] },
    },
    ...(options.modelCalls ? { modelCalls: modelCalls(program, models, result) } : {}),
    prompts: options.prompts ? prompts : [],
    ...(options.inventory ? { inventory: makeInventory() } : {}),
    makeInventory,
    analysed: [...lowered.keys()],
    read: [...byPath.keys(), ...configured.keys()],
    ...(why && { why }),
    text,
    fixesFor: fixesOf(parsers, models, text, dependencies, findings),
    suppressionFor: suppressionsOf(parsers),
  };
}

function exhausted(unread: number): RunProblem {
  const left = unread === 0 ? "" : `, and ${unread === 1 ? "1 file was" : `${unread} files were`} not read`;
  return {
    path: "",
    start: 0,
    end: 0,
    severity: "error",
    message: `the memory that llmlint may use was used up: flows may be missing${left}; name fewer folders, or give it more (--max-memory)`,
    fatal: true,
  };
}

/** Whether a finding can be believed without having looked at every file. */
function isOwn({ ruleId, paths, anchor }: Finding, { reported }: Focus): boolean {
  return paths.some((steps) => steps.length > 1) || anchor?.danger !== undefined || reported.has(ruleId);
}

/** Fixes by finding; the written form of the file that was asked about last is kept. */
function fixesOf(
  parsers: Parsers,
  models: ModelIndex,
  textOf: (path: string) => string | undefined,
  dependencies: Dependencies,
  findings: readonly Finding[],
): (finding: Finding) => Fix[] {
  let last: { path: string; text: string; constructs: Constructs } | undefined;
  const quiet = byLanguage((isPython) => quietNames(models.packs, isPython));
  const messages = byLanguage((isPython) => messageNames(models.packs, isPython));
  const templates = byLanguage((isPython) => templateClasses(models.packs, isPython));
  const timeLimits = models.packs.flatMap((p) => p.timeLimits ?? []);
  const inputFor = (finding: Finding): FixInput | undefined => {
    const { path, anchor } = finding;
    const text = textOf(path);
    if (text === undefined) return undefined;
    if (last?.path !== path || last.text !== text) {
      const constructs = parsers.constructs(path, text);
      last = constructs && { path, text, constructs };
    }
    if (!last) return undefined;
    const lang = grammarFor(path) === "python" ? "py" : "ts";
    const row = anchor && anchor.row >= 0 ? models.row(anchor.row) : undefined;
    const pack = row && models.packs.find((p) => p.id === row.packId);
    const repair = models.repairs[lang].get(anchor?.sink ?? "");
    const instead = (name: string): string | undefined => models.assigns[lang].get(name)?.instead;
    const program = models.program.bind(models);
    const timer = models.repairs[lang].get("timeout");
    const { constructs } = last;
    return {
      ...{ finding, text, textOf, lang, constructs, row, repair, timer, timeLimits, program, instead },
      helpers: (kind) => helpersFor(models, dependencies, { path, text, lang, constructs }, kind),
      reread: (edited) => parsers.constructs(path, edited),
      reads: models.reads[lang],
      isOnDevice: pack?.onDevice === true,
      isRecord: (name) => pack?.records?.includes(name) === true,
      isQuiet: (name) => quiet(lang).has(name),
      message: (name) => messages(lang).get(name),
      template: (name) => templates(lang).get(name),
      beside: () =>
        findings
          .filter((f) => f !== finding && f.path === path && f.ruleId === finding.ruleId && isActive(f))
          .flatMap((f) => inputFor(f) ?? []),
    };
  };
  return (finding) => {
    const input = inputFor(finding);
    return input ? offerFixes(input) : [];
  };
}

/** Looked up once for each language, when it is asked for. */
function byLanguage<T>(make: (isPython: boolean) => T): (lang: Lang) => T {
  const made = new Map<Lang, T>();
  return (lang) => {
    const known = made.get(lang) ?? make(lang === "py");
    made.set(lang, known);
    return known;
  };
}

/** Comments by finding; how much of the text is broken that was asked about last is kept. */
function suppressionsOf({ lower }: Parsers): EngineResult["suppressionFor"] {
  let unchanged: { path: string; text: string; problems: number } | undefined;
  return (finding, text, scope) => {
    const { path } = finding;
    const ids = [...catalogue.map((rule) => rule.id), finding.ruleId];
    if (unchanged?.path !== path || unchanged.text !== text)
      unchanged = { path, text, problems: lower(path, text).problems.length };
    const read = (changed: string) => {
      const { comments, problems } = lower(path, changed);
      const { suppressions } = suppressionsIn(path, changed, comments, ids);
      return { suppressions, problems: problems.length };
    };
    return suppressionEdit(finding, { text, problems: unchanged.problems }, read, scope);
  };
}

/** Repairs of the packages that a file imports, or that the manifests around it name. */
function helpersFor(
  models: ModelIndex,
  dependencies: Dependencies,
  { path, text, lang, constructs }: { path: string; text: string; lang: Lang; constructs: Constructs },
  kind: string,
): RepairRow[] {
  const imports = constructs.imports.map((at) => text.slice(at.start, at.end)).join("\n");
  const ecosystem = lang === "py" ? "pypi" : "npm";
  const versionOf = dependencies.versionOf(path);
  // What came with another package is there in Python; for Node it has to be asked for where the file stands.
  const isThere = (module: string): boolean =>
    versionOf(ecosystem, module) !== undefined &&
    (ecosystem === "pypi" || dependencies.isDeclared(path)(ecosystem, module));
  return (models.helpers[lang].get(kind) ?? []).flatMap(({ pack, repair }) => {
    const modules = repair.modules ?? pack.modules;
    const named = modules.find((m) =>
      new RegExp(`["' ]${m.replace(/[^\w]/g, "\\$&")}(?:["'\\s.]|$)`, "m").test(imports),
    );
    const span = versionOf(ecosystem, pack.package);
    const condition =
      repair.versions === undefined ? undefined : readCondition(repair.versions, pack.package);
    if (condition && standing(condition, span) === "fails") return [];
    // Against long texts only what declares the field in this very file helps.
    const module = named ?? (kind === "length" ? undefined : modules.find((m) => isThere(m)));
    if (module === undefined) return [];
    const line = repair.import?.replace("{module}", module);
    return [{ ...repair, ...(line === undefined ? {} : { import: line }) }];
  });
}

function suppressionsIn(
  path: string,
  text: string,
  places: Int32Array,
  ruleIds: readonly string[],
): ReturnType<typeof findSuppressions> {
  return findSuppressions({ path, text, comments: pairs(places), ruleIds });
}

/** Those of the program and those of the project. */
function allRules({ ownRules = [] }: EngineOptions): readonly RuleInfo[] {
  return ownRules.length === 0 ? catalogue : [...catalogue, ...ownRules.map(ownRuleInfo)];
}

function activeRules(options: EngineOptions): Set<string> {
  if (options.rules && options.rules.length > 0) return new Set(options.rules);
  return new Set(
    allRules(options)
      .filter((r) => options.profile === "strict" || (r.profile === "recommended" && r.status !== "preview"))
      .map((r) => r.id),
  );
}

/** What holds for the findings of a file. */
interface Setting {
  active: ReadonlySet<string>;
  levels: Readonly<Record<string, Level | "off">>;
  role: SourceFile["role"];
}

/** The levels that the configuration gives to the rules in a file: of several overrides that fit, the later goes before. */
function levelsByPath(host: Host, options: EngineOptions): (path: string) => Setting["levels"] {
  const base = options.levels ?? {};
  const overrides = (options.overrides ?? []).map(({ levels, ...patterns }) => ({
    levels,
    matches: createMatcher(patterns, host.fs.caseSensitive),
  }));
  if (overrides.length === 0) return () => base;
  const root = options.root === "/" ? "" : options.root;
  return (path) =>
    Object.assign(
      {},
      base,
      ...overrides
        .filter((override) => override.matches(path.startsWith("/") ? path : `${root}/${path}`))
        .map((override) => override.levels),
    );
}

function settingsFor(path: string, host: Host, options: EngineOptions): FileSettings {
  const relative = path.startsWith(`${options.root}/`) ? path.slice(options.root.length + 1) : path;
  const active = activeRules(options);
  const levels = levelsByPath(host, options)(relative);
  return {
    role: roleOf(relative),
    isIgnored: (options.ignore ?? []).some((list) => createMatcher(list, host.fs.caseSensitive)(path)),
    levels: Object.fromEntries(
      allRules(options).map((rule) => [
        rule.id,
        levels[rule.id] ?? (active.has(rule.id) ? rule.level : "off"),
      ]),
    ),
  };
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = files.get(finding.path);
    if (list) list.push(finding);
    else files.set(finding.path, [finding]);
  }
  return files;
}

function pairs(flat: ArrayLike<number>): [number, number][] {
  return Array.from({ length: flat.length >> 1 }, (_, i) => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);
}

/** Profile, configuration and the role of the file decide what is shown and how loud; a text says why it is not shown. */
function settle(
  finding: Finding,
  options: EngineOptions,
  { active, levels, role }: Setting,
): Finding | string {
  const configured = levels[finding.ruleId];
  if (configured === "off") return "the configuration turns the rule off here";
  if (!active.has(finding.ruleId) && configured === undefined)
    return options.rules?.length
      ? "the rule was not asked for"
      : "the rule belongs to the profile strict, or is a preview";
  if (
    finding.confidence === "low" &&
    options.profile !== "strict" &&
    !options.rules?.includes(finding.ruleId)
  )
    return "the callee was known by its name only; the profile strict shows such findings";
  if (role === "test" && !(finding.ruleId === "hardcoded-api-key" && finding.notes.includes(CHECKED)))
    return "the file is test code";
  let { level } = finding;
  const notes = finding.notes.filter((n) => n !== CHECKED);
  if (configured) level = configured;
  else if (role === "example" || role === "docs") {
    if (level === "info") return "advice is not given for example code";
    level = level === "error" ? "warning" : "info";
    notes.push("example code");
  }
  return { ...finding, level, notes };
}

function hiddenBy(settled: Finding | string | undefined, options: EngineOptions): string | undefined {
  if (typeof settled === "string" || settled === undefined) return settled;
  if (settled.suppressed) return `a comment silences it: ${settled.suppressed.reason}`;
  if (settled.level === "info" && options.profile !== "strict" && !options.rules?.length)
    return "it is advice (info); the profile strict shows it";
  return undefined;
}

function leftOut(
  path: string,
  discovery: { left: readonly string[]; configFiles: readonly string[] },
  text: (path: string) => string | undefined,
): string {
  if (discovery.configFiles.includes(path))
    return "the file configures: it is searched for keys and for settings, no data is followed in it";
  if (discovery.left.includes(path))
    return "its content keeps it out: too large, binary, generated, minified or not UTF-8";
  if (text(path) !== undefined)
    return "neither it nor what it is connected with by imports names a package that speaks to models";
  return "it was not among the files to analyse: ignored by an ignore file or the configuration, in a folder of packages or of build output, outside of the paths, or no source file";
}

function lineOf(path: string, line: number, text: string | undefined): Place {
  const index = new LineIndex(text ?? "");
  return { path, start: index.offset({ line, column: 0 }), end: index.offset({ line: line + 1, column: 0 }) };
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

function countLines(text: string): number {
  let n = 1;
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) n++;
  return n;
}
