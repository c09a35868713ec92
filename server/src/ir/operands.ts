import { Op, STRIDE } from "./ops.ts";
import type { FuncIR } from "./types.ts";

/** Registers that a row makes its result of. */
export function operands(ir: FuncIR, row: number): number[] {
  const at = row * STRIDE;
  const [op = 0, , a = -1, b = -1, x = -1] = ir.ops.slice(at, at + STRIDE);
  switch (op) {
    case Op.move:
    case Op.member:
    case Op.await:
    case Op.not:
    case Op.typeof:
    case Op.annotate:
    case Op.iter:
    case Op.slice:
    case Op.unary:
      return [a];
    case Op.index:
    case Op.cmp:
    case Op.has:
    case Op.isType:
    case Op.binary:
      return [a, b];
    case Op.call:
    case Op.invoke: {
      const n = (ir.extra[x + 2] as number) + (ir.extra[x + 3] as number);
      return [a, ...Array.from({ length: n }, (_, i) => ir.extra[x + 5 + 2 * i] as number)];
    }
    case Op.text:
    case Op.list:
    case Op.record: {
      const n = ir.extra[x] as number;
      return Array.from({ length: n }, (_, i) => ir.extra[x + 2 + 2 * i] as number);
    }
    default:
      return [];
  }
}

/** Registers that a row reads, for whatever purpose. */
export function registersRead(ir: FuncIR, row: number): number[] {
  const at = row * STRIDE;
  const [op = 0, , a = -1, b = -1, x = -1] = ir.ops.slice(at, at + STRIDE);
  switch (op) {
    case Op.return:
    case Op.throw:
    case Op.yield:
    case Op.enter:
    case Op.if:
    case Op.assert:
      return [a].filter((reg) => reg >= 0);
    case Op.decorate:
      return [a, b];
    case Op.setMember:
      return [x];
    case Op.setIndex:
      return [b, x];
    case Op.setGlobal:
      return [b];
    case Op.opaque:
      return Array.from(
        { length: x < 0 ? 0 : (ir.extra[x] as number) },
        (_, i) => ir.extra[x + 1 + i] as number,
      );
    case Op.jsx: {
      const props = ir.extra[x] as number;
      const children = ir.extra[x + 1 + 2 * props] as number;
      return [
        ...Array.from({ length: props }, (_, i) => ir.extra[x + 2 + 2 * i] as number),
        ...Array.from({ length: children }, (_, i) => ir.extra[x + 2 + 2 * props + i] as number),
      ];
    }
    default:
      return operands(ir, row);
  }
}
