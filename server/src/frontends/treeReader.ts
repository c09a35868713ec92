import { Edit, Language, Parser, type Tree, type TreeCursor } from "web-tree-sitter";
import type { FileBuilder } from "../ir/builder.ts";

/**
 * A syntax tree as pre-order columns: node i has children from i + 1 up to next[i].
 * The columns may be longer than n and are overwritten by the next read, so a tree is used up before another is read.
 */
export interface FlatTree {
  n: number;
  type: Uint16Array;
  field: Uint8Array;
  named: Uint8Array;
  /** Offsets in UTF-16 units. */
  start: Uint32Array;
  end: Uint32Array;
  /** Index after the subtree. */
  next: Uint32Array;
  parent: Int32Array;
  hasError: boolean;
}

export type GrammarName = "python" | "typescript" | "tsx" | "javascript";

/** Names and numbers of one grammar. */
export interface Grammar {
  name: GrammarName;
  /** Number of a node type; {@link NO_TYPE} when the grammar has none of that name. */
  typeId(name: string, named?: boolean): number;
  typeName(id: number): string;
  /** Number of a field; {@link NO_FIELD} when the grammar has none of that name. */
  fieldId(name: string): number;
}

/** Type of a node that holds text the grammar could not read. */
export const ERROR_TYPE = 0xffff;
/** Matches no node. */
export const NO_TYPE = 0xfffe;
/** Matches no node. */
export const NO_FIELD = 0xff;

/** A grammar with a parser and the columns it fills. */
export interface TreeReader {
  grammar: Grammar;
  parser: Parser;
  tree: FlatTree;
  /** "memory" reads the parser's own structures; "cursor" goes through its interface (slower, always right). */
  method: "memory" | "cursor";
  fill: (source: Tree, out: FlatTree) => void;
}

/** The part of WebAssembly.Memory that is used; the type itself comes only with the browser's library. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

let memory: WasmMemory | undefined;
let runtime: Promise<void> | undefined;

/** Starts the parser runtime once per process. */
export function startRuntime(wasm: () => Promise<Uint8Array>): Promise<void> {
  runtime ??= (async () => {
    const wasmBinary = await wasm();
    const { WebAssembly: wasmApi } = globalThis as unknown as {
      WebAssembly: { Memory: new (pages: { initial: number; maximum: number }) => WasmMemory };
    };
    const own = new wasmApi.Memory({ initial: 512, maximum: 32768 });
    await Parser.init({ wasmMemory: own, wasmBinary, locateFile: (file: string) => file } as Parameters<
      typeof Parser.init
    >[0]);
    memory = own;
  })();
  return runtime;
}

/** Loads a grammar and chooses how its trees are read (the faster way where it works). `startRuntime` must have finished. */
export async function loadGrammar(
  name: GrammarName,
  wasm: Uint8Array,
  method: TreeReader["method"] = "memory",
): Promise<TreeReader> {
  const language = await Language.load(wasm);
  const parser = new Parser();
  parser.setLanguage(language);
  const grammar: Grammar = {
    name,
    typeId: (type, named = true) =>
      type === "ERROR" ? ERROR_TYPE : (language.idForNodeType(type, named) ?? 0) || NO_TYPE,
    typeName: (id) => (id === ERROR_TYPE ? "ERROR" : (language.nodeTypeForId(id) ?? "")),
    fieldId: (field) => language.fieldIdForName(field) ?? NO_FIELD,
  };
  const cursor: TreeReader = { grammar, parser, tree: emptyTree(), method: "cursor", fill: fillFromCursor };
  if (memory === undefined || method === "cursor") return cursor;
  try {
    const direct: TreeReader = {
      grammar,
      parser,
      tree: emptyTree(),
      method: "memory",
      fill: memoryFiller(memory, language),
    };
    return agree(direct, cursor) ? direct : cursor;
  } catch {
    return cursor;
  }
}

/** Parses a text into the reader's columns; undefined when the parser gave up. */
export function readTree(reader: TreeReader, text: string): FlatTree | undefined {
  const source = reader.parser.parse(text);
  if (source === null) return undefined;
  try {
    return columnsOf(reader, source);
  } finally {
    source.delete();
  }
}

function columnsOf(reader: TreeReader, source: Tree): FlatTree {
  reader.fill(source, reader.tree);
  reader.tree.hasError = source.rootNode.hasError;
  return reader.tree;
}

/** The parser's tree of a text, for the next text of the same file; holds memory until it is replaced or deleted. */
export interface KeptTree {
  text: string;
  source: Tree;
}

