import { FileBuilder } from "../ir/builder.ts";
import type { Constructs } from "../ir/constructs.ts";
import type { FileIR, Lang } from "../ir/types.ts";
import { readConstructs } from "./constructs.ts";
import { lowerNotebook } from "./notebook/lower.ts";
import { lowerPython } from "./python/lower.ts";
import {
  type FlatTree,
  type GrammarName,
  type KeptTree,
  loadGrammar,
  readEdited,
  readTree,
  startRuntime,
  type TreeReader,
} from "./treeReader.ts";
import { lowerTypeScript } from "./typescript/lower.ts";

const grammarOf: Readonly<Record<string, GrammarName>> = {
  py: "python",
  pyi: "python",
  ipynb: "python",
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "tsx",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
};

/** The grammar for a path by its extension, undefined when no front end reads it. */
export function grammarFor(path: string): GrammarName | undefined {
  return grammarOf[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
}

/** Turns source text into IR. Not for use by several callers at once: the trees share their storage. */
export interface Parsers {
  /** Never throws: what cannot be read becomes a problem of the file. */
  lower(path: string, text: string): FileIR;
  /**
   * The same for a file that is being edited, in less time: its tree is kept for its next text. Should the parser ever make
   * more of a tree than of its text, `lower` knows better.
   */
  lowerEdited(path: string, text: string): FileIR;
  /** The written form, for edits; undefined when the text cannot be parsed. */
  constructs(path: string, text: string): Constructs | undefined;
  /** Parses without reading the tree, for measuring. */
  parseOnly(path: string, text: string): void;
  /** Parses and reads the tree without lowering it, for measuring. Returns the number of nodes. */
  readOnly(path: string, text: string): number;
}

/**
 * Starts the parser and loads the grammars. `locateWasm` gets "web-tree-sitter.wasm" and "tree-sitter-<grammar>.wasm".
 * Languages that are left out of `grammars` cannot be lowered.
 */
export async function createParsers(
  locateWasm: (file: string) => Promise<Uint8Array>,
  grammars: readonly GrammarName[] = ["python", "typescript", "tsx", "javascript"],
): Promise<Parsers> {
  await startRuntime(() => locateWasm("web-tree-sitter.wasm"));
  const readers = new Map<GrammarName, TreeReader>();
  await Promise.all(
    grammars.map(async (name) =>
      readers.set(name, await loadGrammar(name, await locateWasm(`tree-sitter-${name}.wasm`))),
    ),
  );
  const readerFor = (path: string): TreeReader | undefined => {
    const name = grammarFor(path);
    return name === undefined ? undefined : readers.get(name);
  };
  const lowerWith = (
    path: string,
    text: string,
    read: (reader: TreeReader, code: string) => FlatTree | undefined,
  ): FileIR => {
    const reader = readerFor(path);
    if (reader === undefined) return unreadable(path, "no grammar for this file", text);
    const lowerText = (code: string): FileIR => {
      const tree = read(reader, code);
      if (tree === undefined) return unreadable(path, "could not be parsed", code);
      const lowering = reader.grammar.name === "python" ? lowerPython : lowerTypeScript;
      return lowering(tree, reader.grammar, code, path);
    };
    try {
      if (!isNotebook(path)) return lowerText(text);
      return lowerNotebook(text, lowerText) ?? unreadable(path, "could not be read as a notebook", text);
    } catch (error) {
      return unreadable(
        path,
        `could not be read: ${error instanceof Error ? error.message : String(error)}`,
        text,
      );
    }
  };
  /** Of the file that was edited last. */
  let last: { path: string; kept: KeptTree } | undefined;
  return {
    lower: (path, text) => lowerWith(path, text, readTree),
    lowerEdited(path, text) {
      return lowerWith(path, text, (reader, code) => {
        const before = last;
        last = undefined;
        const found = readEdited(reader, code, before?.path === path ? before.kept : undefined);
        before?.kept.source.delete();
        last = found && { path, kept: found.kept };
        return found?.tree;
      });
    },
    constructs(path, text) {
      // An edit of a notebook would have to be one of its JSON.
      const reader = isNotebook(path) ? undefined : readerFor(path);
      const tree = reader && readTree(reader, text);
      return reader && tree && readConstructs(tree, reader.grammar, text);
    },
    parseOnly(path, text) {
      readerFor(path)?.parser.parse(text)?.delete();
    },
    readOnly(path, text) {
      const reader = readerFor(path);
      return reader === undefined ? 0 : (readTree(reader, text)?.n ?? 0);
    },
  };
}

function isNotebook(path: string): boolean {
  return path.toLowerCase().endsWith(".ipynb");
}

/** A file of which nothing is known but that it could not be read. */
function unreadable(path: string, message: string, text: string): FileIR {
  const lang: Lang = grammarFor(path) === "python" ? "py" : "ts";
  const file = new FileBuilder(path, lang);
  file.func({ name: "", qual: "", kind: "module", parent: -1, start: 0, end: 0 }).finish();
  file.problem(message, 0, text.length);
  return file.ir;
}
