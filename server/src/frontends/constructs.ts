import type {
  Argument,
  CallSyntax,
  Constructs,
  ListSyntax,
  ObjectSyntax,
  Span,
  StatementSyntax,
  SumSyntax,
  TextPiece,
  TextSyntax,
} from "../ir/constructs.ts";
import type { FlatTree, Grammar } from "./treeReader.ts";

/** How one language names the constructs; the first of several node types or fields that the grammar has counts. */
interface Names {
  calls: readonly string[];
  callees: readonly string[];
  lists: readonly string[];
  objects: readonly string[];
  texts: readonly string[];
  blocks: readonly string[];
  members: readonly string[];
  spreads: readonly string[];
  imports: readonly string[];
  /** Statements that stay in front of the first import. */
  prologue: (text: string) => boolean;
  /** Texts side by side that are one. */
  joined?: string;
}

const PYTHON: Names = {
  calls: ["call"],
  callees: ["function"],
  lists: ["list", "tuple", "set"],
  objects: ["dictionary"],
  texts: ["string"],
  blocks: ["module", "block"],
  members: ["attribute"],
  spreads: ["list_splat", "dictionary_splat"],
  imports: ["import_statement", "import_from_statement", "future_import_statement"],
  prologue: (text) => /^[rRuU]?["']/.test(text),
  joined: "concatenated_string",
};
const SCRIPT: Names = {
  calls: ["call_expression", "new_expression"],
  callees: ["function", "constructor"],
  lists: ["array"],
  objects: ["object"],
  texts: ["string", "template_string"],
  blocks: ["program", "statement_block", "switch_case", "switch_default"],
  members: ["member_expression"],
  spreads: ["spread_element"],
  imports: ["import_statement"],
  prologue: (text) => /^(["'])use [a-z ]+\1;?$/.test(text),
};

/** The constructs of a tree that has just been read. */
export function readConstructs(tree: FlatTree, grammar: Grammar, text: string): Constructs {
  const names = grammar.name === "python" ? PYTHON : SCRIPT;
  const reader = new ConstructReader(tree, grammar, text, names);
  for (let node = 0; node < tree.n; node++) reader.visit(node);
  return reader.finish();
}

class ConstructReader {
  private readonly calls: CallSyntax[] = [];
  private readonly objects: ObjectSyntax[] = [];
  private readonly lists: ListSyntax[] = [];
  private readonly texts: TextSyntax[] = [];
  private readonly joined: TextSyntax[] = [];
  private readonly sums: SumSyntax[] = [];
  private readonly statements: StatementSyntax[] = [];
  private readonly imports: Span[] = [];
  private readonly tree: FlatTree;
  private readonly grammar: Grammar;
  private readonly text: string;
  private readonly names: Names;
  private head = 0;
  private isHeadOpen = true;

  constructor(tree: FlatTree, grammar: Grammar, text: string, names: Names) {
    this.tree = tree;
    this.grammar = grammar;
    this.text = text;
    this.names = names;
  }

  visit(node: number): void {
    if (this.tree.named[node] !== 1) return;
    const type = this.typeOf(node);
    const { names } = this;
    if (names.calls.includes(type)) this.readCall(node);
    else if (names.objects.includes(type))
      this.objects.push({ ...this.span(node), entries: this.arguments(node), inner: this.inside(node) });
    else if (names.lists.includes(type))
      this.lists.push({
        ...this.span(node),
        items: this.children(node).map((kid) => this.span(kid)),
        inner: this.inside(node),
      });
    else if (names.texts.includes(type)) this.texts.push(this.readText(node));
    else if (names.joined === type) this.readJoined(node);
    else if (type === "binary_operator" || type === "binary_expression") this.readSum(node);
    else if (names.blocks.includes(type)) this.readBlock(node);
  }

  finish(): Constructs {
    const { calls, objects, lists, texts, joined, sums, statements, imports, head } = this;
    return { calls, objects, lists, texts, joined, sums, statements, imports, head };
  }

  private readCall(node: number): void {
    const callee = this.names.callees.map((name) => this.field(node, name)).find((kid) => kid >= 0) ?? -1;
    const list = this.field(node, "arguments");
    // `tag`…``: its arguments are a template string.
    if (callee < 0 || list < 0 || this.text[this.tree.start[list] as number] !== "(") return;
    const receiver = this.names.members.includes(this.typeOf(callee)) ? this.field(callee, "object") : -1;
    this.calls.push({
      ...this.span(node),
      callee: this.span(callee),
      ...(receiver >= 0 ? { receiver: this.span(receiver) } : {}),
      isNew: this.typeOf(node) === "new_expression",
      args: this.arguments(list),
      inner: this.inside(list),
    });
  }

  /** Children that are arguments or entries. */
  private arguments(node: number): Argument[] {
    return this.children(node).map((kid) => {
      const type = this.typeOf(kid);
      const whole = this.span(kid);
      const value = this.field(kid, "value");
      if (type === "keyword_argument" || type === "pair") {
        const key = this.field(kid, type === "pair" ? "key" : "name");
        const name = key < 0 ? undefined : this.keyName(key);
        return {
          ...whole,
          ...(name === undefined ? {} : { name }),
          value: value < 0 ? whole : this.span(value),
          spread: false,
          shorthand: false,
        };
      }
      if (type === "shorthand_property_identifier")
        return { ...whole, name: this.textOf(kid), value: whole, spread: false, shorthand: true };
      return { ...whole, value: whole, spread: this.names.spreads.includes(type), shorthand: false };
    });
  }

  /** The constant name of a key: a word, or a plain text. */
  private keyName(node: number): string | undefined {
    const written = this.textOf(node);
    if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(written)) {
      // A bare word is a name in a script's object and in a keyword, a variable as the key of a Python dictionary.
      return this.typeOf(this.tree.parent[node] as number) === "pair" && this.names === PYTHON
        ? undefined
        : written;
    }
    return /^(["'])([^"'\\\n]*)\1$/.exec(written)?.[2];
  }

  private readJoined(node: number): void {
    const parts = this.children(node).map((kid) => this.readText(kid));
    const [open, close] = [parts[0]?.open ?? "", parts.at(-1)?.close ?? ""];
    this.joined.push({ ...this.span(node), open, close, pieces: parts.flatMap((part) => part.pieces) });
  }

  private readText(node: number): TextSyntax {
    const { start, end } = this.span(node);
    const kids = this.children(node);
    const written = this.text.slice(start, end);
    const open = /^[a-zA-Z]*("""|'''|"|'|`)/.exec(written)?.[0] ?? "";
    const close = /("""|'''|"|'|`)$/.exec(written)?.[0] ?? "";
    const pieces: TextPiece[] = [];
    let at = start + open.length;
    for (const kid of kids) {
      const type = this.typeOf(kid);
      if (type !== "interpolation" && type !== "template_substitution") continue;
      const hole = this.span(kid);
      if (hole.start > at) pieces.push({ kind: "text", start: at, end: hole.start });
      const inner = this.children(kid);
      const [first] = inner;
      if (first !== undefined)
        pieces.push({
          kind: "hole",
          ...hole,
          expression: this.span(first),
          formatted: inner.some((k) => /^(type_conversion|format_specifier)$/.test(this.typeOf(k))),
        });
      at = hole.end;
    }
    if (end - close.length > at) pieces.push({ kind: "text", start: at, end: end - close.length });
    return { start, end, open, close, pieces };
  }

  private readSum(node: number): void {
    const operator = this.operatorOf(node);
    if (operator !== "+" && operator !== "/") return;
    const parent = this.tree.parent[node] as number;
    if (parent >= 0 && this.operatorOf(parent) === operator && this.field(parent, "left") === node) return;
    const operands: Span[] = [];
    let at = node;
    while (this.operatorOf(at) === operator) {
      const right = this.field(at, "right");
      const left = this.field(at, "left");
      if (right < 0 || left < 0) return;
      operands.unshift(this.span(right));
      at = left;
    }
    operands.unshift(this.span(at));
    this.sums.push({ ...this.span(node), operator, operands });
  }
  private operatorOf(node: number): string {
    if (!/^binary_(operator|expression)$/.test(this.typeOf(node))) return "";
    const operator = this.field(node, "operator");
    return operator < 0 ? "" : this.textOf(operator);
  }

  private readBlock(node: number): void {
    const block = this.span(node);
    const isModule = this.tree.parent[node] === -1;
    for (const kid of this.children(node)) {
      const type = this.typeOf(kid);
      const span = this.span(kid);
      this.statements.push({ ...span, block });
      if (!isModule) continue;
      if (this.names.imports.includes(type)) {
        this.imports.push(span);
        this.isHeadOpen = false;
      } else if (this.isHeadOpen && (type === "hash_bang_line" || this.names.prologue(this.textOf(kid))))
        this.head = span.end;
      else this.isHeadOpen = false;
    }
  }

  private typeOf(node: number): string {
    return this.grammar.typeName(this.tree.type[node] as number);
  }
  private span(node: number): Span {
    return { start: this.tree.start[node] as number, end: this.tree.end[node] as number };
  }
  private textOf(node: number): string {
    return this.text.slice(this.tree.start[node], this.tree.end[node]);
  }
  /** Between the brackets of a node. */
  private inside(node: number): Span {
    const { start, end } = this.span(node);
    return { start: start + 1, end: end - 1 };
  }
  private field(node: number, name: string): number {
    const id = this.grammar.fieldId(name);
    const end = this.tree.next[node] as number;
    for (let kid = node + 1; kid < end; kid = this.tree.next[kid] as number)
      if (this.tree.field[kid] === id) return kid;
    return -1;
  }
  /** Named children but comments. */
  private children(node: number): number[] {
    const out: number[] = [];
    const end = this.tree.next[node] as number;
    for (let kid = node + 1; kid < end; kid = this.tree.next[kid] as number)
      if (this.tree.named[kid] === 1 && !/^(comment|line_continuation)$/.test(this.typeOf(kid)))
        out.push(kid);
    return out;
  }
}
