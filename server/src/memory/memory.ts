import type { AnalysisResult } from "../flow/analysis.ts";
import { Program } from "../flow/program.ts";
import { notebookProgram } from "../frontends/notebook/program.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import type { FileIR } from "../ir/types.ts";
import type { ModelIndex } from "../models/modelIndex.ts";
import { decodeText } from "../project/contentCheck.ts";
import { type Dependencies, readDependencies } from "../project/dependencies.ts";
import { type Discovery, discoverFiles, rereadFile } from "../project/discover.ts";
import type { Patterns } from "../project/globs.ts";
import { createResolver, type Resolve } from "../project/moduleResolver.ts";
import { closure, createWordScan, extractSpecifiers } from "../project/prefilter.ts";
import { sameMeaning } from "./sameMeaning.ts";

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
/** Files that are read for a quick answer before the others are. */
const MOST_NEAR = 60;

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
  #facts = new Map<string, Fact>();
  #resolve: { discovery: Discovery; models: ModelIndex; resolve: Resolve } | undefined;
  #dependencies: { key: string; found: Dependencies } | undefined;
  #lowered = new Map<string, { text: string; ir: FileIR }>();
  #followed: Followed | undefined;
  #edges: ReadonlyMap<string, readonly string[]> = new Map();
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
  ): Promise<{ wanted: Set<string>; resolve: Resolve }> {
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
    const scan = createWordScan(models.candidateWords());
    const seeds: string[] = [];
    const edges = new Map<string, string[]>();
    const facts = new Map<string, Fact>();
    for (const [index, { path, language }] of files.entries()) {
      const text = texts[index]?.text ?? "";
      const old = this.#facts.get(path);
      const fact =
        old?.text === text && old.models === models
          ? old
          : {
              text,
              models,
              isSeed: scan.inText(text),
              specifiers: extractSpecifiers(codeOf(path, text), language),
            };
      facts.set(path, fact);
      if (fact.isSeed) seeds.push(path);
      const targets = new Set<string>();
      for (const specifier of fact.specifiers) {
        const target = resolve(path, specifier, language);
        if (typeof target === "string") targets.add(target);
      }
      edges.set(path, [...targets]);
    }
    this.#facts = facts;
    this.#edges = edges;
    const paths = files.map((file) => file.path);
    return { wanted: new Set(closure(paths, seeds, edges)), resolve };
  }

  /** For a quick answer: which files to read, and from which to follow data. All are read once they are known. */
  near(
    wanted: ReadonlySet<string>,
    { files, roots }: { files: ReadonlySet<string>; roots: ReadonlySet<string> },
  ): { wanted: Set<string>; roots: Set<string> } {
    const importers = [...this.#edges]
      .filter(([from, targets]) => wanted.has(from) && targets.some((path) => files.has(path)))
      .map(([from]) => from);
    const all = new Set([...files, ...roots, ...(importers.length <= MOST_IMPORTERS ? importers : [])]);
    const followed = new Set([...all].filter((path) => wanted.has(path)));
    const isKnown = this.#lowered.size > wanted.size / 2;
    if (isKnown) return { wanted: new Set(wanted), roots: followed };
    const read = new Set(followed);
    for (const path of read) {
      if (read.size >= MOST_NEAR) break;
      for (const next of this.#edges.get(path) ?? []) if (wanted.has(next)) read.add(next);
    }
    return { wanted: read, roots: followed };
  }

  async dependencies({ fs, root }: Place, wanted: ReadonlySet<string>): Promise<Dependencies> {
    const key = [...wanted].join("\n");
    if (this.#dependencies?.key !== key)
      this.#dependencies = { key, found: await readDependencies(fs, root, [...wanted]) };
    return this.#dependencies.found;
  }

  lower({ path, text }: Text, lower: (path: string, text: string) => FileIR): FileIR {
    const known = this.#lowered.get(path);
    if (known?.text === text) return known.ir;
    const ir = lower(path, text);
    this.#lowered.set(path, { text, ir });
    return ir;
  }

  /** Follows the data of these files, unless nothing changed but places since the last time. */
  follow(
    input: Omit<Followed, "program" | "result">,
    analyse: (program: Program) => AnalysisResult,
  ): { program: Program; result: AnalysisResult } {
    const last = this.#followed;
    // What cannot be used again must not lie beside what is made.
    this.#followed = undefined;
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
    this.#followed = { ...input, program, result };
    this.#called = new Set(
      program.funcs
        .filter(({ gid }) => result.isReached(gid))
        .map(({ file, ir }) => `${program.file(file).path}:${ir.qual}`),
    );
    return { program, result };
  }

  /** Follows the data that some files ask for; what the last whole run followed stays. */
  followSome(
    { files, resolve }: Omit<Followed, "program" | "result">,
    analyse: (program: Program, isCalled: (path: string, qual: string) => boolean) => AnalysisResult,
  ): { program: Program; result: AnalysisResult } {
    const program = new Program(
      files.filter((file) => file.funcs.length > 0),
      resolve,
    );
    const called = this.#called;
    return { program, result: analyse(program, (path, qual) => called?.has(`${path}:${qual}`) ?? true) };
  }

  /** A run that was broken off: what it followed is not whole. */
  drop(): void {
    this.#followed = undefined;
  }
}

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
