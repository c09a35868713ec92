import type { Logger } from "../base/logger.ts";
import type { RuleInfo } from "../findings/rule.ts";
import { AnalysisClient } from "./analysis/client.ts";
import type {
  ActionName,
  ActionView,
  AnalysisSettings,
  Changes,
  EditView,
  FileView,
  MapAnswer,
  MapQuestion,
  ProjectView,
} from "./analysis/messages.ts";
import type { Document, Documents } from "./documents.ts";
import type { Notebooks } from "./notebooks.ts";

/** Why a run was asked for: an editor that pulls asks again by itself after its own edits. */
export type Cause = "edit" | "other";

export interface SessionEvents {
  started(): void;
  progress(stage: string, done: number, total: number): void;
  /** Something is known of an open document, before the whole is. */
  glanced(view: FileView): void;
  /** Everything known belongs to the documents as they are now. */
  settled(causes: ReadonlySet<Cause>): void;
}

/** Decides when to analyse, and knows which results still belong to the documents as they are. */
export class Session {
  readonly projects = new Map<string, ProjectView>();
  rules: readonly RuleInfo[] = [];
  /** Milliseconds of the last whole run. */
  duration = 0;
  readonly #documents: Documents;
  readonly #notebooks: Notebooks;
  readonly #events: SessionEvents;
  readonly #analysis: AnalysisClient;
  readonly #views = new Map<string, FileView>();
  /** Open documents whose results are those of their present text and surroundings. */
  readonly #fresh = new Set<string>();
  /** What is shown of files whose project is not known yet as it is now. */
  readonly #glances = new Map<string, FileView>();
  /** Open documents that were answered by such a view. */
  readonly #glanced = new Set<string>();
  #pending = noChanges();
  #hasPending = false;
  #causes = new Set<Cause>();
  #running = new Set<Cause>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #took = 0;
  #waiting: (() => void)[] = [];

