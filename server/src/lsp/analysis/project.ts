import type { ResolvedConfig } from "../../config/settings.ts";
import {
  Cancelled,
  type Engine,
  type EngineOptions,
  type EngineResult,
  Memory,
  maskSecrets,
  ownRuleInfo,
} from "../../engine.ts";
import { type KnownFinding, markKnown, readBaseline } from "../../findings/baseline.ts";
import type { FileSystem } from "../../host/fileSystem.ts";
import { readConfig } from "../../workspace/configuration.ts";
import { absolutePath, isAround, relativePath, resolvePaths, type ScanPaths } from "../../workspace/paths.ts";
import type { FileProblem } from "../../workspace/problemsError.ts";
import { isUsageError } from "../../workspace/usageError.ts";
import { loadUserPacks } from "../../workspace/userPacks.ts";
import { Actions } from "./actions.ts";
import { drawMap } from "./maps.ts";
import type {
  ActionName,
  ActionView,
  AnalysisSettings,
  EditView,
  FileView,
  FindingsName,
  MapAnswer,
  MapQuestion,
  ProjectView,
} from "./messages.ts";
import { silencersOf } from "./silencers.ts";
import { type Shown, viewFiles, withHash } from "./view.ts";

/** Where documents live that have no file: their paths begin so, and the disk is never asked for them. */
export const NOWHERE = "/untitled:";

/** Milliseconds of a whole run above which an edited file is answered first. */
const SLOW = 150;

export interface ProjectHost {
  engine: Engine;
  /** The machine's files below those of the editor; links inside `confineTo` (native) may not lead out of it. */
  openFileSystem(confineTo: readonly string[]): FileSystem;
  /** The engine reads from here until it is told otherwise. */
  use(files: FileSystem): void;
  /** Names of the cells of an open notebook, in their order. */
  cellsOf(path: string): readonly string[] | undefined;
  documentsOf(project: Project): string[];
  now(): number;
}

interface Setup {
  where: ScanPaths;
  files: FileSystem;
  config: ResolvedConfig;
  packs: Awaited<ReturnType<typeof loadUserPacks>>;
  baseline: readonly KnownFinding[];
  /** Texts of the configuration and the baseline, where they are. */
  texts: { config: string | undefined; baseline: string | undefined };
  /** What is wrong with the configuration. */
  problems: readonly FileProblem[];
  notices: string[];
}

/** A folder of the workspace, or a file that lies in none, with what is known of it. */
export class Project {
  readonly key: string;
  /** Something changed since the last whole run. */
  isDirty = true;
  readonly #host: ProjectHost;
  readonly #memory = new Memory();
  /** By file: what the editor was last told, and what can be done about it. */
  #shown = new Map<string, Shown & { actions: Actions }>();
  /** Whether findings could be repaired, by the text that was asked about. */
  #fixable = new Map<string, { text: string | undefined; isFixable: boolean }>();
  #setup: Setup | undefined;
  /** What the last whole run gave, until something changes. */
  #result: EngineResult | undefined;
  /** Milliseconds of the last whole run. */
  #took: number | undefined;
  /** By file: rules that the last whole run reported there, and files on the paths. */
  #last = new Map<string, { rules: Set<string>; paths: Set<string> }>();

  constructor(key: string, host: ProjectHost) {
    this.key = key;
    this.#host = host;
  }

  holds(path: string): boolean {
    return isAround(this.key, path);
  }

  changed(path: string): void {
    this.isDirty = true;
    this.#result = undefined;
    this.#memory.changed([path]);
  }

  /** Files came or went, or configuration changed. */
  forget(): void {
    this.isDirty = true;
    this.#result = undefined;
    this.#setup = undefined;
    this.#memory.forget();
  }

