import type { AnalysisResult, RunOptions } from "../flow/analysis.ts";
import { Program } from "../flow/program.ts";
import { notebookProgram } from "../frontends/notebook/program.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import { sameMeaning } from "../ir/same.ts";
import type { FileIR } from "../ir/types.ts";
import type { ModelIndex } from "../models/modelIndex.ts";
import { decodeText } from "../project/contentCheck.ts";
import { type Dependencies, readDependencies } from "../project/dependencies.ts";
import { type Discovery, discoverFiles, rereadFile } from "../project/discover.ts";
import type { Patterns } from "../project/globs.ts";
import { createResolver, type Resolve } from "../project/moduleResolver.ts";
import { closure, createWordScan, extractSpecifiers } from "../project/prefilter.ts";

/** Where a run looks for its files. */
export interface Place {
  fs: FileSystem;
  root: string;
  paths: readonly string[];
  ignore?: readonly Patterns[];
  forceExclude?: boolean;
}

export interface Text {
  path: string;
  text: string;
}

/** The files of a run with what they say. */
export interface Sources {
  discovery: Discovery;
  /** In the order of `discovery.files`. */
  texts: readonly Text[];
  configuration: readonly Text[];
}

/** More importers than these are not followed for a quick answer: everybody uses the file, and few to the point. */
const MOST_IMPORTERS = 8;
/** So many functions are kept while others are followed anew: both together must have room. */
const MOST_KEPT = 30_000;
/** Files between what a quick answer looks at and what was edited that are followed as well. */
const MOST_BETWEEN = 8;
/** Files that are read for a quick answer before the others are. */
const MOST_NEAR = 40;

/** What the prefilter asks of a text. */
interface Fact {
  text: string;
  models: ModelIndex;
  isSeed: boolean;
  specifiers: string[];
}

interface Followed {
  files: readonly FileIR[];
  models: ModelIndex;
  resolve: Resolve;
  dependencies: Dependencies;
  program: Program;
  result: AnalysisResult;
}

/**
 * What is known of a project from one run to the next. Everything is kept by the text it was made from, so that a run with
 * a memory finds what a run without one finds. One project, one configuration of paths per memory.
 */
export class Memory {
  #sources: Sources | undefined;
  #dirty = new Set<string>();
  #scan: { models: ModelIndex; inText: (text: string) => boolean } | undefined;
  #facts = new Map<string, Fact>();
  #resolve: { discovery: Discovery; models: ModelIndex; resolve: Resolve } | undefined;
  #dependencies: { key: string; found: Dependencies } | undefined;
  #lowered = new Map<string, { text: string; ir: FileIR; isHasty: boolean }>();
  #followed: Followed | undefined;
  /** Files that a file imports, and those that import it. */
  #edges: Edges = new Map();
  #importers: Edges = new Map();
  #selected: { resolve: Resolve; wanted: ReadonlySet<string> } | undefined;
  /** Functions that the last whole run saw called; undefined before the first. */
  #called: ReadonlySet<string> | undefined;

  /** The contents of these files (absolute paths) are others. */
  changed(paths: Iterable<string>): void {
    for (const path of paths) this.#dirty.add(path);
  }

  /** Files came or went, or something that decides about files, modules or versions changed. */
  forget(): void {
    this.#sources = undefined;
    this.#resolve = undefined;
    this.#dependencies = undefined;
  }

  async sources(place: Place): Promise<Sources> {
    const dirty = this.#dirty;
    this.#dirty = new Set();
    const known = this.#sources;
    this.#sources = undefined;
    this.#sources = (known && (await this.#reread(place, known, dirty))) ?? (await this.#discover(place));
    return this.#sources;
  }

