import type { ResolvedConfig } from "../config/settings.ts";
import type { EngineOptions, Memory, Patterns, ScanResult } from "../engine.ts";
import type { Profile } from "../findings/rule.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import { createMemoryFileSystem } from "../host/memoryFileSystem.ts";
import { SEE_RULES, unknownName } from "../workspace/usageError.ts";
import { type AnswerStore, analyseOnce } from "./answers.ts";
import type { RunContext } from "./context.ts";
import type { GitTree } from "./git.ts";
import type { CliIo } from "./io.ts";
import { markUnchanged, type NewOnlyOptions, openStates, requestIn } from "./newOnly.ts";
import { openProgress } from "./progress.ts";
import { openStageClock } from "./stats.ts";

export interface AnalysisOptions extends NewOnlyOptions {
  rule: string[];
  profile?: Profile;
  stats?: boolean;
  /** Also what the program has of models, tools and the like, for the formats that show it. */
  inventory?: boolean;
  forceExclude?: boolean;
  why?: { path: string; line: number };
  /** Answers of earlier runs count where nothing has changed. */
  cache?: boolean;
  cacheDir?: string;
  /** Megabytes. */
  maxMemory?: number;
  /** What earlier rounds of a watch left. */
  memory?: Memory;
}

export interface Analysis {
  result: ScanResult;
  profile: Profile;
  /** Seconds by stage. */
  times: [string, number][];
  /** What the engine was asked. */
  request: EngineOptions;
}

/** Analyses as the options and the configuration say, with progress on stderr; what was there before is marked. */
export async function analyse(run: RunContext, options: AnalysisOptions, io: CliIo): Promise<Analysis> {
  const asked = requestOf(run, options, io);
  const states = await openStates(options, run, io);
  const progress = openProgress(io.stderr);
  const clock = openStageClock(io.now);
  const isKept = (options.cache || options.cacheDir !== undefined) && options.memory === undefined;
  const store = isKept ? await io.openAnswers(options.cacheDir) : undefined;
  const request: EngineOptions = {
    ...asked,
    isExhausted: io.guardMemory(options.maxMemory),
    ...(store && { ignore: [...(asked.ignore ?? []), folderOf(store, run)] }),
    progress: (stage, done, total) => {
      clock.update(stage);
      progress.update(stage, done, total);
    },
  };
  const ask: Ask = async (given, state, question) => {
    if (!store) return (given ? await io.openEngine(given) : run.engine).analyse(question);
    const files = given ?? io.openFileSystem([run.files.toNative(run.where.top)]);
    return analyseOnce(store, { engine: run.engine, files, state, request: question }, io);
  };
  const result = await analyseState(states.current, request, { ask, io });
  const times = clock.finish();
  const older = states.older && (await requestIn(states.older, request));
  if (states.older && older) {
    const before = await ask(states.older.files, "older", older);
    markUnchanged(result.findings, before, run, io);
  }
  progress.clear();
  return { result, profile: request.profile, times, request };
}

/** What the engine is asked; throws a usage error for a rule that nobody knows. */
export function requestOf(run: RunContext, options: AnalysisOptions, io: CliIo): EngineOptions {
  const ids = run.engine.rules().map((rule) => rule.id);
  const unknown = options.rule.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw unknownName("rule", unknown, ids, SEE_RULES);
  const profile = options.profile ?? run.config.profile;
  return {
    root: run.where.top,
    paths: run.where.paths,
    profile,
    levels: levelsFor(options.rule, run.config.levels),
    overrides: run.config.overrides.map((override) => ({
      ...override,
      levels: levelsFor(options.rule, override.levels),
    })),
    ignore: run.config.ignore,
    forceExclude: options.forceExclude ?? false,
    suppressions: { ...run.config.suppressions, today: io.time().slice(0, 10) },
    ...(options.stats && { modelCalls: true }),
    ...(options.why && { why: options.why }),
    ...(options.memory && { memory: options.memory }),
    ...(options.inventory && { inventory: true }),
    ...run.packs,
    ownRules: run.config.ownRules,
    ...(options.rule.length > 0 && { rules: options.rule }),
  };
}

/** Undefined: the files on disk. */
type Ask = (files: FileSystem | undefined, state: string, request: EngineOptions) => Promise<ScanResult>;

/** What is kept changes with each scan, and is no part of the project that it may lie in. */
function folderOf(store: AnswerStore, { files }: RunContext): Patterns {
  const path = files.toPath(store.folder);
  const at = path.lastIndexOf("/");
  return {
    folder: path.slice(0, at) || "/",
    patterns: [`/${path.slice(at + 1).replace(/[\\*?[\]!# ]/g, "\\$&")}/`],
  };
}

/** The files on disk, or what the index holds of the same paths. */
async function analyseState(
  state: GitTree | undefined,
  request: EngineOptions,
  { ask, io }: { ask: Ask; io: CliIo },
): Promise<ScanResult> {
  if (state === undefined) return ask(undefined, "disk", request);
  const inside = await requestIn(state, request);
  if (inside !== undefined) return ask(state.files, "index", inside);
  // Nothing of what was named is in the index: a state without files, so that nothing is judged.
  const nothing = createMemoryFileSystem({ [state.files.toNative(`${request.root}/.git/HEAD`)]: "" });
  return (await io.openEngine(nothing)).analyse({ ...request, paths: [request.root] });
}

/** A rule that the command line names runs, whatever the configuration says; the others don't. */
function levelsFor(named: readonly string[], levels: ResolvedConfig["levels"]): ResolvedConfig["levels"] {
  if (named.length === 0) return levels;
  return Object.fromEntries(
    Object.entries(levels).filter(([id, level]) => named.includes(id) && level !== "off"),
  );
}
