import { Cancelled, createEngine, type Engine } from "../../engine.ts";
import type { FileSystem } from "../../host/fileSystem.ts";
import { createMemoryFileSystem } from "../../host/memoryFileSystem.ts";
import { createNodeFileSystem } from "../../host/nodeFileSystem.ts";
import { createOverlayFileSystem } from "../../host/overlayFileSystem.ts";
import type {
  ActionName,
  ActionView,
  AnalysisSettings,
  Changes,
  EditView,
  FindingsName,
  FromAnalysis,
  MapAnswer,
  MapQuestion,
} from "./messages.ts";
import { NOWHERE, Project, type ProjectHost } from "./project.ts";

/** All projects of the editor: folders, files that stand alone, documents without a file. */
export class Workspace {
  readonly #engine: Engine;
  readonly #host: Omit<ProjectHost, "openFileSystem">;
  readonly #texts = new Map<string, string>();
  /** Of open notebooks: what their cells are called. */
  readonly #cells = new Map<string, readonly string[]>();
  #settings: AnalysisSettings = { folders: [], encoding: "utf-16", isTrusted: false, levels: {} };
  #projects = new Map<string, Project>();

  private constructor(engine: Engine, host: Omit<ProjectHost, "openFileSystem">) {
    this.#engine = engine;
    const namesOf = (path: string): readonly string[] => this.#cells.get(path) ?? [path];
    this.#host = {
      ...host,
      cellsOf: (path) => this.#cells.get(path),
      documentsOf: (project) =>
        [...this.#texts.keys()].filter((path) => this.#projectOf(path) === project).flatMap(namesOf),
    };
  }

  static async create(readAsset: (name: string) => Promise<Uint8Array>): Promise<Workspace> {
    let current: FileSystem = createMemoryFileSystem({});
    const host = {
      get fs() {
        return current;
      },
    };
    const engine = await createEngine(host, readAsset);
    engine.prepare();
    return new Workspace(engine, {
      engine,
      use: (files) => {
        current = files;
      },
      cellsOf: () => undefined,
      documentsOf: () => [],
      now: () => performance.now(),
    });
  }

  rules() {
    return this.#engine.rules();
  }

