import type { IndexedType, ModelIndex } from "../models/modelIndex.ts";
import type { Program } from "./program.ts";

/** A project that is itself (also) the source of packages that packs describe. */
export interface OwnSource {
  /** What the pack says of a class of the project, for those who use the package. */
  typeOf(cid: number): IndexedType | undefined;
  /** The name by which others import a file's module ("llama_index.core.llms.llm"), when it belongs to such a package. */
  moduleOf(file: number): string | undefined;
}

/** So many of the names that its packs know must be classes below a folder before it counts as the package itself. */
const EVIDENCE = 5;

/**
 * Files below a folder with a modelled import root's name are that package when they define the classes that the packs of the
 * root know: a project's own `agents/` folder is not the package `agents`.
 */
export function findOwnSource(program: Program, models: ModelIndex): OwnSource {
  const candidates = program.files.map(({ path, lang }) =>
    lang === "py" ? rootsOnTheWay(path).filter(({ root }) => models.covers("py", root)) : [],
  );
  const defined = new Map<string, Set<string>>();
  for (const { file, ir } of program.classes)
    for (const { key, root } of candidates[file] ?? [])
      if (models.exportedNames("py", root).has(ir.name))
        defined.set(key, (defined.get(key) ?? new Set()).add(ir.name));
  const isOwn = ({ key, root }: Candidate): boolean =>
    (defined.get(key)?.size ?? 0) >= Math.min(EVIDENCE, models.exportedNames("py", root).size);
  const modules = candidates.map((found) => found.find(isOwn)?.module);
  const types = new Map<number, IndexedType | undefined>();
  return {
    moduleOf: (file) => modules[program.below(file)],
    typeOf(cid) {
      if (types.has(cid)) return types.get(cid);
      const { file, ir } = program.class(cid);
      const module = modules[program.below(file)];
      const known = module === undefined ? undefined : models.external("py", module, [ir.name]);
      const type = known?.kind === "type" ? known.type : undefined;
      if (cid < program.floor.classes) types.set(cid, type);
      return type;
    },
  };
}

interface Candidate {
  /** The folder, so that two folders of one name are judged apart. */
  key: string;
  root: string;
  module: string;
}
function rootsOnTheWay(path: string): Candidate[] {
  const segments = path.replace(/(\/__init__)?\.pyi?$/, "").split("/");
  return segments.slice(0, -1).map((root, i) => ({
    key: segments.slice(0, i + 1).join("/"),
    root,
    module: segments.slice(i).join("."),
  }));
}
