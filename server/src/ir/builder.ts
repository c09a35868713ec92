import { CallFlag, Op, STRIDE } from "./ops.ts";
import type {
  ClassIR,
  FileIR,
  FuncIR,
  FuncKind,
  ImportIR,
  Lang,
  Literal,
  ParamIR,
  Reg,
  Sym,
  TypeExpr,
} from "./types.ts";

/** Temporaries are numbered from here while a function is built; `finish` moves them behind the variables. */
const TEMP_BASE = 1 << 24;

export interface Arg {
  reg: Reg;
  spread?: boolean;
}
export interface KeyArg {
  /** undefined for a keyword spread (`**kw`). */
  name: string | undefined;
  reg: Reg;
}

/** Collects one file's IR. Front ends call it; nothing else does. */
export class FileBuilder {
  readonly ir: FileIR;
  private readonly symbols = new Map<string, Sym>();
  private readonly literals = new Map<string, number>();

  constructor(path: string, lang: Lang) {
    this.ir = {
      path,
      lang,
      strings: [],
      consts: [],
      types: [],
      funcs: [],
      classes: [],
      imports: [],
      exports: [],
      cjsExports: -1,
      typeNames: [],
      directives: [],
      comments: new Int32Array(0),
      problems: [],
    };
  }

  sym(text: string): Sym {
    let id = this.symbols.get(text);
    if (id === undefined) {
      id = this.ir.strings.push(text) - 1;
      this.symbols.set(text, id);
    }
    return id;
  }

  literal(value: Literal): number {
    const key = `${typeof value}:${String(value)}`;
    let id = this.literals.get(key);
    if (id === undefined) {
      id = this.ir.consts.push(value) - 1;
      this.literals.set(key, id);
    }
    return id;
  }

  type(type: TypeExpr): number {
    return this.ir.types.push(type) - 1;
  }

  import(entry: ImportIR): number {
    return this.ir.imports.push(entry) - 1;
  }

  problem(message: string, start: number, end: number): void {
    this.ir.problems.push({ message, start, end });
  }

  /** Opens a function; its index in `funcs` is fixed now, its rows are stored by `finish`. */
  func(options: {
    name: string;
    qual: string;
    kind: FuncKind;
    parent: number;
    cls?: number;
    start: number;
    end: number;
  }): FuncBuilder {
    return new FuncBuilder(this, options);
  }

  /** Registers a class; `body` is the index of its classBody function. */
  class(entry: ClassIR): number {
    return this.ir.classes.push(entry) - 1;
  }
}

/** Collects one function's rows. Registers handed out stay valid until `finish`. */
export class FuncBuilder {
  readonly index: number;
  readonly file: FileBuilder;
  readonly ir: FuncIR;
  private readonly rows: number[] = [];
  private readonly lists: number[] = [];
  private readonly spanList: number[] = [];
  private temps = 0;

  constructor(
    file: FileBuilder,
    options: {
      name: string;
      qual: string;
      kind: FuncKind;
      parent: number;
      cls?: number;
      start: number;
      end: number;
    },
  ) {
    this.file = file;
    this.ir = {
      name: options.name,
      qual: options.qual,
      kind: options.kind,
      flags: 0,
      parent: options.parent,
      cls: options.cls ?? -1,
      params: [],
      captures: [],
      directives: [],
      nVar: 0,
      nReg: 0,
      nCell: 0,
      ops: new Int32Array(0),
      extra: new Int32Array(0),
      spans: new Int32Array(0),
      names: [],
      start: options.start,
      end: options.end,
    };
    this.index = file.ir.funcs.push(this.ir) - 1;
  }

  /** A new variable (joined at region ends). Use it too for the result of `a && b`, `?:` and the like. */
  variable(): Reg {
    return this.ir.nVar++;
  }
  /** A new temporary: written by exactly one row. */
  temp(): Reg {
    return TEMP_BASE + this.temps++;
  }
  /** A new allocation cell. */
  cell(): number {
    return this.ir.nCell++;
  }

  param(param: ParamIR): void {
    this.ir.params.push(param);
  }

  /** Makes variable `outer` of the parent readable here; returns the register. Call it once per captured variable. */
  capture(outer: Reg): Reg {
    const inner = this.variable();
    this.ir.captures.push({ outer, inner, written: false });
    return inner;
  }

  /** Appends a row and returns its number. */
  row(op: number, dst: number, a: number, b: number, x: number, start: number, end: number): number {
    this.rows.push(op, dst, a, b, x);
    this.spanList.push(start, end);
    return this.rows.length / STRIDE - 1;
  }

  get rowCount(): number {
    return this.rows.length / STRIDE;
  }

