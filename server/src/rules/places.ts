import type { Place } from "../findings/finding.ts";
import { PARAM_ROW, type Program, type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";

const definitions = new WeakMap<FuncIR, Int32Array>();

/** Row that defines each register (the last one for variables). */
export function definedAt(ir: FuncIR): Int32Array {
  let rows = definitions.get(ir);
  if (!rows) {
    rows = new Int32Array(ir.nReg).fill(-1);
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const dst = ir.ops[row * STRIDE + 1] as number;
      if (dst >= 0 && dst < rows.length) rows[dst] = row;
    }
    definitions.set(ir, rows);
  }
  return rows;
}
function spanOfRow(ir: FuncIR, row: number): { start: number; end: number } {
  return { start: ir.spans[row * 2] ?? ir.start, end: ir.spans[row * 2 + 1] ?? ir.end };
}

/** Where an operation stands in the text. */
export function placeOf(program: Program, site: Site): Place {
  const { file, ir } = program.func(siteFunc(site));
  const { path } = program.file(file);
  const row = siteRow(site);
  if (row >= PARAM_ROW) return { path, start: ir.start, end: ir.end };
  return { path, ...spanOfRow(ir, row) };
}

/** Where an argument, an entry or an assigned value of an operation stands. */
export function placeOfOperand(program: Program, site: Site, arg: string): Place {
  const { file, ir } = program.func(siteFunc(site));
  const { path } = program.file(file);
  const row = siteRow(site);
  const whole = placeOf(program, site);
  if (row >= PARAM_ROW || arg === "") return whole;
  const reg = operandRegister(program, site, arg);
  if (reg === undefined) return whole;
  const isTemp = reg >= ir.nVar;
  const at = definedAt(ir)[reg] ?? -1;
  if (isTemp && at >= 0) {
    const [, rest = ""] = /^[^.]*\.(.*)$/.exec(arg) ?? [];
    if (rest !== "" && ir.ops[at * STRIDE] === Op.record)
      return placeOfOperand(program, siteFunc(site) * (1 << 20) + at, rest);
    return { path, ...spanOfRow(ir, at) };
  }
  // A bare variable leaves no row of its own; the key beside it is on the same line as a rule.
  const key = keyRegister(program, site, arg);
  if (key !== undefined) {
    const keyRow = definedAt(ir)[key] ?? -1;
    if (keyRow >= 0) return { path, ...spanOfRow(ir, keyRow) };
  }
  const [, rest = ""] = /^[^.]*\.(.*)$/.exec(arg) ?? [];
  if (rest !== "" && at >= 0 && ir.ops[at * STRIDE] === Op.move) {
    const from = ir.ops[at * STRIDE + 2] as number;
    const recordRow = definedAt(ir)[from] ?? -1;
    if (recordRow >= 0 && ir.ops[recordRow * STRIDE] === Op.record)
      return placeOfOperand(program, siteFunc(site) * (1 << 20) + recordRow, rest);
  }
  return whole;
}

/** Name of the parameter that is handed on there as it is. */
export function parameterOperand(program: Program, site: Site, arg: string): string | undefined {
  if (site < 0 || siteRow(site) >= PARAM_ROW || arg === "") return undefined;
  const { ir } = program.func(siteFunc(site));
  let reg = operandRegister(program, site, arg) ?? -1;
  for (let row = definedAt(ir)[reg] ?? -1; reg >= ir.nVar && ir.ops[row * STRIDE] === Op.move; ) {
    reg = ir.ops[row * STRIDE + 2] as number;
    row = definedAt(ir)[reg] ?? -1;
  }
  return ir.params.find((p) => p.reg === reg)?.name;
}

/** The operand is a constant written there. */
export function isConstantOperand(program: Program, site: Site, arg: string): boolean {
  if (siteRow(site) >= PARAM_ROW) return false;
  const { ir } = program.func(siteFunc(site));
  const row = definedAt(ir)[operandRegister(program, site, arg) ?? -1] ?? -1;
  return row >= 0 && ir.ops[row * STRIDE] === Op.const;
}

