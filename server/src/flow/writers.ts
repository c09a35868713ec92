import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import type { Env } from "./env.ts";

/** Which functions write a variable of their module or a field of their class, read off their operations. */
export class Writers {
  private readonly byFile = new Map<number, Map<string, number[]>>();
  private readonly byClass = new Map<number, Map<string, number[]>>();
  private readonly env: Env;

  constructor(env: Env) {
    this.env = env;
  }

  ofVariables(file: number): ReadonlyMap<string, readonly number[]> {
    let map = this.byFile.get(file);
    if (!map) {
      const { program } = this.env;
      map = this.byNames(file, Op.setGlobal, 2, () => true);
      for (let local = 1; local < program.file(file).funcs.length; local++) {
        const gid = program.gid(file, local);
        for (const name of this.env.changes(gid)) {
          const list = map.get(name) ?? [];
          if (!list.includes(gid)) list.push(gid);
          map.set(name, list);
        }
      }
      this.byFile.set(file, map);
    }
    return map;
  }

  ofFields(cid: number): ReadonlyMap<string, readonly number[]> {
    let map = this.byClass.get(cid);
    if (!map) {
      const { file, local } = this.env.program.class(cid);
      map = this.byNames(file, Op.setMember, 3, (fn) => fn.cls === local && fn.kind !== "classBody");
      this.byClass.set(cid, map);
    }
    return map;
  }

  /** A function has another body. */
  forget(file: number, cid: number): void {
    this.byFile.delete(file);
    this.byClass.delete(cid);
  }

  /** Files and classes from these numbers on are others. */
  forgetFrom({ files, classes }: { files: number; classes: number }): void {
    for (const file of this.byFile.keys()) if (file >= files) this.byFile.delete(file);
    for (const cid of this.byClass.keys()) if (cid >= classes) this.byClass.delete(cid);
  }

  /** By the names that operations of one kind write; `nameAt`: the operand that holds the name. */
  private byNames(
    file: number,
    op: number,
    nameAt: number,
    wanted: (fn: FuncIR) => boolean,
  ): Map<string, number[]> {
    const { program } = this.env;
    const map = new Map<string, number[]>();
    const ir = program.file(file);
    ir.funcs.forEach((fn, local) => {
      if (!wanted(fn)) return;
      for (let at = 0; at < fn.ops.length; at += STRIDE) {
        if (fn.ops[at] !== op) continue;
        const name = ir.strings[fn.ops[at + nameAt] as number] ?? "";
        const gid = program.gid(file, local);
        const list = map.get(name) ?? [];
        if (!list.includes(gid)) list.push(gid);
        map.set(name, list);
      }
    });
    return map;
  }
}