  const(value: Literal, start: number, end: number): Reg {
    const dst = this.temp();
    this.row(Op.const, dst, this.file.literal(value), -1, -1, start, end);
    return dst;
  }
  /** A row `dst = op(a, b, x)` with a fresh temporary. */
  value(op: number, a: number, b: number, x: number, start: number, end: number): Reg {
    const dst = this.temp();
    this.row(op, dst, a, b, x, start, end);
    return dst;
  }
  move(variable: Reg, from: Reg, start: number, end: number): void {
    this.row(Op.move, variable, from, -1, -1, start, end);
  }
  /** The same value with a place in the text: a bare variable leaves no row of its own. For arguments, entries, items. */
  placed(reg: Reg, start: number, end: number): Reg {
    return reg >= TEMP_BASE ? reg : this.value(Op.move, reg, -1, -1, start, end);
  }
  member(object: Reg, name: string, start: number, end: number): Reg {
    return this.value(Op.member, object, this.file.sym(name), -1, start, end);
  }
  list(numbers: readonly number[]): number {
    const at = this.lists.length;
    for (const n of numbers) this.lists.push(n);
    return at;
  }
  text(parts: readonly { reg: Reg; conv?: number }[], start: number, end: number): Reg {
    const x = this.list([parts.length, ...parts.flatMap((p) => [p.conv ?? 0, p.reg])]);
    return this.value(Op.text, -1, -1, x, start, end);
  }
  record(entries: readonly { key: Reg | undefined; value: Reg }[], start: number, end: number): Reg {
    const x = this.list([entries.length, ...entries.flatMap((e) => [e.key ?? -1, e.value])]);
    return this.value(Op.record, this.cell(), -1, x, start, end);
  }
  array(items: readonly Arg[], kind: 0 | 1 | 2, start: number, end: number): Reg {
    const x = this.list([items.length, ...items.flatMap((i) => [i.spread ? 1 : 0, i.reg])]);
    return this.value(Op.list, this.cell(), kind, x, start, end);
  }
  call(
    callee: Reg,
    receiver: Reg,
    args: readonly Arg[],
    keys: readonly KeyArg[],
    flags: number,
    start: number,
    end: number,
  ): Reg {
    return this.value(Op.call, callee, receiver, this.callList(args, keys, flags), start, end);
  }
  invoke(
    receiver: Reg,
    name: string,
    args: readonly Arg[],
    keys: readonly KeyArg[],
    flags: number,
    start: number,
    end: number,
  ): Reg {
    return this.value(Op.invoke, receiver, this.file.sym(name), this.callList(args, keys, flags), start, end);
  }
  opaque(operands: readonly Reg[], start: number, end: number): Reg {
    return this.value(Op.opaque, -1, -1, this.list([operands.length, ...operands]), start, end);
  }

  /** Emits `if cond` around two regions; either callback may emit nothing. */
  if(cond: Reg, then: () => void, otherwise: (() => void) | undefined, start: number, end: number): void {
    const head = this.row(Op.if, -1, cond, 0, 0, start, end);
    const first = this.rowCount;
    then();
    const second = this.rowCount;
    otherwise?.();
    this.rows[head * STRIDE + 3] = second - first;
    this.rows[head * STRIDE + 4] = this.rowCount - second;
  }
  loop(body: () => void, infinite: boolean, start: number, end: number): void {
    const head = this.row(Op.loop, -1, 0, infinite ? 1 : 0, -1, start, end);
    const first = this.rowCount;
    body();
    this.rows[head * STRIDE + 2] = this.rowCount - first;
  }
  block(body: () => void, start: number, end: number): void {
    const head = this.row(Op.block, -1, 0, -1, -1, start, end);
    const first = this.rowCount;
    body();
    this.rows[head * STRIDE + 2] = this.rowCount - first;
  }
  try(
    exception: Reg,
    body: () => void,
    handlers: () => void,
    last: () => void,
    start: number,
    end: number,
  ): void {
    const head = this.row(Op.try, exception, 0, 0, 0, start, end);
    const at = [this.rowCount];
    for (const region of [body, handlers, last]) {
      region();
      at.push(this.rowCount);
    }
    for (let i = 0; i < 3; i++) this.rows[head * STRIDE + 2 + i] = (at[i + 1] ?? 0) - (at[i] ?? 0);
  }

  /** Stores the rows. Nothing may be emitted afterwards. */
  finish(): void {
    const { ir } = this;
    const shift = ir.nVar - TEMP_BASE;
    const settle = (n: number): number => (n >= TEMP_BASE ? n + shift : n);
    ir.ops = Int32Array.from(this.rows, settle);
    ir.extra = Int32Array.from(this.lists, settle);
    ir.spans = Int32Array.from(this.spanList);
    ir.nReg = ir.nVar + this.temps;
    for (const name of ir.names) name.reg = settle(name.reg);
    for (const param of ir.params) param.reg = settle(param.reg);
  }

  private callList(args: readonly Arg[], keys: readonly KeyArg[], flags: number): number {
    const numbers = [this.cell(), flags, args.length, keys.length];
    for (const arg of args) numbers.push(arg.spread ? 1 : 0, arg.reg);
    for (const key of keys) numbers.push(key.name === undefined ? -1 : this.file.sym(key.name), key.reg);
    return this.list(numbers);
  }
}

/** Flags for {@link FuncBuilder.call}. */
export const callFlags = CallFlag;