/** The constant text written there. */
export function constantOperand(program: Program, site: Site, arg: string): string | undefined {
  if (site < 0 || siteRow(site) >= PARAM_ROW) return undefined;
  const { ir, file } = program.func(siteFunc(site));
  const reg = operandRegister(program, site, arg);
  const row = definedAt(ir)[reg ?? -1] ?? -1;
  if (row < 0 || ir.ops[row * STRIDE] !== Op.const) return undefined;
  const value = program.file(file).consts[ir.ops[row * STRIDE + 2] as number];
  return typeof value === "string" ? value : undefined;
}

/** The operation that makes an operand; undefined for what comes from elsewhere. */
export function operandSite(program: Program, site: Site, arg: string): Site | undefined {
  if (site < 0 || siteRow(site) >= PARAM_ROW) return undefined;
  const { ir } = program.func(siteFunc(site));
  const row = definedAt(ir)[operandRegister(program, site, arg) ?? -1] ?? -1;
  return row < 0 ? undefined : siteOf(siteFunc(site), row);
}

/** Every record that is written down somewhere in the program, and every call that names its arguments. */
export function writtenSites(program: Program): Site[] {
  return program.funcs.flatMap(({ ir }, gid) => {
    const out: Site[] = [];
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const op = ir.ops[row * STRIDE];
      const isNamed =
        (op === Op.call || op === Op.invoke) &&
        (ir.extra[(ir.ops[row * STRIDE + 4] as number) + 3] as number) > 1;
      if (op === Op.record || isNamed) out.push(siteOf(gid, row));
    }
    return out;
  });
}

/** The constant keys of a record that is written at a site, the names of arguments of a call; empty for any other operation. */
export function writtenKeys(program: Program, site: Site): string[] {
  if (site < 0 || siteRow(site) >= PARAM_ROW) return [];
  const { ir, file } = program.func(siteFunc(site));
  const at = siteRow(site) * STRIDE;
  const x = ir.ops[at + 4] as number;
  const { consts, strings } = program.file(file);
  if (ir.ops[at] === Op.call || ir.ops[at] === Op.invoke) {
    const first = x + 4 + 2 * (ir.extra[x + 2] as number);
    return Array.from(
      { length: ir.extra[x + 3] as number },
      (_, i) => strings[ir.extra[first + 2 * i] as number] ?? "",
    );
  }
  if (ir.ops[at] !== Op.record) return [];
  return Array.from({ length: ir.extra[x] as number }, (_, i) => {
    const row = definedAt(ir)[ir.extra[x + 1 + 2 * i] as number] ?? -1;
    const key =
      row < 0 || ir.ops[row * STRIDE] !== Op.const ? undefined : consts[ir.ops[row * STRIDE + 2] as number];
    return typeof key === "string" ? key : "";
  }).filter((key) => key !== "");
}

export function isCall(program: Program, site: Site): boolean {
  const op = program.func(siteFunc(site)).ir.ops[siteRow(site) * STRIDE];
  return op === Op.call || op === Op.invoke;
}

/** What is written there is one of the elements of a list. */
export function isInList(program: Program, site: Site): boolean {
  const { ir } = program.func(siteFunc(site));
  const own = ir.ops[siteRow(site) * STRIDE + 1] as number;
  for (let row = siteRow(site) + 1; row * STRIDE < ir.ops.length; row++) {
    if (ir.ops[row * STRIDE] !== Op.list) continue;
    const x = ir.ops[row * STRIDE + 4] as number;
    const n = ir.extra[x] as number;
    for (let i = 0; i < n; i++) if (ir.extra[x + 2 + 2 * i] === own) return true;
  }
  return false;
}