  constructor(
    script: URL,
    { documents, notebooks }: { documents: Documents; notebooks: Notebooks },
    events: SessionEvents,
    log: Logger,
  ) {
    this.#documents = documents;
    this.#notebooks = notebooks;
    this.#events = events;
    this.#analysis = new AnalysisClient(
      script,
      {
        ready: (rules) => {
          this.rules = rules;
        },
        progress: events.progress,
        glance: (view) => this.#see(view),
        project: (view) => this.#take(view),
        done: (isCancelled) => this.#done(isCancelled),
        restarted: () => this.#again(),
      },
      log,
    );
  }

  configure(settings: AnalysisSettings): void {
    this.#analysis.configure(settings);
    for (const key of this.projects.keys()) {
      if (settings.folders.includes(key)) continue;
      this.#drop(key);
    }
    this.changed({ isStructural: true }, { cause: "other", delay: 0 });
  }

  /** Something changed; a run begins after `delay` ms without another change. */
  changed(changes: Partial<Changes>, { cause, delay }: { cause: Cause; delay: number }): void {
    this.#pending = merge(this.#pending, changes);
    this.#hasPending = true;
    this.#causes.add(cause);
    this.#expire();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), delay);
  }

  /** Text that is analysed only when somebody asks. */
  changedQuietly(changes: Partial<Changes>): void {
    this.#pending = merge(this.#pending, changes);
    this.#hasPending = true;
    this.#causes.add("edit");
    this.#expire();
  }

  #expire(): void {
    this.#fresh.clear();
    this.#glanced.clear();
    if (this.#analysis.isRunning) this.#analysis.cancel();
  }

  isFresh(document: Document): boolean {
    return this.#fresh.has(document.path);
  }

  /** Fresh, and nothing can change any more because of other files. */
  isWhole(document: Document): boolean {
    return this.#fresh.has(document.path) && !this.#glanced.has(document.path);
  }

  /** Resolves with whether the results are those of this version of the document; with false when it changed or `isOver`. */
  async whenFresh(document: Document, isOver: () => boolean, isWhole = false): Promise<boolean> {
    const { version } = document;
    for (;;) {
      if (isOver() || document.version !== version || this.#documents.get(document.uri) !== document)
        return false;
      if (isWhole ? this.isWhole(document) : this.isFresh(document)) return true;
      await this.#next();
    }
  }

  /** Resolves when nothing is left to analyse. */
  async whenSettled(isOver: () => boolean): Promise<void> {
    while (!isOver() && (this.#hasPending || this.#analysis.isRunning)) await this.#next();
  }

  /** A map of what is known when nothing is left to analyse; undefined when `isOver`, and where nothing is known. */
  async map(question: MapQuestion, isOver: () => boolean): Promise<MapAnswer | undefined> {
    for (;;) {
      await this.whenSettled(isOver);
      if (isOver()) return undefined;
      const answer = await this.#analysis.ask("map", question);
      if (answer !== undefined || !(this.#hasPending || this.#analysis.isRunning)) return answer;
    }
  }

  /** What can be done about some findings of a view, by their places in it; undefined where it is no more what is shown. */
  async actions({ path, hash }: FileView, findings: readonly number[]): Promise<ActionView[][] | undefined> {
    return this.#analysis.ask("actions", { path, hash, findings });
  }

  /** What an action changes; undefined where it cannot be done, or its finding is no more what is shown. */
  async edits(name: ActionName): Promise<readonly EditView[] | undefined> {
    return this.#analysis.ask("edits", name);
  }

  /** By file, of its findings in their order: whether a repair is offered. */
  async fixable(): Promise<ReadonlyMap<string, readonly boolean[]>> {
    return (await this.#analysis.ask("fixable", undefined)) ?? new Map();
  }

  /** Resolves after the next event, be it a result or a request that was cancelled. */
  async #next(): Promise<void> {
    if (this.#hasPending && this.#timer === undefined && !this.#analysis.isRunning) this.#start();
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Lets everybody who waits look again. */
  wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  view(path: string): FileView | undefined {
    return this.#views.get(path);
  }

  views(): Iterable<FileView> {
    return this.#views.values();
  }

  stop(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#analysis.stop();
  }

  #start(): void {
    this.#timer = undefined;
    // The run that goes on was told to stop; its end starts this one.
    if (!this.#hasPending || this.#analysis.isRunning) return;
    this.#running = new Set([...this.#running, ...this.#causes]);
    this.#causes = new Set();
    const changes = this.#pending;
    this.#pending = noChanges();
    this.#hasPending = false;
    this.#took = 0;
    this.#events.started();
    // A project that takes seconds gets a longer pause: a run that the next key breaks off is lost.
    this.#analysis.analyse(changes, Math.min(1000, this.duration / 4));
  }

  /** Until the whole project is known, this is what is known of one of its files. */
  #see(view: FileView): void {
    this.#views.set(view.path, view);
    this.#fresh.add(view.path);
    this.#glanced.add(view.path);
    this.#glances.set(view.path, view);
    this.wake();
    this.#events.glanced(view);
  }

  #take(view: ProjectView): void {
    this.#drop(view.key);
    this.projects.set(view.key, view);
    const found = new Map(view.files.map((file) => [file.path, file]));
    for (const [path, glance] of this.#glances) {
      if (path !== view.key && !path.startsWith(`${view.key.replace(/\/$/, "")}/`)) continue;
      // The editor was told something else before: it has to ask again.
      if (shownOf(glance) !== shownOf(found.get(path))) this.#running.add("other");
      if (this.#views.get(path) === glance) this.#views.delete(path);
      this.#glances.delete(path);
      this.#glanced.delete(path);
    }
    for (const file of view.files) this.#views.set(file.path, file);
    for (const path of view.documents) this.#fresh.add(path);
    this.#took += view.duration;
    this.wake();
  }

  #drop(key: string): void {
    for (const file of this.projects.get(key)?.files ?? [])
      if (this.#views.get(file.path) === file) this.#views.delete(file.path);
    this.projects.delete(key);
  }

  #done(isCancelled: boolean): void {
    if (!isCancelled && !this.#hasPending) {
      this.duration = this.#took;
      for (const document of this.#documents.all()) this.#fresh.add(document.path);
      const causes = this.#running;
      this.#running = new Set();
      this.wake();
      this.#events.settled(causes);
      return;
    }
    this.#hasPending = true;
    if (this.#timer === undefined) this.#start();
    this.wake();
  }

  #again(): void {
    const edited = this.#documents.files().map(({ path, text }) => ({ path, text }));
    this.changed(
      { edited: [...edited, ...this.#notebooks.edited()], isStructural: true },
      { cause: "other", delay: 0 },
    );
  }
}

/** What the editor shows of a file, as one text. */
function shownOf(view: FileView | undefined): string {
  return view === undefined || view.findings.length + view.problems.length === 0 ? "" : view.hash;
}

function noChanges(): Changes {
  return { edited: [], closed: [], touched: [], isStructural: false };
}

function merge(before: Changes, after: Partial<Changes>): Changes {
  const edited = new Map(before.edited.map((edit) => [edit.path, edit] as const));
  const closed = new Set(before.closed);
  for (const path of after.closed ?? []) {
    edited.delete(path);
    closed.add(path);
  }
  for (const edit of after.edited ?? []) {
    edited.set(edit.path, edit);
    closed.delete(edit.path);
  }
  return {
    edited: [...edited.values()],
    closed: [...closed],
    touched: [...new Set([...before.touched, ...(after.touched ?? [])])],
    isStructural: before.isStructural || (after.isStructural ?? false),
  };
}
