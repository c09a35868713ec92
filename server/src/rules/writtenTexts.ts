import { type Program, type Site, siteOf } from "../flow/program.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FileIR, FuncIR } from "../ir/types.ts";
import { definedAt } from "./places.ts";

/** Where texts are written that pass a test; of one with holes, what is written around them. */
export function writtenTexts(program: Program, isWanted: (text: string) => boolean): Site[] {
  return program.funcs.flatMap(({ ir, file: at }, gid) => {
    const file = program.file(at);
    const mayHold = file.consts.some((value) => typeof value === "string" && value.length > 2);
    return mayHold
      ? textsOf(file, ir).flatMap(([row, text]) => (isWanted(text) ? [siteOf(gid, row)] : []))
      : [];
  });
}

function textsOf(file: FileIR, ir: FuncIR): [row: number, text: string][] {
  const out = new Map<number, string>();
  for (let at = 0; at < ir.ops.length; at += STRIDE) {
    const row = at / STRIDE;
    if (ir.ops[at] === Op.const) {
      const value = file.consts[ir.ops[at + 2] as number];
      if (typeof value === "string") out.set(row, value);
    }
    if (ir.ops[at] !== Op.text) continue;
    const x = ir.ops[at + 4] as number;
    let whole = "";
    for (let i = 0; i < (ir.extra[x] as number); i++) {
      const part = definedAt(ir)[ir.extra[x + 2 + 2 * i] as number] ?? -1;
      whole += out.get(part) ?? "?";
      out.delete(part);
    }
    out.set(row, whole);
  }
  return [...out];
}