/** Name of what an operand is, as written: the variable, or undefined. */
function operandRegister(program: Program, site: Site, arg: string): number | undefined {
  const { file, ir } = program.func(siteFunc(site));
  const row = siteRow(site);
  const at = row * STRIDE;
  const x = ir.ops[at + 4] as number;
  const [head = ""] = arg.split(".");
  const { strings, consts } = program.file(file);
  switch (ir.ops[at]) {
    case Op.setMember:
    case Op.setIndex:
      return x;
    case Op.record: {
      const n = ir.extra[x] as number;
      let found: number | undefined;
      for (let i = 0; i < n; i++) {
        const key = ir.extra[x + 1 + 2 * i] as number;
        if (key < 0) continue;
        const keyRow = definedAt(ir)[key] ?? -1;
        if (
          keyRow >= 0 &&
          ir.ops[keyRow * STRIDE] === Op.const &&
          consts[ir.ops[keyRow * STRIDE + 2] as number] === head
        )
          found = ir.extra[x + 2 + 2 * i];
      }
      return found;
    }
    case Op.call:
    case Op.invoke: {
      const nPos = ir.extra[x + 2] as number;
      const nKey = ir.extra[x + 3] as number;
      if (/^\d+$/.test(head)) {
        const i = Number(head);
        return i < nPos ? ir.extra[x + 4 + 2 * i + 1] : undefined;
      }
      for (let i = 0; i < nKey; i++) {
        const sym = ir.extra[x + 4 + 2 * nPos + 2 * i] as number;
        if (sym >= 0 && strings[sym] === head) return ir.extra[x + 4 + 2 * nPos + 2 * i + 1];
      }
      // A message or template made by this call: the last argument holds the text.
      if (["content", "text", "role", "parts"].includes(head))
        return nKey > 0
          ? ir.extra[x + 4 + 2 * nPos + 2 * (nKey - 1) + 1]
          : nPos > 0
            ? ir.extra[x + 4 + 2 * (nPos - 1) + 1]
            : undefined;
      return undefined;
    }
    case Op.jsx: {
      const n = ir.extra[x] as number;
      for (let i = 0; i < n; i++) {
        const sym = ir.extra[x + 1 + 2 * i] as number;
        if (sym >= 0 && strings[sym] === head) return ir.extra[x + 2 + 2 * i];
      }
      return undefined;
    }
    default:
      return undefined;
  }
}
function keyRegister(program: Program, site: Site, arg: string): number | undefined {
  const { file, ir } = program.func(siteFunc(site));
  const at = siteRow(site) * STRIDE;
  if (ir.ops[at] !== Op.record) return undefined;
  const x = ir.ops[at + 4] as number;
  const { consts } = program.file(file);
  const n = ir.extra[x] as number;
  for (let i = n - 1; i >= 0; i--) {
    const key = ir.extra[x + 1 + 2 * i] as number;
    const keyRow = key < 0 ? -1 : (definedAt(ir)[key] ?? -1);
    if (
      keyRow >= 0 &&
      ir.ops[keyRow * STRIDE] === Op.const &&
      consts[ir.ops[keyRow * STRIDE + 2] as number] === arg.split(".")[0]
    )
      return key;
  }
  return undefined;
}

/** Rows of the entry values when the operand is a record or a list written there. */
export function entriesBehind(
  program: Program,
  site: Site,
  arg: string,
  kind: typeof Op.record | typeof Op.list = Op.record,
): number[] {
  const { ir } = program.func(siteFunc(site));
  if (siteRow(site) >= PARAM_ROW || arg.includes(".")) return [];
  let reg = operandRegister(program, site, arg);
  for (let i = 0; i < 4 && reg !== undefined; i++) {
    const row = definedAt(ir)[reg] ?? -1;
    if (row < 0) return [];
    const op = ir.ops[row * STRIDE];
    if (op === Op.move || op === Op.await) {
      reg = ir.ops[row * STRIDE + 2];
      continue;
    }
    if (op !== kind) return [];
    const x = ir.ops[row * STRIDE + 4] as number;
    const out: number[] = [];
    for (let k = 0; k < (ir.extra[x] as number); k++) {
      const entry = ir.extra[x + 2 + 2 * k] as number;
      const at = definedAt(ir)[entry] ?? -1;
      // A bare variable in a list has no row of its own there.
      if (at >= 0 && (op === Op.record || entry >= ir.nVar)) out.push(at);
    }
    return out;
  }
  return [];
}