/**
 * The same for a text that is edited: what did not change is taken from the tree of the text before. Where something cannot
 * be read the whole is parsed anew, as what the parser makes of it depends on where it began.
 */
export function readEdited(
  reader: TreeReader,
  text: string,
  before: KeptTree | undefined,
): { tree: FlatTree; kept: KeptTree } | undefined {
  let source: Tree | null = null;
  if (before !== undefined) {
    before.source.edit(editBetween(before.text, text));
    source = reader.parser.parse(text, before.source);
    if (source?.rootNode.hasError) {
      source.delete();
      source = null;
    }
  }
  source ??= reader.parser.parse(text);
  return source === null ? undefined : { tree: columnsOf(reader, source), kept: { text, source } };
}

/** The one change that makes a text of another: between what both begin and what both end with. */
/** Characters that are compared at once. */
const BLOCK = 1024;
const sameBlock = (a: string, i: number, b: string, k: number): boolean =>
  a.slice(i, i + BLOCK) === b.slice(k, k + BLOCK);

function editBetween(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let startIndex = 0;
  while (startIndex < most && sameBlock(before, startIndex, after, startIndex)) startIndex += BLOCK;
  startIndex = Math.min(startIndex, most);
  while (startIndex < most && before.charCodeAt(startIndex) === after.charCodeAt(startIndex)) startIndex++;
  let oldEndIndex = before.length;
  let newEndIndex = after.length;
  while (
    oldEndIndex - BLOCK >= startIndex &&
    newEndIndex - BLOCK >= startIndex &&
    sameBlock(before, oldEndIndex - BLOCK, after, newEndIndex - BLOCK)
  ) {
    oldEndIndex -= BLOCK;
    newEndIndex -= BLOCK;
  }
  while (
    oldEndIndex > startIndex &&
    newEndIndex > startIndex &&
    before.charCodeAt(oldEndIndex - 1) === after.charCodeAt(newEndIndex - 1)
  ) {
    oldEndIndex--;
    newEndIndex--;
  }
  return new Edit({
    startIndex,
    oldEndIndex,
    newEndIndex,
    startPosition: pointAt(before, startIndex),
    oldEndPosition: pointAt(before, oldEndIndex),
    newEndPosition: pointAt(after, newEndIndex),
  });
}

/** Rows as the parser counts them: a line ends with its line feed. */
function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    row++;
    start = at + 1;
  }
  return { row, column: offset - start };
}

/** Adds a problem for each place the grammar could not read, at most five. */
export function reportSyntaxErrors(tree: FlatTree, file: FileBuilder): void {
  if (!tree.hasError) return;
  const { type, start, end, next } = tree;
  let left = 5;
  for (let i = 0; i < tree.n && left > 0; ) {
    const missing = start[i] === end[i] && next[i] === i + 1 && i > 0;
    if (type[i] === ERROR_TYPE || missing) {
      file.problem("syntax error", start[i] ?? 0, end[i] ?? 0);
      left--;
      i = next[i] ?? tree.n;
    } else i++;
  }
}

/** Start and end of every node of one type, in order (used for comments). */
export function spansOf(tree: FlatTree, typeId: number): Int32Array {
  const spans: number[] = [];
  const { type, start, end, n } = tree;
  for (let i = 0; i < n; i++) if (type[i] === typeId) spans.push(start[i] ?? 0, end[i] ?? 0);
  return Int32Array.from(spans);
}

function emptyTree(): FlatTree {
  const tree = { n: 0, hasError: false } as FlatTree;
  grow(tree, 1 << 14);
  return tree;
}

