import type { Program } from "../flow/program.ts";
import { operands } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { GATE_WORDS } from "./gateWords.ts";
import type { JudgeInput } from "./judge.ts";
import { definedAt } from "./places.ts";

/** Registers that are looked at from one place. */
const MAX_BEHIND = 60;
/** Module variables made of module variables. */
const MAX_MADE = 2;

/** What the code calls things: names and functions of the project behind a register, without running anything. */
export class NameFinder {
  private readonly input: JudgeInput;

  constructor(input: JudgeInput) {
    this.input = input;
  }

  namesBehind(
    gid: number,
    register: number,
    most = MAX_BEHIND,
    depth = 0,
  ): { names: string[]; functions: number[] } {
    const { program } = this.input;
    const { ir, file } = program.func(gid);
    const names: string[] = [];
    const functions: number[] = [];
    const queue = [register];
    const seen = new Set<number>();
    while (queue.length > 0 && seen.size < most) {
      const reg = queue.shift() as number;
      if (reg < 0 || seen.has(reg)) continue;
      seen.add(reg);
      const variable =
        ir.kind === "module" && reg < ir.nVar ? ir.names.find((n) => n.reg === reg)?.name : undefined;
      if (variable !== undefined) names.push(variable);
      const capture = ir.captures.find((c) => c.inner === reg);
      if (capture && ir.parent >= 0) {
        const outer = this.namesBehind(program.gid(file, ir.parent), capture.outer, 3);
        names.push(...outer.names);
        functions.push(...outer.functions);
      }
      const row = definedAt(ir)[reg] ?? -1;
      if (row < 0) continue;
      const op = ir.ops[row * STRIDE];
      if (op === Op.func) functions.push(program.gid(file, ir.ops[row * STRIDE + 2] as number));
      else if (op === Op.class) this.addClass(file, ir.ops[row * STRIDE + 2] as number, functions);
      else if (op === Op.global || op === Op.import || op === Op.member || op === Op.invoke) {
        const name = nameAt(program, file, ir, row);
        if (name !== "") names.push(name);
        if (op === Op.import) {
          const gate = this.gateOf(file, ir.ops[row * STRIDE + 2] as number);
          if (gate !== undefined) names.push(GATE_WORDS[gate]);
        }
        const found =
          op === Op.global
            ? this.resolve(file, name, 0)
            : op === Op.import
              ? this.resolveImport(file, ir.ops[row * STRIDE + 2] as number, 0)
              : undefined;
        if (found?.kind === "functions") functions.push(...found.gids);
        // What a module variable was made with: `const calm = rateLimit(…)`.
        if (found?.kind === "row" && most === MAX_BEHIND && depth < MAX_MADE)
          names.push(...this.namesBehind(found.gid, found.reg, most, depth + 1).names);
        // An object of a class of the project in a module variable: what its class can do.
        if (found?.kind === "row" && op === Op.global && most < MAX_BEHIND)
          functions.push(...this.methodsOf(found));
      }
      if (op === Op.decorate) queue.push(ir.ops[row * STRIDE + 2] as number);
      else queue.push(...operands(ir, row));
    }
    return { names, functions };
  }
  private methodsOf({ gid, reg }: { gid: number; reg: number }): number[] {
    const { ir } = this.input.program.func(gid);
    const row = definedAt(ir)[reg] ?? -1;
    const from = row >= 0 && ir.ops[row * STRIDE] === Op.move ? (ir.ops[row * STRIDE + 2] as number) : reg;
    const made = definedAt(ir)[from] ?? -1;
    if (made < 0 || ir.ops[made * STRIDE] !== Op.call) return [];
    return this.namesBehind(gid, ir.ops[made * STRIDE + 2] as number, 3).functions;
  }

  /** What a pack says that an imported function checks. */
  private gateOf(file: number, index: number): keyof typeof GATE_WORDS | undefined {
    const { program, models } = this.input;
    const { lang, imports } = program.file(file);
    const entry = imports[index];
    const found = entry && models.external(lang, entry.specifier, entry.name === "*" ? [] : [entry.name]);
    const row = found?.kind === "row" || found?.kind === "valueRow" ? found.row : found?.type.construct;
    return row?.gate;
  }
  private addClass(file: number, cls: number, out: number[]): void {
    const { program } = this.input;
    program.file(file).funcs.forEach((fn, local) => {
      if (fn.cls === cls && fn.kind === "method") out.push(program.gid(file, local));
    });
  }

  /** A module variable: the function or class it is, or where it is made. */
  resolve(file: number, name: string, depth: number): Resolved | undefined {
    const { program } = this.input;
    const gid = program.gid(file, 0);
    const { ir } = program.func(gid);
    const own = ir.names.find((n) => n.name === name);
    if (!own || depth > 4) return undefined;
    const row = definedAt(ir)[own.reg] ?? -1;
    const from =
      row < 0 ? -1 : ir.ops[row * STRIDE] === Op.move ? (ir.ops[row * STRIDE + 2] as number) : own.reg;
    const made = definedAt(ir)[from] ?? -1;
    if (made < 0) return undefined;
    const op = ir.ops[made * STRIDE];
    const a = ir.ops[made * STRIDE + 2] as number;
    if (op === Op.func) return { kind: "functions", gids: [program.gid(file, a)] };
    if (op === Op.class) {
      const gids: number[] = [];
      this.addClass(file, a, gids);
      return { kind: "functions", gids };
    }
    if (op === Op.import) return this.resolveImport(file, a, depth);
    return { kind: "row", gid, reg: own.reg };
  }
  private resolveImport(file: number, index: number, depth: number): Resolved | undefined {
    const { program } = this.input;
    const entry = program.file(file).imports[index];
    if (!entry || depth > 4) return undefined;
    const target = program.target(file, entry.specifier);
    if (target.kind !== "file") return undefined;
    const { exports } = program.file(target.file);
    for (const e of exports) {
      if (e.kind === "local" && e.name === entry.name) {
        const name = program.func(program.gid(target.file, 0)).ir.names.find((n) => n.reg === e.reg)?.name;
        if (name !== undefined) return this.resolve(target.file, name, depth + 1);
      }
    }
    return this.resolve(target.file, entry.name, depth + 1);
  }
}

type Resolved = { kind: "functions"; gids: number[] } | { kind: "row"; gid: number; reg: number };

/** What an operation is called: the global, the import (with its package), the member, the method. */
export function nameAt(program: Program, file: number, ir: FuncIR, row: number): string {
  const { strings, imports } = program.file(file);
  const at = row * STRIDE;
  const op = ir.ops[at];
  if (op === Op.global) return strings[ir.ops[at + 2] as number] ?? "";
  if (op === Op.member || op === Op.invoke) return strings[ir.ops[at + 3] as number] ?? "";
  const entry = op === Op.import ? imports[ir.ops[at + 2] as number] : undefined;
  if (!entry) return "";
  return entry.name === "default" || entry.name === "*" ? entry.specifier : entry.name;
}