  configure(settings: AnalysisSettings): void {
    this.#settings = settings;
    const projects = new Map<string, Project>();
    for (const folder of settings.folders) {
      const project = this.#projects.get(folder) ?? this.#projectAt(folder);
      project.forget();
      projects.set(folder, project);
    }
    this.#projects = projects;
    for (const path of this.#texts.keys()) this.#projectOf(path).isDirty = true;
  }

  async analyse(
    id: number,
    changes: Changes,
    run: { cancelled: () => boolean; tell: (message: FromAnalysis) => void; pause: number },
  ): Promise<void> {
    await this.#apply(changes);
    await this.#glance(id, changes, run);
    let isCancelled = false;
    // Projects with open files first: somebody looks at them.
    const open = new Set([...this.#texts.keys()].map((path) => this.#projectOf(path)));
    const all = [...open, ...[...this.#projects.values()].filter((project) => !open.has(project))];
    for (const project of all) {
      if (!project.isDirty) continue;
      try {
        const view = await project.analyse(this.#settings, {
          cancelled: run.cancelled,
          progress: (stage, done, total) => run.tell({ kind: "progress", id, stage, done, total }),
        });
        run.tell({ kind: "project", id, view });
      } catch (error) {
        if (error instanceof Cancelled) {
          isCancelled = true;
          break;
        }
        project.isDirty = false;
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        run.tell({
          kind: "log",
          level: "error",
          message: `The analysis of ${project.key} failed: ${reason}`,
        });
      }
    }
    run.tell({ kind: "done", id, isCancelled });
  }

  /** A map of the project of a file, or of the project with most calls; undefined where none is known as it is now. */
  map(question: MapQuestion): MapAnswer | undefined {
    const { path } = question;
    const projects =
      path === undefined
        ? [...this.#projects.values()]
        : [this.#known(path)].filter((each) => each !== undefined);
    const answers = projects.flatMap((project) => project.map(question, this.#settings) ?? []);
    return answers.sort((a, b) => b.calls - a.calls)[0];
  }

  actions(name: FindingsName): ActionView[][] | undefined {
    return this.#first((project) => project.actions(name));
  }

  edits(name: ActionName): Promise<readonly EditView[] | undefined> | undefined {
    return this.#first((project) => project.edits(name));
  }

  fixable(): ReadonlyMap<string, readonly boolean[]> {
    return new Map([...this.#projects.values()].flatMap((project) => project.fixable()));
  }

  #first<T>(ask: (project: Project) => T | undefined): T | undefined {
    for (const project of this.#projects.values()) {
      const answer = ask(project);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** What was edited is answered first, where the whole takes longer than somebody who types wants to wait. */
  async #glance(
    id: number,
    { edited, isStructural }: Changes,
    run: { cancelled: () => boolean; tell: (message: FromAnalysis) => void; pause: number },
  ): Promise<void> {
    const slow = edited.map(({ path }) => ({ path, project: this.#projectOf(path) }));
    const asked = slow.filter(({ project }) => project.isSlow && !(isStructural && project.isKnown));
    const open = [...this.#texts.keys()];
    for (const { path, project } of asked) {
      try {
        for (const view of await project.glance([path], this.#settings, run.cancelled))
          run.tell({ kind: "glance", id, view });
        // Next to it, what somebody sees that depends on it; an opened document changed nothing.
        const own = open.filter((other) => this.#projectOf(other) === project);
        const others = project.isKnown ? project.dependents(path, own) : [];
        if (others.length === 0) continue;
        for (const view of await project.glance(others, this.#settings, run.cancelled))
          run.tell({ kind: "glance", id, view });
      } catch (error) {
        if (error instanceof Cancelled) return;
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        run.tell({ kind: "log", level: "error", message: `A glance at ${path} failed: ${reason}` });
      }
    }
    if (asked.length === 0) return;
    // The whole of a large project is not begun with each key.
    const end = performance.now() + run.pause;
    while (!run.cancelled() && performance.now() < end) await new Promise((wait) => setTimeout(wait, 10));
  }

  async #apply(changes: Changes): Promise<void> {
    const isNew: string[] = [];
    for (const { path, text, cells } of changes.edited) {
      const before = this.#texts.get(path);
      if (cells) this.#cells.set(path, cells);
      if (before === undefined && !(await this.#isOnDisk(path))) isNew.push(path);
      this.#texts.set(path, text);
      const project = this.#projectOf(path);
      project.changed(path);
      if (path.startsWith(NOWHERE)) project.forget();
    }
    for (const path of changes.closed) {
      this.#texts.delete(path);
      this.#cells.delete(path);
      const project = this.#projectOf(path);
      project.changed(path);
      if (!(await this.#isOnDisk(path))) isNew.push(path);
      if (project.key === path) this.#projects.delete(path);
    }
    for (const path of changes.touched)
      for (const project of this.#projects.values()) if (project.holds(path)) project.changed(path);
    for (const path of isNew) this.#projects.get(this.#projectOf(path).key)?.forget();
    if (changes.isStructural) for (const project of this.#projects.values()) project.forget();
  }

  async #isOnDisk(path: string): Promise<boolean> {
    if (path.startsWith(NOWHERE)) return false;
    return (await createNodeFileSystem().stat(path)) !== undefined;
  }

  /** The innermost folder around a path, else the file alone. */
  #projectOf(path: string): Project {
    const known = this.#known(path);
    if (known) return known;
    const key = path.startsWith(NOWHERE) ? NOWHERE : path;
    const made = this.#projectAt(key);
    this.#projects.set(key, made);
    return made;
  }

  #known(path: string): Project | undefined {
    const key = path.startsWith(NOWHERE) ? NOWHERE : path;
    const around = [...this.#projects.values()].filter((project) => project.holds(path));
    return around.sort((a, b) => b.key.length - a.key.length)[0] ?? this.#projects.get(key);
  }

  #projectAt(key: string): Project {
    const openFileSystem = (confineTo: readonly string[]): FileSystem =>
      key.startsWith(NOWHERE) ? this.#documents() : this.#files(confineTo);
    return new Project(key, { ...this.#host, openFileSystem });
  }

  /** The machine's files below those of the editor. */
  #files(confineTo: readonly string[]): FileSystem {
    return createOverlayFileSystem(createNodeFileSystem({ confineTo }), {
      text: (path) => this.#texts.get(path),
      paths: () => this.#texts.keys(),
    });
  }

  /** Documents without a file see each other, and nothing else. */
  #documents(): FileSystem {
    return createMemoryFileSystem(
      Object.fromEntries([...this.#texts].filter(([path]) => path.startsWith(NOWHERE))),
    );
  }
}