  /** Whether the whole takes so long, as far as it is known, that a glance at one file is worth its time. */
  get isSlow(): boolean {
    return this.key !== NOWHERE && (this.#took === undefined || this.#took > SLOW);
  }

  /** Whether the project was analysed before. */
  get isKnown(): boolean {
    return this.#took !== undefined;
  }

  /** Documents of `open` whose findings may change with those of a file. */
  dependents(path: string, open: readonly string[]): string[] {
    if (!this.#setup) return [];
    const { top } = this.#setup.where;
    const own = relativePath(top, path);
    return open.filter((other) => other !== path && this.#memory.reaches(relativePath(top, other), own));
  }

  /** What is found in some files before the whole is analysed, without those that are not analysed. Rejects with Cancelled. */
  async glance(
    paths: readonly string[],
    settings: AnalysisSettings,
    cancelled: () => boolean,
  ): Promise<FileView[]> {
    this.#setup ??= await this.#prepare(settings);
    const { where, files } = this.#setup;
    this.#host.use(files);
    const own = (path: string): string => relativePath(where.top, path);
    const known = paths.flatMap((path) => this.#last.get(path) ?? []);
    const focus = {
      files: new Set(paths.map(own)),
      roots: new Set(known.flatMap((last) => [...last.paths].map(own))),
      reported: new Set(known.flatMap((last) => [...last.rules])),
    };
    const { result, shown, actions } = await this.#run(this.#setup, settings, { cancelled, focus });
    if (cancelled()) throw new Cancelled("The analysis was cancelled.");
    return paths
      .filter((path) => result.text(own(path)) !== undefined)
      .flatMap((path) => this.#host.cellsOf(path) ?? [path])
      .map((path) => {
        const found = shown.find(({ view }) => view.path === path) ?? {
          view: withHash({ path, findings: [], problems: [], calls: [] }),
          findings: [],
        };
        this.#shown.set(path, { ...found, actions });
        return found.view;
      });
  }

  /** Rejects with Cancelled; the project stays dirty then. */
  async analyse(
    settings: AnalysisSettings,
    run: { cancelled: () => boolean; progress: (stage: string, done: number, total: number) => void },
  ): Promise<ProjectView> {
    const start = this.#host.now();
    this.#setup ??= await this.#prepare(settings);
    const { files, config, problems, notices } = this.#setup;
    const levels = { ...config.levels, ...settings.levels };
    const profile = settings.profile ?? config.profile;
    this.#host.use(files);
    const { result, shown, actions } = await this.#run(this.#setup, settings, run);
    if (run.cancelled()) throw new Cancelled("The analysis was cancelled.");
    this.isDirty = false;
    this.#result = result;
    this.#shown = new Map(shown.map((each) => [each.view.path, { ...each, actions }]));
    const views = shown.map(({ view }) => view);
    this.#took = this.#host.now() - start;
    this.#last = new Map(
      views.map(({ path, findings }) => [
        path,
        {
          rules: new Set(findings.map(({ rule }) => rule)),
          paths: new Set(findings.flatMap(({ paths }) => paths.flat().map((step) => step.path))),
        },
      ]),
    );
    return {
      key: this.key,
      files: [...views, ...configurationViews(problems, views)],
      documents: this.#host.documentsOf(this),
      stats: result.stats,
      duration: this.#took,
      rules: this.#host.engine
        .rules()
        .filter((rule) => isActive(levels[rule.id], profile === "strict" || rule.profile === "recommended"))
        .length,
      // What concerns no file is no diagnostic.
      notices: [
        ...notices,
        ...result.problems.flatMap(({ path, message }) => (path === "" ? [maskSecrets(message)] : [])),
      ],
    };
  }

  /** Undefined where something changed since the last whole run. */
  map(question: MapQuestion, settings: AnalysisSettings): MapAnswer | undefined {
    if (this.#result === undefined || this.#setup === undefined) return undefined;
    const { where, config } = this.#setup;
    const profile = settings.profile ?? config.profile;
    const input = {
      result: this.#result,
      rules: [...this.#host.engine.rules(), ...config.ownRules.map(ownRuleInfo)],
      profile,
      top: where.top,
      root: where.root,
      encoding: settings.encoding,
      showsInfo: (rule: string) => profile === "strict" || settings.levels[rule] === "info",
    };
    return drawMap(input, question);
  }

  actions({ path, hash, findings }: FindingsName): ActionView[][] | undefined {
    const shown = this.#shownAs(path, hash);
    return shown && findings.map((index) => listed(shown, index));
  }

  edits({
    path,
    hash,
    finding: index,
    action,
  }: ActionName): Promise<readonly EditView[] | undefined> | undefined {
    const shown = this.#shownAs(path, hash);
    const finding = shown?.findings[index];
    return finding && shown.actions.edits(finding, action);
  }

  /** By file, of its findings in their order. */
  fixable(): [string, boolean[]][] {
    const before = this.#fixable;
    this.#fixable = new Map();
    return [...this.#shown].map(([path, { findings, actions }]) => [
      path,
      findings.map((finding) => {
        const key = `${path}\0${finding.fingerprint}\0${finding.start}`;
        const text = actions.textOf(finding);
        const known = before.get(key);
        const isFixable = known?.text === text ? known?.isFixable === true : actions.isFixable(finding);
        this.#fixable.set(key, { text, isFixable });
        return isFixable;
      }),
    ]);
  }

  #shownAs(path: string, hash: string) {
    const shown = this.#shown.get(path);
    return shown?.view.hash === hash ? shown : undefined;
  }

  async #run(
    { where, files, config, packs, baseline, texts }: Setup,
    settings: AnalysisSettings,
    run: Pick<EngineOptions, "cancelled" | "progress" | "focus">,
  ): Promise<{ result: EngineResult; shown: Shown[]; actions: Actions }> {
    const profile = settings.profile ?? config.profile;
    const levels = { ...config.levels, ...settings.levels };
    const result = await this.#host.engine.analyse({
      root: where.top,
      paths: where.paths,
      profile,
      levels,
      overrides: config.overrides,
      ignore: config.ignore,
      ownRules: config.ownRules,
      suppressions: { ...config.suppressions, today: undefined },
      prompts: true,
      memory: this.#memory,
      ...run,
      ...packs,
    });
    if (run.cancelled?.()) throw new Cancelled("The analysis was cancelled.");
    const name = (path: string) => relativePath(where.root, absolutePath(where.top, path));
    markKnown(result.findings, baseline, { name, mask: maskSecrets, mayHaveMoved: () => true }, "baseline");
    const placing = {
      result,
      top: where.top,
      encoding: settings.encoding,
      cellsOf: this.#host.cellsOf,
    };
    const shown = viewFiles({
      ...placing,
      showsInfo: (rule) => profile === "strict" || settings.levels[rule] === "info",
    });
    const silencers = silencersOf({ root: where.root, config, texts, baseline, name });
    return { result, shown, actions: new Actions({ ...placing, silencers, files }) };
  }

  async #prepare(settings: AnalysisSettings): Promise<Setup> {
    const { engine, openFileSystem } = this.#host;
    const open = openFileSystem([]);
    const where = await resolvePaths([open.toNative(this.key)], open);
    const files = openFileSystem([open.toNative(where.top)]);
    const ids = engine.rules().map((rule) => rule.id);
    const problems: FileProblem[] = [];
    const notices: string[] = [];
    /** A wrong configuration is shown where it is wrong; what it says otherwise counts for nothing. */
    const tolerant = async <T>(load: () => Promise<T>, fallback: () => Promise<T>): Promise<T> => {
      try {
        return await load();
      } catch (error) {
        if (!isUsageError(error)) throw error;
        if ("problems" in error) problems.push(...(error.problems as FileProblem[]));
        notices.push(error.message);
        return fallback();
      }
    };
    const search = { files: open, where, ids, openFileSystem };
    const read = await tolerant(
      () => readConfig(undefined, search),
      () => readConfig(false, search),
    );
    const config = settings.isTrusted ? read : { ...read, ownRules: [] };
    if (read.ownRules.length > 0 && !settings.isTrusted)
      notices.push("The rules that the configuration adds are not run, as the workspace is not trusted.");
    const noPacks = async () => ({});
    if (config.packs.length > 0 && !settings.isTrusted)
      notices.push("The packs that the configuration names are not read, as the workspace is not trusted.");
    const packs = await tolerant(
      () =>
        settings.isTrusted
          ? loadUserPacks(config, { files: open, where, engine, openFileSystem })
          : noPacks(),
      noPacks,
    );
    const unknown = Object.keys(settings.levels).filter((id) => !ids.includes(id));
    if (unknown.length > 0)
      notices.push(`The setting "severities" names rules that do not exist: ${unknown.join(", ")}.`);
    const baseline = await readBaselineOf(config, open, notices);
    const textOf = async (path: string | undefined): Promise<string | undefined> => {
      const bytes = path === undefined ? undefined : await open.readFile(path).catch(() => undefined);
      return bytes && new TextDecoder().decode(bytes);
    };
    const texts = { config: await textOf(config.file), baseline: await textOf(config.baseline) };
    return { where, files, config, packs, baseline, texts, problems, notices };
  }
}

