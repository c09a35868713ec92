/**
 * The written form of one file as far as an edit needs it, the same for all languages: calls with their arguments,
 * objects, lists, texts, statements. Offsets are UTF-16. Made on demand, for files that are about to be edited.
 */
export interface Span {
  start: number;
  end: number;
}

/** An argument of a call or an entry of an object: `name=value`, `name: value`, a bare value or a spread. */
export interface Argument extends Span {
  /** Absent for positional arguments, computed keys and spreads. */
  name?: string;
  value: Span;
  spread: boolean;
  /** `{ name }`: name and value are one word. */
  shorthand: boolean;
}

export interface CallSyntax extends Span {
  callee: Span;
  /** The object a method is called on. */
  receiver?: Span;
  isNew: boolean;
  args: Argument[];
  /** After the opening and before the closing parenthesis. */
  inner: Span;
}

export interface ObjectSyntax extends Span {
  entries: Argument[];
  inner: Span;
}

export interface ListSyntax extends Span {
  items: Span[];
  inner: Span;
}

/** A text literal; `pieces` in order: constant runs as written (escapes and all) and holes with their expression. */
export interface TextSyntax extends Span {
  /** What stands in front of the content and behind it: `f"`, `"""`, `` ` ``. */
  open: string;
  close: string;
  pieces: TextPiece[];
}
export type TextPiece =
  | ({ kind: "text" } & Span)
  | ({ kind: "hole"; expression: Span /** A conversion or a format follows. */; formatted: boolean } & Span);

/** Operands joined by `+` (or, for paths, by `/`), in order, flat. */
export interface SumSyntax extends Span {
  operator: "+" | "/";
  operands: Span[];
}

/** A statement in a block or a module. */
export interface StatementSyntax extends Span {
  /** Where its block begins and ends. */
  block: Span;
}

export interface Constructs {
  calls: CallSyntax[];
  objects: ObjectSyntax[];
  lists: ListSyntax[];
  texts: TextSyntax[];
  /** Texts that stand side by side and are one, with the pieces of all: `"a" f"{b}"`. Each is among the texts too. */
  joined: TextSyntax[];
  sums: SumSyntax[];
  statements: StatementSyntax[];
  /** Import statements of the module itself. */
  imports: Span[];
  /** Where an import goes when there is none: behind the shebang, comments, the docstring, directives. */
  head: number;
}
