import type { ResolvedConfig } from "../config/settings.ts";
import type { EngineOptions, EngineResult } from "../engine.ts";
import type { Profile } from "../findings/rule.ts";
import { createMemoryFileSystem } from "../host/memoryFileSystem.ts";
import { SEE_RULES, unknownName } from "../workspace/usageError.ts";
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
}

export interface Analysis {
  result: EngineResult;
  profile: Profile;
  /** Seconds by stage. */
  times: [string, number][];
  /** What the engine was asked. */
  request: EngineOptions;
}

/** Analyses as the options and the configuration say, with progress on stderr; what was there before is marked. */
export async function analyse(run: RunContext, options: AnalysisOptions, io: CliIo): Promise<Analysis> {
  const ids = run.engine.rules().map((rule) => rule.id);
  const unknown = options.rule.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw unknownName("rule", unknown, ids, SEE_RULES);
  const profile = options.profile ?? run.config.profile;
  const states = await openStates(options, run, io);
  const progress = openProgress(io.stderr);
  const clock = openStageClock(io.now);
  const request: EngineOptions = {
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
    progress: (stage, done, total) => {
      clock.update(stage);
      progress.update(stage, done, total);
    },
    ...(options.stats && { modelCalls: true }),
    ...(options.why && { why: options.why }),
    ...(options.inventory && { inventory: true }),
    ...run.packs,
    ownRules: run.config.ownRules,
    ...(options.rule.length > 0 && { rules: options.rule }),
  };
  const result = await analyseState(states.current, request, run, io);
  const times = clock.finish();
  const older = states.older && (await requestIn(states.older, request));
  if (states.older && older) {
    const before = await (await io.openEngine(states.older.files)).analyse(older);
    markUnchanged(result.findings, before, run, io);
  }
  progress.clear();
  return { result, profile, times, request };
}

/** The files on disk, or what the index holds of the same paths. */
async function analyseState(
  state: GitTree | undefined,
  request: EngineOptions,
  run: RunContext,
  io: CliIo,
): Promise<EngineResult> {
  if (state === undefined) return run.engine.analyse(request);
  const inside = await requestIn(state, request);
  if (inside !== undefined) return (await io.openEngine(state.files)).analyse(inside);
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