function grow(tree: FlatTree, capacity: number): void {
  const old = tree.type === undefined ? undefined : { ...tree };
  tree.type = new Uint16Array(capacity);
  tree.field = new Uint8Array(capacity);
  tree.named = new Uint8Array(capacity);
  tree.start = new Uint32Array(capacity);
  tree.end = new Uint32Array(capacity);
  tree.next = new Uint32Array(capacity);
  tree.parent = new Int32Array(capacity);
  if (old === undefined) return;
  tree.type.set(old.type);
  tree.field.set(old.field);
  tree.named.set(old.named);
  tree.start.set(old.start);
  tree.end.set(old.end);
  tree.next.set(old.next);
  tree.parent.set(old.parent);
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text of another program
/** Samples with hidden nodes, aliases, fields, extras, wide characters and an error each. */
const samples: Record<GrammarName, string> = {
  python:
    '# c\nfrom a.b import c as d, e\n@x.y(1)\nasync def f(a: int = 1, *b, k=f"é{a!r:>{w}}😀") -> T[int]:\n  return [i async for i in b if i not in a]\nclass C(B, m=1):\n  x: str = "a" "b"\nprint(x, **k)\nif a < b <= c: pass\nelif (y := 2): del y\ndef (:\n',
  typescript:
    'import a, { type b as c } from "x"; // é\nexport class C<T> extends B implements D { private async *f(x?: string[], ...r: T) { return `😀${x as T}!`; } y = <T>z; }\nconst { p: [q = 1], ...s } = o!, g = (v) => v?.[0];\nlet = ) 5;\nfor (const k of a) if (b) c(); else d++;\n',
  tsx: 'const A = ({ a }: P) => <B.C x={1} {...a} y="é">t {a ?? <></>}</B.C>; // 😀\nexport default function F<T>(x: T) { return x ? <i/> : null }\nlet = ) 5;\n',
  javascript:
    "'use strict';\nclass A extends B { #p = 1; static get x() { return this.#p } }\nconst { a, ...b } = require('é'), f = async (...c) => { await c; };\nexport default <p q={`😀${a}`}>t</p>;\nx = /r/g, y?.[z]; // c\nlet = ) 5;\n",
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text of another program

function agree(one: TreeReader, other: TreeReader): boolean {
  const text = samples[one.grammar.name];
  const a = readTree(one, text);
  const b = readTree(other, text);
  if (a === undefined || b === undefined || a.n !== b.n) return false;
  for (const column of ["type", "field", "named", "start", "end", "next", "parent"] as const) {
    for (let i = 0; i < a.n; i++) if (a[column][i] !== b[column][i]) return false;
  }
  return true;
}

function fillFromCursor(source: Tree, out: FlatTree): void {
  const cursor: TreeCursor = source.walk();
  let parent = -1;
  let n = 0;
  walk: for (;;) {
    if (n === out.type.length) grow(out, n * 2);
    out.type[n] = cursor.nodeTypeId;
    out.field[n] = cursor.currentFieldId;
    out.named[n] = cursor.nodeIsNamed ? 1 : 0;
    out.start[n] = cursor.startIndex;
    out.end[n] = cursor.endIndex;
    out.parent[n] = parent;
    out.next[n] = n + 1;
    n++;
    if (cursor.gotoFirstChild()) {
      parent = n - 1;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) break walk;
      out.next[parent] = n;
      parent = out.parent[parent] ?? -1;
    }
  }
  out.n = n;
  cursor.delete();
}

/** Numbers per stack frame of the memory reader. */
const FRAME = 9;
/** Fields are looked up for this many children of one production. */
const FIELD_WIDTH = 32;

/**
 * Reads the parser's subtree structures straight from its memory: one call into the runtime per tree, none per node.
 * Offsets are those of web-tree-sitter 0.27 on 32-bit memory; `agree` checks them whenever a grammar is loaded.
 */
function memoryFiller(store: WasmMemory, language: Language): (source: Tree, out: FlatTree) => void {
  const tables = readLanguage(new DataView(store.buffer), addressOf(language));
  const { publicType, namedType, alias, aliasWidth, fieldOf } = tables;
  let stack = new Int32Array(1 << 12);
  return (source, out) => {
    const words = new Uint32Array(store.buffer);
    let { type, field, named, start, end, next, parent } = out;
    let capacity = type.length;
    let n = 0;
    let at = 0;
    let depth = 0;
    let slot = addressOf(source);
    let aliased = 0;
    let fieldId = 0;
    let above = -1;
    for (;;) {
      if (n === capacity) {
        grow(out, capacity * 2);
        ({ type, field, named, start, end, next, parent } = out);
        capacity = type.length;
      }
      const head = words[slot >> 2] as number;
      if ((head & 1) !== 0) {
        // A small leaf packed into the slot itself.
        const sizes = words[(slot >> 2) + 1] as number;
        const from = at + ((sizes >>> 16) & 0xff);
        at = from + (sizes >>> 24);
        if (aliased !== 0 || (head & 2) !== 0) {
          type[n] = publicType[aliased || (head >> 8) & 0xff] as number;
          named[n] = aliased !== 0 ? (namedType[aliased] as number) : (head >> 2) & 1;
          field[n] = fieldId;
          start[n] = from >>> 1;
          end[n] = at >>> 1;
          parent[n] = above;
          next[n] = ++n;
        }
      } else {
        const node = head >> 2;
        const from = at + (words[node + 1] as number);
        const to = from + (words[node + 4] as number);
        const children = words[node + 9] as number;
        const flags = words[node + 11] as number;
        let self = -1;
        if (aliased !== 0 || (flags & 1) !== 0) {
          type[n] = publicType[aliased || (words[node + 10] as number) & 0xffff] as number;
          named[n] = aliased !== 0 ? (namedType[aliased] as number) : (flags >> 1) & 1;
          field[n] = fieldId;
          start[n] = from >>> 1;
          end[n] = to >>> 1;
          parent[n] = above;
          self = n;
          next[n] = ++n;
          fieldId = 0;
        }
        if (children !== 0) {
          if (depth + 2 * FRAME > stack.length) {
            const wider = new Int32Array(stack.length * 2);
            wider.set(stack);
            stack = wider;
          }
          // Children lie before their parent; a hidden parent passes its field on to them.
          stack[depth] = head - children * 8;
          stack[depth + 1] = children;
          stack[depth + 2] = 0;
          stack[depth + 3] = 0;
          stack[depth + 4] = (words[node + 16] as number) >>> 16;
          stack[depth + 5] = to;
          stack[depth + 6] = self;
          stack[depth + 7] = self >= 0 ? self : above;
          stack[depth + 8] = fieldId;
          depth += FRAME;
        } else at = to;
      }
      for (;;) {
        if (depth === 0) {
          out.n = n;
          return;
        }
        const frame = depth - FRAME;
        const child = stack[frame + 2] as number;
        if (child === stack[frame + 1]) {
          at = stack[frame + 5] as number;
          const done = stack[frame + 6] as number;
          if (done >= 0) next[done] = n;
          depth = frame;
          continue;
        }
        stack[frame + 2] = child + 1;
        slot = (stack[frame] as number) + child * 8;
        above = stack[frame + 7] as number;
        const first = words[slot >> 2] as number;
        const extra = (first & 1) !== 0 ? (first >> 3) & 1 : ((words[(first >> 2) + 11] as number) >> 2) & 1;
        aliased = 0;
        fieldId = 0;
        if (extra === 0) {
          const position = stack[frame + 3] as number;
          const production = stack[frame + 4] as number;
          stack[frame + 3] = position + 1;
          fieldId = stack[frame + 8] as number;
          if (production !== 0 && position < aliasWidth)
            aliased = alias[production * aliasWidth + position] as number;
          if (position < FIELD_WIDTH) {
            const own = fieldOf[production * FIELD_WIDTH + position] as number;
            if (own !== 0) fieldId = own;
          }
        }
        break;
      }
    }
  };
}

/** Both objects keep the address of their structure in an unlisted property. */
function addressOf(object: Tree | Language): number {
  return (object as unknown as { 0: number })[0];
}

interface LanguageTables {
  publicType: Uint16Array;
  namedType: Uint8Array;
  alias: Uint16Array;
  aliasWidth: number;
  fieldOf: Uint8Array;
}

function readLanguage(view: DataView, address: number): LanguageTables {
  const u32 = (offset: number): number => view.getUint32(address + offset, true);
  const u16 = (at: number): number => view.getUint16(at, true);
  const symbols = u32(4) + u32(8);
  const productions = u32(28);
  const aliasWidth = u16(address + 36);
  const publicType = new Uint16Array(0x10000);
  for (let i = 0; i < publicType.length; i++) publicType[i] = i;
  const namedType = new Uint8Array(0x10000);
  for (let i = 0; i < symbols; i++) {
    publicType[i] = u16(u32(76) + 2 * i);
    namedType[i] = view.getUint8(u32(72) + 3 * i + 1);
  }
  namedType[ERROR_TYPE] = 1;
  const alias = new Uint16Array(Math.max(1, productions * aliasWidth));
  if (u32(84) !== 0) for (let i = 0; i < productions * aliasWidth; i++) alias[i] = u16(u32(84) + 2 * i);
  const fieldOf = new Uint8Array(productions * FIELD_WIDTH);
  if (u32(32) !== 0) {
    for (let p = 0; p < productions; p++) {
      const first = u16(u32(64) + 4 * p);
      const count = u16(u32(64) + 4 * p + 2);
      for (let k = first; k < first + count; k++) {
        const entry = u32(68) + 4 * k;
        const child = view.getUint8(entry + 2);
        const inherited = view.getUint8(entry + 3) !== 0;
        const cell = p * FIELD_WIDTH + child;
        if (!inherited && child < FIELD_WIDTH && fieldOf[cell] === 0) fieldOf[cell] = u16(entry);
      }
    }
  }
  return { publicType, namedType, alias, aliasWidth, fieldOf };
}
