import { Op, STRIDE } from "../ir/ops.ts";
import type { FileIR, FuncIR } from "../ir/types.ts";
import { storageName } from "../models/modelIndex.ts";
import type { RowData } from "./access.ts";
import type { Env } from "./env.ts";
import { Tag, type V } from "./values.ts";

/** Operations of methods that change their receiver. */
const CHANGING = new Set(["append", "prepend", "insert", "extend", "update", "assign", "setItem"]);

export const isStorage = (name: string): boolean => name.startsWith("@");

/**
 * Module variables, and storages of packages, whose objects a function changes: entries that it sets, methods that add to them.
 * `storages`: what an attribute or an import is called that is one, with its variable.
 */
export function changedIn(
  file: FileIR,
  fn: FuncIR,
  methods: ReadonlyMap<string, string>,
  storages: ReadonlyMap<string, string>,
): Set<string> {
  const roots = new Map<number, string>();
  const out = new Set<string>();
  const { ops } = fn;
  for (let at = 0; at < ops.length; at += STRIDE) {
    const dst = ops[at + 1] as number;
    const a = ops[at + 2] as number;
    const b = ops[at + 3] as number;
    switch (ops[at]) {
      case Op.global: {
        const name = file.strings[a] ?? "";
        roots.set(dst, storages.get(name) ?? name);
        break;
      }
      case Op.import: {
        const name = storages.get(file.imports[a]?.name ?? "");
        if (name !== undefined) roots.set(dst, name);
        break;
      }
      case Op.member: {
        const root = storages.get(file.strings[b] ?? "") ?? roots.get(a);
        if (root !== undefined) roots.set(dst, root);
        break;
      }
      case Op.index:
      case Op.move: {
        const root = roots.get(a);
        if (root !== undefined) roots.set(dst, root);
        break;
      }
      case Op.setMember:
      case Op.setIndex: {
        const root = roots.get(a);
        if (root !== undefined) out.add(root);
        break;
      }
      case Op.invoke: {
        const root = roots.get(a);
        if (root !== undefined && CHANGING.has(methods.get(file.strings[b] ?? "") ?? "")) out.add(root);
        break;
      }
    }
  }
  return out;
}

/** What is kept under a name for the whole program, where the value is such a storage. */
export function storageOf(env: Env, v: V): string | undefined {
  const n = env.store.node(v);
  if (n.tag !== Tag.row) return undefined;
  const row = env.models.row((n.data as RowData).row);
  return row.storage ? storageName(row.packId, row.name) : undefined;
}
