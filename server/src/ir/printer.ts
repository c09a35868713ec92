import { Bin, CallFlag, Conv, Op, STRIDE } from "./ops.ts";
import { type FileIR, FuncFlag, type FuncIR, type ParamIR, type TypeExpr } from "./types.ts";

/**
 * Prints a file's IR for people and tests. Constants and global names stand where they are used ("text", @print),
 * variables are v0, v1, …, the other temporaries t0, t1, … in the order in which they are written.
 */
export function printFile(file: FileIR): string {
  const out: string[] = [];
  for (const text of file.directives) out.push(`directive ${JSON.stringify(text)}`);
  for (const entry of file.typeNames) out.push(`type ${entry.name} = ${printType(entry.type)}`);
  for (const func of file.funcs) out.push(...printFunc(file, func));
  for (const entry of file.exports) {
    if (entry.kind === "local") out.push(`export ${entry.name}@v${entry.reg}`);
    else if (entry.kind === "from")
      out.push(`export ${entry.name} from ${JSON.stringify(entry.specifier)} ${entry.imported}`);
    else out.push(`export * from ${JSON.stringify(entry.specifier)}`);
  }
  if (file.cjsExports >= 0) out.push(`module.exports@v${file.cjsExports}`);
  for (const problem of file.problems) out.push(`problem ${problem.message} ${problem.start}-${problem.end}`);
  return out.join("\n");
}

/** Prints one function: a head line, then its rows, indented by region. */
export function printFunc(file: FileIR, func: FuncIR): string[] {
  const out = [head(file, func)];
  if (func.doc !== undefined) out.push(`  doc ${JSON.stringify(func.doc)}`);
  for (const text of func.directives) out.push(`  directive ${JSON.stringify(text)}`);
  if (func.names.length > 0) out.push(`  names ${func.names.map((n) => `${n.name}@v${n.reg}`).join(" ")}`);
  printRows({ file, func, out, shown: new Map(), temps: 0 }, 0, func.ops.length / STRIDE, "  ");
  return out;
}

/** Prints a type as written. */
export function printType(type: TypeExpr): string {
  switch (type.kind) {
    case "name":
      return type.args.length > 0 ? `${type.path}[${type.args.map(printType).join(", ")}]` : type.path;
    case "union":
      return type.of.map(printType).join(" | ");
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `${printType(type.of)}[]`;
    case "class":
      return `class ${type.cls}`;
    case "record":
      return `{${type.fields.map((f) => `${f.name}${f.optional ? "?" : ""}: ${printType(f.type)}`).join(", ")}}`;
    case "unknown":
      return "?";
  }
}

interface Print {
  file: FileIR;
  func: FuncIR;
  out: string[];
  /** How a temporary is shown. */
  shown: Map<number, string>;
  temps: number;
}

function head(file: FileIR, func: FuncIR): string {
  const flags = Object.entries(FuncFlag).flatMap(([name, bit]) =>
    (func.flags & bit) !== 0 ? [` ${name}`] : [],
  );
  const captures = func.captures.map((c) => ` v${c.inner}<-v${c.outer}${c.written ? "!" : ""}`);
  const cls = func.cls >= 0 ? file.classes[func.cls] : undefined;
  let text = func.kind === "module" ? "module" : `${func.kind} ${func.qual}`;
  if (func.kind === "classBody" && cls !== undefined) {
    if (cls.bases.length > 0) text += ` bases ${cls.bases.map(printType).join(", ")}`;
    for (const f of cls.fields)
      text += ` ${f.static ? "static " : ""}field ${f.name}${f.type === undefined ? "" : `: ${printType(f.type)}`}`;
    if (cls.contract !== undefined) text += ` contract ${cls.contract.join(", ")}`;
    if (cls.exported) text += " exported";
  } else if (func.kind !== "module") text += `(${func.params.map(printParam).join(", ")})`;
  if (func.returnType !== undefined) text += ` -> ${printType(func.returnType)}`;
  return text + flags.join("") + (captures.length > 0 ? ` captures${captures.join("")}` : "");
}

function printParam(param: ParamIR): string {
  const mark = { pos: "", key: "key ", rest: "*", restKey: "**", this: "this " }[param.kind];
  const type = param.type === undefined ? "" : `: ${printType(param.type)}`;
  return `${mark}${param.name}${param.optional ? "?" : ""}@v${param.reg}${type}`;
}

