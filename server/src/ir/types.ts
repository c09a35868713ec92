/** Index into {@link FileIR.strings}. */
export type Sym = number;
/** Register of a function: variables first (0..nVar-1), then temporaries, each written once. */
export type Reg = number;

export type Literal = string | number | boolean | null;
export type Lang = "py" | "ts";

/** A type as written, resolved by name only when somebody asks. Types find callees; they never prove safety. */
export type TypeExpr =
  | { kind: "name"; path: string; args: TypeExpr[] }
  | { kind: "union"; of: TypeExpr[] }
  | { kind: "literal"; value: Literal }
  | { kind: "array"; of: TypeExpr }
  /** An interface with methods, as a class of the file. */
  | { kind: "class"; cls: number }
  | { kind: "record"; fields: { name: string; type: TypeExpr; optional: boolean }[] }
  | { kind: "unknown" };

export type ParamKind = "pos" | "key" | "rest" | "restKey" | "this";

export interface ParamIR {
  /** Name as written; "" for a destructured parameter. */
  name: string;
  kind: ParamKind;
  /** The variable that holds the argument on entry. */
  reg: Reg;
  type?: TypeExpr;
  /** The parameter has a default value (see `Op.dflt`). */
  optional: boolean;
  settings?: readonly string[];
}

export interface CaptureIR {
  /** Register in the enclosing function. */
  outer: Reg;
  /** Register in this function that starts with the captured value. */
  inner: Reg;
  /** This function (or one inside it) assigns the variable. */
  written: boolean;
}

export type FuncKind = "module" | "function" | "method" | "lambda" | "classBody";

/** Bits of {@link FuncIR.flags}. */
export const FuncFlag = {
  async: 1,
  generator: 2,
  static: 4,
  ctor: 8,
  exported: 16,
  abstract: 32,
  getter: 64,
  setter: 128,
  classMethod: 256,
} as const;

export interface FuncIR {
  name: string;
  /** Path of names from the module, stable when lines move: "Agent.step", "ask.<lambda#2>". */
  qual: string;
  kind: FuncKind;
  flags: number;
  /** Index of the enclosing function in {@link FileIR.funcs}; -1 for the module. */
  parent: number;
  /** Index of the class whose member this is in {@link FileIR.classes}, else -1. */
  cls: number;
  params: ParamIR[];
  captures: CaptureIR[];
  returnType?: TypeExpr;
  /** Directives such as "use server" that open the body. */
  directives: string[];
  /** First paragraph of the docstring, where the language has one. */
  doc?: string;
  nVar: number;
  nReg: number;
  nCell: number;
  /** Rows of {@link STRIDE} numbers: op, dst, a, b, x. */
  ops: Int32Array;
  /** Operand lists; rows point into it with their x. */
  extra: Int32Array;
  /** Start and end offset per row (UTF-16). Never part of a hash or a summary. */
  spans: Int32Array;
  /** Names that other code can read from here: module variables, class attributes. */
  names: { name: string; reg: Reg }[];
  /** Span of the function's own name or head, for messages. */
  start: number;
  end: number;
}

export interface FieldIR {
  name: string;
  type?: TypeExpr;
  static: boolean;
  /** Names of the keywords given in its declaration: `Field(max_length=…)`, `Annotated[str, Query(max_length=…)]`. */
  settings?: readonly string[];
}

export interface ClassIR {
  name: string;
  qual: string;
  /** Function of kind "classBody" whose `names` are the class attributes and methods. */
  body: number;
  /** Base classes as written, for classes that cannot be resolved by value. */
  bases: TypeExpr[];
  /**
   * Names of methods where every class that has them is one of these (a TypeScript interface, `typing.Protocol`); the
   * class itself then has no code that runs.
   */
  contract?: string[];
  /** Annotated or declared fields in order (dataclass, pydantic, TypeScript). */
  fields: FieldIR[];
  exported: boolean;
  start: number;
  end: number;
}

export interface ImportIR {
  /** "openai", "./prompts", ".llm" (Python relative imports keep their dots). */
  specifier: string;
  /** Imported name; "*" for the module itself; "default" for a default import. */
  name: string;
  typeOnly: boolean;
  start: number;
  end: number;
}

export type ExportIR =
  | { kind: "local"; name: string; reg: Reg }
  | { kind: "from"; name: string; specifier: string; imported: string }
  | { kind: "star"; specifier: string };

export interface Problem {
  message: string;
  start: number;
  end: number;
}

export interface FileIR {
  path: string;
  lang: Lang;
  strings: string[];
  consts: Literal[];
  types: TypeExpr[];
  /** funcs[0] is the module's own code. */
  funcs: FuncIR[];
  classes: ClassIR[];
  imports: ImportIR[];
  exports: ExportIR[];
  /** CommonJS: register of the module function that holds `module.exports`, else -1. */
  cjsExports: Reg;
  /** Named types (interfaces, aliases, TypedDict-like) that are no classes. */
  typeNames: { name: string; type: TypeExpr }[];
  directives: string[];
  /** Start and end of each comment, in order. */
  comments: Int32Array;
  problems: Problem[];
}
