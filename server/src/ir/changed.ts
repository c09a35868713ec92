import { Op, STRIDE } from "./ops.ts";
import { same } from "./same.ts";
import type { FileIR, FuncIR } from "./types.ts";

/**
 * Functions (by index) that do something else in another lowering of a file, where all that others see of the file stays as it
 * is: its functions, parameters, classes, imports, exports and types. Undefined where more changed than bodies.
 */
export function changedFunctions(before: FileIR, after: FileIR): Set<number> | undefined {
  if (before === after) return new Set();
  if (before.lang !== after.lang || before.funcs.length !== after.funcs.length) return undefined;
  if (!same(before.classes, after.classes) || !same(before.imports, after.imports)) return undefined;
  if (!same(before.typeNames, after.typeNames) || !same(before.directives, after.directives))
    return undefined;
  if (!same(exportsOf(before), exportsOf(after)) || before.cjsExports < 0 !== after.cjsExports < 0)
    return undefined;
  const changed = new Set<number>();
  for (const [local, old] of before.funcs.entries()) {
    const now = after.funcs[local] as FuncIR;
    if (!sameHead(old, now)) return undefined;
    if (!same(old.captures, now.captures)) {
      changed.add(local);
      changed.add(now.parent);
    } else if (!sameBody(before, old, after, now)) changed.add(local);
  }
  return changed;
}

/** Exports by name; the register of a local one is the module's own affair. */
const exportsOf = (file: FileIR): unknown =>
  file.exports.map((e) => (e.kind === "local" ? { kind: e.kind, name: e.name } : e));

function sameHead(a: FuncIR, b: FuncIR): boolean {
  return (
    a.name === b.name &&
    a.qual === b.qual &&
    a.kind === b.kind &&
    a.flags === b.flags &&
    a.parent === b.parent &&
    a.cls === b.cls &&
    same(a.params, b.params) &&
    same(a.returnType, b.returnType) &&
    same(a.directives, b.directives) &&
    a.names.length === b.names.length &&
    a.names.every(({ name }, i) => name === b.names[i]?.name)
  );
}

/** Numbers of rows and lists are compared as they are, but for those that stand for something in a table of the file. */
function sameBody(before: FileIR, a: FuncIR, after: FileIR, b: FuncIR): boolean {
  if (a.ops.length !== b.ops.length || a.extra.length !== b.extra.length) return false;
  if (a.nVar !== b.nVar || a.nReg !== b.nReg || a.nCell !== b.nCell || a.doc !== b.doc) return false;
  const sym = (m: number, n: number): boolean =>
    (m < 0 ? undefined : before.strings[m]) === (n < 0 ? undefined : after.strings[n]);
  const literal = (m: number, n: number): boolean =>
    (m < 0 ? undefined : before.consts[m]) === (n < 0 ? undefined : after.consts[n]);
  const named = new Uint8Array(b.extra.length);
  const pairs = (first: number, count: number): boolean => {
    for (let i = 0; i < count; i++) {
      const at = first + 2 * i;
      named[at] = 1;
      if (!sym(a.extra[at] as number, b.extra[at] as number)) return false;
    }
    return true;
  };
  for (let p = 0; p < b.ops.length; p += STRIDE) {
    const op = b.ops[p] as number;
    if (a.ops[p] !== op || a.ops[p + 1] !== b.ops[p + 1]) return false;
    const [ma = -1, mb = -1, mx = -1] = a.ops.subarray(p + 2, p + STRIDE);
    const [na = -1, nb = -1, x = -1] = b.ops.subarray(p + 2, p + STRIDE);
    if (mx !== x) return false;
    const isA =
      op === Op.global || op === Op.setGlobal
        ? sym(ma, na)
        : op === Op.const || op === Op.regex
          ? literal(ma, na)
          : ma === na;
    const isB =
      op === Op.member || op === Op.setMember || op === Op.invoke
        ? sym(mb, nb)
        : op === Op.regex
          ? literal(mb, nb)
          : op === Op.annotate
            ? same(before.types[mb], after.types[nb])
            : mb === nb;
    if (!isA || !isB) return false;
    const count = (at: number): number => b.extra[at] as number;
    if (op === Op.call || op === Op.invoke) {
      if (a.extra[x + 2] !== count(x + 2) || a.extra[x + 3] !== count(x + 3)) return false;
      if (!pairs(x + 4 + 2 * count(x + 2), count(x + 3))) return false;
    } else if (op === Op.jsx) {
      if (a.extra[x] !== count(x) || !pairs(x + 1, count(x))) return false;
    }
  }
  return b.extra.every((n, at) => named[at] === 1 || n === a.extra[at]);
}

/** Names of fields and of module variables that a function writes. */
export function writtenNames(file: FileIR, func: FuncIR): Set<string> {
  const out = new Set<string>();
  for (let p = 0; p < func.ops.length; p += STRIDE) {
    const op = func.ops[p];
    if (op === Op.setMember) out.add(`.${file.strings[func.ops[p + 3] as number] ?? ""}`);
    else if (op === Op.setGlobal) out.add(file.strings[func.ops[p + 2] as number] ?? "");
  }
  return out;
}
