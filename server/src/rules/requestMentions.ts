import { type Program, type Site, siteOf } from "../flow/program.ts";
import { Cmp, Op, STRIDE } from "../ir/ops.ts";
import type { ClassIR, FileIR, FuncIR } from "../ir/types.ts";
import { definedAt } from "./places.ts";

/** A place that names a request of a protocol: it waits for it, or sends it. */
export interface Mention {
  /** "" where a request is sent whose name is not written there. */
  request: string;
  side: "served" | "called";
  path: string;
  /** The class around it, else its function; undefined at the top of a file. */
  around: { name: string; start: number; end: number } | undefined;
  isMethod: boolean;
  site: Site;
}

/** Where the program itself speaks a protocol of requests with these names; files that import one of the modules do not count. */
export function requestMentions(
  program: Program,
  names: readonly string[],
  modules: readonly string[],
): Mention[] {
  return program.funcs.flatMap(({ ir, file: at }, gid) => {
    const file = program.file(at);
    const mentions = mentionsIn(file, ir, names);
    if (mentions.length === 0 || usesPackage(file, modules)) return [];
    const owner = classOf(file, ir);
    const site = siteOf(owner === undefined ? gid : program.gid(at, owner.body), 0);
    const around = owner ?? (ir.kind === "module" ? undefined : ir);
    return mentions.map((mention) => ({
      ...mention,
      path: file.path,
      around,
      isMethod: owner !== undefined,
      site,
    }));
  });
}

/** A package speaks the protocol for this file; what it makes is known. */
function usesPackage(file: FileIR, modules: readonly string[]): boolean {
  return file.imports.some(({ specifier }) =>
    modules.some(
      (root) => specifier === root || specifier.startsWith(`${root}/`) || specifier.startsWith(`${root}.`),
    ),
  );
}

/** The class around a function. */
function classOf(file: FileIR, ir: FuncIR): ClassIR | undefined {
  for (let at: FuncIR | undefined = ir; at !== undefined; at = file.funcs[at.parent])
    if (at.cls >= 0) return file.classes[at.cls];
  return undefined;
}

type Said = Pick<Mention, "request" | "side">;

function mentionsIn(file: FileIR, ir: FuncIR, names: readonly string[]): Said[] {
  if (
    !file.consts.some((value) => typeof value === "string" && (names.includes(value) || value === "jsonrpc"))
  )
    return [];
  const constant = (register: number): string => {
    const row = definedAt(ir)[register] ?? -1;
    const isConst = row >= 0 && ir.ops[row * STRIDE] === Op.const;
    const value = isConst ? file.consts[ir.ops[row * STRIDE + 2] as number] : undefined;
    return typeof value === "string" ? value : "";
  };
  const isFunction = (register: number): boolean =>
    ir.ops[(definedAt(ir)[register] ?? 0) * STRIDE] === Op.func;
  const out: Said[] = [];
  const add = (register: number, side: Mention["side"]): void => {
    const request = constant(register);
    if (names.includes(request)) out.push({ request, side });
  };
  for (let at = 0; at < ir.ops.length; at += STRIDE) {
    const [op = 0, , a = -1, b = -1, x = -1] = ir.ops.subarray(at, at + STRIDE);
    const operand = (i: number): number => ir.extra[x + i] ?? -1;
    switch (op) {
      case Op.cmp:
        if (x === Cmp.eq) for (const side of [a, b]) add(side, "served");
        break;
      case Op.setIndex:
        add(b, "served");
        break;
      case Op.record: {
        const keys = Array.from({ length: operand(0) }, (_, i) => constant(operand(1 + 2 * i)));
        for (const [i, key] of keys.entries()) {
          add(operand(1 + 2 * i), "served");
          if (key !== "method") continue;
          const name = constant(operand(2 + 2 * i));
          if (names.includes(name) || (name === "" && keys.includes("jsonrpc")))
            out.push({ request: name, side: "called" });
        }
        break;
      }
      case Op.call:
      case Op.invoke: {
        const given = Array.from({ length: operand(2) + operand(3) }, (_, i) => operand(5 + 2 * i));
        const side = given.some(isFunction) ? "served" : "called";
        for (const register of given) add(register, side);
        break;
      }
    }
  }
  return out;
}