function listed({ findings, actions }: Shown & { actions: Actions }, index: number): ActionView[] {
  const finding = findings[index];
  return finding === undefined ? [] : actions.list(finding);
}

/** What is known by the baseline that the configuration names; one that cannot be read is said and counts for nothing. */
async function readBaselineOf(
  { baseline: path }: ResolvedConfig,
  files: FileSystem,
  notices: string[],
): Promise<readonly KnownFinding[]> {
  if (path === undefined) return [];
  const bytes = await files.readFile(path).catch(() => undefined);
  const read = bytes ? readBaseline(new TextDecoder().decode(bytes)) : { error: "it cannot be read" };
  if (!("error" in read)) return read.findings;
  notices.push(`The baseline "${path}" is not used: ${read.error}.`);
  return [];
}

function isActive(level: string | undefined, byProfile: boolean): boolean {
  return level === undefined ? byProfile : level !== "off";
}

/** Problems of configuration files stand at their place, as findings do. */
function configurationViews(problems: readonly FileProblem[], views: readonly FileView[]): FileView[] {
  const files = new Map<string, FileView>();
  for (const { file, line, column, message } of problems) {
    const path = absolutePath("/", file);
    const known = views.find((view) => view.path === path) ??
      files.get(path) ?? { path, hash: "", findings: [], problems: [], calls: [] };
    const start = { line: line - 1, character: column - 1 };
    known.problems.push({ range: { start, end: start }, severity: "error", message });
    known.hash += `|${line}:${column}:${message}`;
    if (!views.includes(known)) files.set(path, known);
  }
  return [...files.values()];
}