const binNames = Object.keys(Bin);
const cmpSigns = ["==", "!=", "<", "<=", ">", ">="];
const listMarks = ["[]", "()", "{}"] as const;

function printRows(print: Print, from: number, to: number, indent: string): void {
  const { file, func, out } = print;
  const { ops, extra } = func;
  const reg = (r: number): string =>
    r < 0 ? "none" : r < func.nVar ? `v${r}` : (print.shown.get(r) ?? `?${r}`);
  const sym = (s: number): string => file.strings[s] ?? "?";
  const at = (i: number): number => extra[i] ?? 0;
  const list = (x: number, width: number): number[][] =>
    Array.from({ length: at(x) }, (_, i) =>
      Array.from({ length: width }, (_, k) => at(x + 1 + i * width + k)),
    );
  const literal = (c: number): string => JSON.stringify(file.consts[c] ?? null);
  const args = (x: number): string => {
    const flags = at(x + 1);
    const parts: string[] = [];
    let p = x + 4;
    for (let i = 0; i < at(x + 2); i++, p += 2) parts.push(`${at(p) === 1 ? "*" : ""}${reg(at(p + 1))}`);
    for (let i = 0; i < at(x + 3); i++, p += 2)
      parts.push(at(p) < 0 ? `**${reg(at(p + 1))}` : `${sym(at(p))}=${reg(at(p + 1))}`);
    return `(${parts.join(", ")})${(flags & CallFlag.tagged) !== 0 ? " tagged" : ""}${(flags & CallFlag.optional) !== 0 ? " optional" : ""}`;
  };
  for (let row = from; row < to; row++) {
    const p = row * STRIDE;
    const [op = 0, dst = -1, a = -1, b = -1, x = -1] = ops.subarray(p, p + STRIDE);
    const put = (text: string): void => {
      if (dst >= func.nVar) print.shown.set(dst, `t${print.temps++}`);
      out.push(`${indent}${dst >= 0 ? `${reg(dst)} = ` : ""}${text}`);
    };
    const region = (label: string, first: number, count: number): void => {
      if (label !== "") out.push(indent + label);
      printRows(print, first, first + count, `${indent}  `);
    };
    switch (op) {
      case Op.const:
        if (dst >= func.nVar) print.shown.set(dst, literal(a));
        else put(literal(a));
        break;
      case Op.global:
        if (dst >= func.nVar) print.shown.set(dst, `@${sym(a)}`);
        else put(`@${sym(a)}`);
        break;
      case Op.move:
        put(reg(a));
        break;
      case Op.setGlobal:
        put(`@${sym(a)} = ${reg(b)}`);
        break;
      case Op.import: {
        const entry = file.imports[a];
        put(`import ${JSON.stringify(entry?.specifier)} ${entry?.name}${entry?.typeOnly ? " type" : ""}`);
        break;
      }
      case Op.this:
        put("this");
        break;
      case Op.super:
        put("super");
        break;
      case Op.func:
        put(`func ${file.funcs[a]?.qual}`);
        break;
      case Op.class:
        put(
          `class ${file.classes[a]?.qual}(${list(x, 1)
            .map(([r = -1]) => reg(r))
            .join(", ")})`,
        );
        break;
      case Op.regex:
        put(`/${String(file.consts[a])}/${b < 0 ? "" : String(file.consts[b])}`);
        break;
      case Op.dflt:
        out.push(`${indent}${reg(dst)} ?= ${reg(a)}`);
        break;
      case Op.annotate:
        put(`${reg(a)} as ${printType(file.types[b] ?? { kind: "unknown" })}`);
        break;
      case Op.record:
        put(
          `{${list(x, 2)
            .map(([k = -1, v = -1]) => (k < 0 ? `**${reg(v)}` : `${reg(k)}: ${reg(v)}`))
            .join(", ")}}`,
        );
        break;
      case Op.list: {
        const marks = listMarks[b] ?? "[]";
        put(
          marks[0] +
            list(x, 2)
              .map(([s, v = -1]) => `${s === 1 ? "*" : ""}${reg(v)}`)
              .join(", ") +
            marks[1],
        );
        break;
      }
      case Op.member:
        put(`${reg(a)}.${sym(b)}`);
        break;
      case Op.setMember:
        put(`${reg(a)}.${sym(b)} = ${reg(x)}`);
        break;
      case Op.index:
        put(`${reg(a)}[${reg(b)}]`);
        break;
      case Op.setIndex:
        put(`${reg(a)}[${reg(b)}] = ${reg(x)}`);
        break;
      case Op.slice:
        put(`${reg(a)}[${at(x) < 0 ? "" : reg(at(x))}:${at(x + 1) < 0 ? "" : reg(at(x + 1))}]`);
        break;
      case Op.del:
        put(`del ${reg(a)}[${reg(b)}]`);
        break;
      case Op.text:
        put(
          `text(${list(x, 2)
            .map(([c, r = -1]) => (c === Conv.repr ? "repr " : c === Conv.number ? "number " : "") + reg(r))
            .join(", ")})`,
        );
        break;
      case Op.call:
        put(
          `${(at(x + 1) & CallFlag.new) !== 0 ? "new " : ""}${reg(a)}${args(x)}${b < 0 ? "" : ` on ${reg(b)}`}`,
        );
        break;
      case Op.invoke:
        put(`${reg(a)}.${sym(b)}${args(x)}`);
        break;
      case Op.await:
        put(`await ${reg(a)}`);
        break;
      case Op.yield:
        put(`yield${b === 1 ? " from" : ""} ${reg(a)}`);
        break;
      case Op.iter:
        put(`${b === 1 ? "keys" : "iter"} ${reg(a)}`);
        break;
      case Op.enter:
        put(`enter ${reg(a)}`);
        break;
      case Op.decorate:
        put(`decorate ${reg(a)} with ${reg(b)}`);
        break;
      case Op.cmp:
        put(`${reg(a)} ${cmpSigns[x] ?? "?"} ${reg(b)}`);
        break;
      case Op.not:
        put(`not ${reg(a)}`);
        break;
      case Op.isType:
        put(`${reg(a)} is ${reg(b)}`);
        break;
      case Op.typeof:
        put(`typeof ${reg(a)}`);
        break;
      case Op.has:
        put(`${reg(a)} in ${reg(b)}`);
        break;
      case Op.if:
        region(`if ${reg(a)}`, row + 1, b);
        if (x > 0) region("else", row + 1 + b, x);
        row += b + x;
        break;
      case Op.loop:
        region(b === 1 ? "forever" : "loop", row + 1, a);
        row += a;
        break;
      case Op.block:
        region("block", row + 1, a);
        row += a;
        break;
      case Op.try:
        region("try", row + 1, a);
        if (b > 0) region(dst < 0 ? "catch" : `catch ${reg(dst)}`, row + 1 + a, b);
        if (x > 0) region("finally", row + 1 + a + b, x);
        row += a + b + x;
        break;
      case Op.break:
        put(`break ${a}`);
        break;
      case Op.continue:
        put(`continue ${a}`);
        break;
      case Op.return:
        put(a < 0 ? "return" : `return ${reg(a)}`);
        break;
      case Op.throw:
        put(a < 0 ? "throw" : `throw ${reg(a)}`);
        break;
      case Op.assert:
        put(`assert ${reg(a)}`);
        break;
      case Op.jsx: {
        const props = list(x, 2).map(([k = -1, v = -1]) => (k < 0 ? ` **${reg(v)}` : ` ${sym(k)}=${reg(v)}`));
        const children = list(x + 1 + at(x) * 2, 1).map(([r = -1]) => reg(r));
        put(`<${reg(b)}${props.join("")}>${children.length > 0 ? ` ${children.join(", ")}` : ""}`);
        break;
      }
      case Op.binary:
        put(`${reg(a)} ${binNames[x] ?? "?"} ${reg(b)}`);
        break;
      case Op.unary:
        put(`unary ${reg(a)}`);
        break;
      case Op.opaque:
        put(
          `opaque(${list(x, 1)
            .map(([r = -1]) => reg(r))
            .join(", ")})`,
        );
        break;
      default:
        put(`op${op} ${a} ${b} ${x}`);
    }
  }
}