  async #discover({ fs, root, paths, ignore = [], forceExclude = false }: Place): Promise<Sources> {
    this.forget();
    const texts = new Map<string, string>();
    const discovery = await discoverFiles(fs, root, paths, {
      onText: (file, text) => texts.set(file.path, text),
      ignore,
      forceExclude,
    });
    return {
      discovery,
      texts: discovery.files.map(({ path }) => ({ path, text: texts.get(path) ?? "" })),
      configuration: await readTexts(fs, root, discovery.configFiles),
    };
  }

  /** Undefined where what changed decides about more than its own text. */
  async #reread(
    { fs, root }: Place,
    known: Sources,
    dirty: ReadonlySet<string>,
  ): Promise<Sources | undefined> {
    const absolute = (path: string) => `${root === "/" ? "" : root}/${path}`;
    const { discovery } = known;
    if (discovery.left.some((path) => dirty.has(absolute(path)))) return undefined;
    const texts = [...known.texts];
    for (const [index, file] of discovery.files.entries()) {
      if (!dirty.has(file.absolute)) continue;
      const text = await rereadFile(fs, file);
      if (text === undefined) return undefined;
      if (text !== texts[index]?.text) texts[index] = { path: file.path, text };
    }
    const isOther = discovery.configFiles.some((path) => dirty.has(absolute(path)));
    const configuration = isOther ? await readTexts(fs, root, discovery.configFiles) : known.configuration;
    return { discovery, texts, configuration };
  }

  /** Files that can matter: those that name a modelled package or endpoint, and what is connected with them by imports. */
  async select(
    place: Place,
    models: ModelIndex,
    { discovery, texts }: Sources,
  ): Promise<{ wanted: ReadonlySet<string>; resolve: Resolve }> {
    const { files } = discovery;
    if (this.#resolve?.discovery !== discovery || this.#resolve.models !== models)
      this.#resolve = {
        discovery,
        models,
        resolve: await createResolver(place.fs, place.root, files, {
          links: discovery.links,
          isKnownPackage: (name) => models.covers("py", name),
        }),
      };
    const { resolve } = this.#resolve;
    if (this.#scan?.models !== models)
      this.#scan = { models, inText: createWordScan(models.candidateWords()).inText };
    const { inText } = this.#scan;
    const facts = new Map<string, Fact>();
    let isSame = this.#selected?.resolve === resolve && files.length === this.#facts.size;
    for (const [index, { path, language }] of files.entries()) {
      const text = texts[index]?.text ?? "";
      const old = this.#facts.get(path);
      if (old?.text === text && old.models === models) {
        facts.set(path, old);
        continue;
      }
      const isSeed = inText(text);
      const specifiers = extractSpecifiers(codeOf(path, text), language);
      isSame &&= isSeed === old?.isSeed && specifiers.join("\n") === old.specifiers.join("\n");
      facts.set(path, { text, models, isSeed, specifiers });
    }
    this.#facts = facts;
    if (!isSame || !this.#selected) {
      const edges = new Map<string, string[]>();
      for (const { path, language } of files) {
        const targets = new Set<string>();
        for (const specifier of facts.get(path)?.specifiers ?? []) {
          const target = resolve(path, specifier, language);
          if (typeof target === "string") targets.add(target);
        }
        edges.set(path, [...targets]);
      }
      this.#edges = edges;
      this.#importers = turned(edges);
      const paths = files.map((file) => file.path);
      const seeds = paths.filter((path) => facts.get(path)?.isSeed);
      this.#selected = { resolve, wanted: new Set(closure(paths, seeds, edges)) };
    }
    return this.#selected;
  }

  /** For a quick answer: which files to read, and from which to follow data. All are read once they are known. */
  near(
    wanted: ReadonlySet<string>,
    { files, roots }: { files: ReadonlySet<string>; roots: ReadonlySet<string> },
  ): { wanted: Set<string>; roots: Set<string> } {
    const importers = new Set(
      [...files].flatMap((path) => this.#importers.get(path) ?? []).filter((path) => wanted.has(path)),
    );
    const all = new Set([...files, ...roots, ...(importers.size <= MOST_IMPORTERS ? importers : [])]);
    const followed = new Set([...all].filter((path) => wanted.has(path)));
    const isKnown = this.#followed !== undefined;
    if (isKnown) return { wanted: new Set(wanted), roots: followed };
    const read = new Set(followed);
    for (const path of read) {
      if (read.size >= MOST_NEAR) break;
      for (const next of this.#edges.get(path) ?? []) if (wanted.has(next)) read.add(next);
    }
    return { wanted: read, roots: followed };
  }

  /** Files through which some files import others, the nearest first, and not too many. */
  #between(from: ReadonlySet<string>, to: ReadonlySet<string>): string[] {
    if ([...to].every((path) => from.has(path)) && from.size === to.size) return [];
    const down = distances(from, this.#edges);
    const up = distances(to, this.#importers);
    const length = (path: string): number => (down.get(path) ?? 0) + (up.get(path) ?? 0);
    return [...down.keys()]
      .filter((path) => up.has(path) && !from.has(path) && !to.has(path))
      .sort((a, b) => length(a) - length(b))
      .slice(0, MOST_BETWEEN);
  }

  /** Whether one file reaches another by imports, as the last run saw them. */
  reaches(from: string, to: string): boolean {
    return from !== to && distances([from], this.#edges).has(to);
  }

  async dependencies({ fs, root }: Place, wanted: ReadonlySet<string>): Promise<Dependencies> {
    const key = [...wanted].join("\n");
    if (this.#dependencies?.key !== key)
      this.#dependencies = { key, found: await readDependencies(fs, root, [...wanted]) };
    return this.#dependencies.found;
  }

  /** What was made of an edited text in haste (`isHasty`) serves quick answers (`isQuick`); the whole looks for itself. */
  lower(
    { path, text }: Text,
    lower: (path: string, text: string) => FileIR,
    { isQuick, isHasty }: { isQuick: boolean; isHasty: boolean },
  ): FileIR {
    const known = this.#lowered.get(path);
    if (known?.text === text && (isQuick || !known.isHasty)) return known.ir;
    const ir = lower(path, text);
    this.#lowered.set(path, { text, ir, isHasty });
    return ir;
  }

  /** Follows the data of these files, unless nothing changed but places since the last time. What was broken off is not kept. */
  follow(
    input: Omit<Followed, "program" | "result">,
    analyse: (program: Program) => AnalysisResult,
    isBrokenOff: () => boolean,
  ): { program: Program; result: AnalysisResult } {
    const last = this.#followed;
    last?.result.uncover();
    // Quick answers go on from it while the next whole run is under way, if both have room.
    if (last && last.program.funcs.length > MOST_KEPT) this.#followed = undefined;
    const wanted = new Set(input.files.map((file) => file.path));
    for (const path of this.#lowered.keys()) if (!wanted.has(path)) this.#lowered.delete(path);
    if (last && isLike(last, input)) {
      for (const file of input.files) last.program.move(file.path, file);
      this.#followed = { ...last, files: input.files };
      return last;
    }
    const program = new Program(
      input.files.filter((file) => file.funcs.length > 0),
      input.resolve,
    );
    const result = analyse(program);
    if (isBrokenOff()) return { program, result };
    this.#followed = { ...input, program, result };
    this.#called = new Set(
      program.funcs
        .filter(({ gid }) => result.isReached(gid))
        .map(({ file, ir }) => `${program.file(file).path}:${ir.qual}`),
    );
    return { program, result };
  }

  /** Follows the data that some files (`roots`) ask for; what the last whole run followed stays, and is known of the others. */
  followSome(
    { files, models, resolve }: Omit<Followed, "program" | "result">,
    { roots, cancelled }: { roots: ReadonlySet<string>; cancelled: () => boolean },
    analyse: (program: Program, options: Quick) => AnalysisResult,
  ): { program: Program; result: AnalysisResult } {
    const called = this.#called;
    const isCalled = (path: string, qual: string): boolean => called?.has(`${path}:${qual}`) ?? true;
    const useful = files.filter((file) => file.funcs.length > 0);
    const last = this.#followed;
    if (last && last.models === models && last.resolve === resolve) {
      const { program } = last;
      last.result.uncover();
      const changed = useful.filter((file) => program.file(program.byPath.get(file.path) ?? -1) !== file);
      const inPlace = last.result.change(changed, roots, { cancelled, isCalled });
      if (inPlace) return { program, result: inPlace };
      const over = new Set([...roots, ...changed.map(({ path }) => path)]);
      for (const path of this.#between(roots, new Set(changed.map((file) => file.path)))) over.add(path);
      const result = last.result.cover(
        useful.filter(({ path }) => over.has(path)),
        { cancelled, isCalled },
      );
      if (result) return { program, result };
      this.#followed = undefined;
    }
    const program = new Program(useful, resolve);
    return { program, result: analyse(program, { cancelled, isCalled, isRoot: (path) => roots.has(path) }) };
  }
}

/** By file: other files. */
type Edges = ReadonlyMap<string, readonly string[]>;

function turned(edges: Edges): Edges {
  const out = new Map<string, string[]>();
  for (const [from, targets] of edges)
    for (const target of targets) {
      const list = out.get(target);
      if (list) list.push(from);
      else out.set(target, [from]);
    }
  return out;
}
/** All that is reached, the nearest first, with the number of steps. */
function distances(start: Iterable<string>, edges: Edges): Map<string, number> {
  const out = new Map<string, number>();
  for (const path of start) out.set(path, 0);
  for (const [path, distance] of out)
    for (const next of edges.get(path) ?? []) if (!out.has(next)) out.set(next, distance + 1);
  return out;
}

/** How a quick answer looks at a program. */
type Quick = Pick<RunOptions, "cancelled" | "isCalled" | "isRoot">;

function isLike(last: Followed, input: Omit<Followed, "program" | "result">): boolean {
  return (
    last.models === input.models &&
    last.resolve === input.resolve &&
    last.dependencies === input.dependencies &&
    last.files.length === input.files.length &&
    last.files.every((file, i) => {
      const other = input.files[i];
      return other !== undefined && sameMeaning(file, other);
    })
  );
}

/** What imports stand in: of a notebook the code of its cells. */
function codeOf(path: string, text: string): string {
  return path.toLowerCase().endsWith(".ipynb") ? (notebookProgram(text)?.text ?? "") : text;
}

async function readTexts(fs: FileSystem, root: string, paths: readonly string[]): Promise<Text[]> {
  const out: Text[] = [];
  for (const path of paths) {
    try {
      const text = decodeText(await fs.readFile(`${root === "/" ? "" : root}/${path}`));
      if (typeof text === "string") out.push({ path, text });
    } catch {
      // Discovery has reported what cannot be read.
    }
  }
  return out;
}
