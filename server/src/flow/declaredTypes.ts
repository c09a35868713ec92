import { Op, STRIDE } from "../ir/ops.ts";
import type { TypeExpr } from "../ir/types.ts";
import type { IndexedType } from "../models/modelIndex.ts";
import { ext, readMember } from "./access.ts";
import type { Env, InputType } from "./env.ts";
import type { Frame } from "./frame.ts";
import { isCondition, Tag, type V } from "./values.ts";

/** How names of a run are found. */
interface Names {
  classOf(gid: number): number;
  namesOf(gid: number): ReadonlyMap<string, number>;
  nameIn(gid: number, name: string): V;
  blank(gid: number): Frame;
}

/** What inputs are by their declarations, and types as written. */
export interface DeclaredTypes {
  ofInput(gid: number, root: string, path: readonly string[]): InputType | undefined;
  find(file: number, type: TypeExpr): InputType | undefined;
  isPlain(file: number, type: TypeExpr): boolean;
}

/** Asks modules for names as it goes: nothing is kept here. */
export function createDeclaredTypes(env: Env, { classOf, namesOf, nameIn, blank }: Names): DeclaredTypes {
  const { program, store } = env;
  function findInputType(gid: number, root: string, path: readonly string[]): InputType | undefined {
    const { ir, file } = program.func(gid);
    let type: InputType | undefined;
    const index = Number(root.slice(1));
    if (root === "this") {
      const cid = classOf(gid);
      type = cid < 0 ? undefined : { kind: "class", cid };
    } else if (root.startsWith("p")) {
      const declared = ir.params[index]?.type;
      type = declared ? env.typeOf(file, declared) : undefined;
    } else if (root.startsWith("c") && ir.parent >= 0) {
      const capture = ir.captures[index];
      const parentGid = program.gid(file, ir.parent);
      const parent = program.func(parentGid).ir;
      if (capture) {
        const param = parent.params.findIndex((p) => p.reg === capture.outer);
        const outer = parent.captures.findIndex((c) => c.inner === capture.outer);
        if (param >= 0)
          type = env.inputType(parentGid, parent.params[param]?.kind === "this" ? "this" : `p${param}`, []);
        else if (outer >= 0) type = env.inputType(parentGid, `c${outer}`, []);
        else
          for (let at = 0; at < parent.ops.length; at += STRIDE) {
            if (parent.ops[at] === Op.this && parent.ops[at + 1] === capture.outer)
              type = env.inputType(parentGid, "this", []);
            else if (parent.ops[at] === Op.move && parent.ops[at + 1] === capture.outer) {
              const from = parent.ops[at + 2] as number;
              for (let back = at - STRIDE; back >= 0 && back > at - 4 * STRIDE; back -= STRIDE)
                if (parent.ops[back] === Op.this && parent.ops[back + 1] === from)
                  type = env.inputType(parentGid, "this", []);
            }
          }
      }
    }
    for (const segment of path) {
      if (!type) return undefined;
      if (isCondition(segment)) continue;
      if (type.kind === "class") {
        let next: InputType | undefined;
        for (const c of env.lineage(type.cid)) {
          const { file: at, ir: cls } = program.class(c);
          const field = cls.fields.find((x) => x.name === segment)?.type;
          if (field) {
            next = env.typeOf(at, field);
            break;
          }
        }
        type = next;
      } else if (type.kind === "declared") {
        const t: TypeExpr = type.type;
        const at: number = type.file;
        if (t.kind === "record") {
          const field = t.fields.find((x) => x.name === segment)?.type;
          type = field ? env.typeOf(at, field) : undefined;
        } else if (t.kind === "array") type = env.typeOf(at, t.of);
        else type = undefined;
      } else type = undefined;
    }
    return type;
  }
  /** Its names are names of the file itself, and no alias. */
  function isPlainType(file: number, type: TypeExpr): boolean {
    const all = (types: readonly TypeExpr[]): boolean => types.every((t) => isPlainType(file, t));
    if (type.kind === "union") return all(type.of);
    if (type.kind !== "name") return true;
    if (type.path.includes(".") || !all(type.args)) return false;
    const alias = program.typeName(file, type.path);
    return alias?.kind !== "name" && alias?.kind !== "union";
  }
  function findType(file: number, type: TypeExpr, depth: number): InputType | undefined {
    if (depth > 6) return undefined;
    if (type.kind === "union") {
      for (const t of type.of) {
        const found = findType(file, t, depth + 1);
        if (found && found.kind !== "declared") return found;
      }
      return undefined;
    }
    if (type.kind === "class") return { kind: "class", cid: program.cid(file, type.cls) };
    if (type.kind !== "name") return { kind: "declared", type, file };
    const [head = "", ...rest] = type.path.split(".");
    const gid = program.gid(file, 0);
    let v = namesOf(gid).has(head) ? nameIn(gid, head) : store.bot;
    if (v === store.bot) {
      const alias = program.typeName(file, head);
      if (alias)
        return alias.kind === "name" || alias.kind === "class"
          ? findType(file, alias, depth + 1)
          : alias.kind === "union"
            ? (findType(file, alias, depth + 1) ?? { kind: "declared", type: alias, file })
            : { kind: "declared", type: alias, file };
      if (
        type.args.length > 0 &&
        /^(Promise|Optional|Annotated|Readonly|Partial|Required|Awaitable|NonNullable|Type|Union)$/.test(head)
      ) {
        for (const a of type.args) {
          const found = findType(file, a, depth + 1);
          if (found) return found;
        }
        return undefined;
      }
      if (/^(Array|ReadonlyArray|List|list|Sequence|Iterable)$/.test(head) && type.args[0])
        return { kind: "declared", type: { kind: "array", of: type.args[0] }, file };
      v = ext(env, program.file(file).lang, "<globals>", [head]);
    }
    for (const segment of rest) {
      const frame = blank(gid);
      v = readMember(env, frame, v, segment);
    }
    for (const m of store.members(v)) {
      const n = store.node(m);
      if (n.tag === Tag.type) return { kind: "model", type: n.data as IndexedType };
      if (n.tag === Tag.cls) return { kind: "class", cid: n.data as number };
      if (n.tag === Tag.row || n.tag === Tag.ext) {
        if (type.args.length > 0 && /^(Optional|Annotated|Union|Promise|Awaitable|Type)$/.test(head))
          return findType(file, type.args[0] as TypeExpr, depth + 1);
        if (type.args.length > 0 && /^(List|Sequence|Iterable|list)$/.test(head))
          return { kind: "declared", type: { kind: "array", of: type.args[0] as TypeExpr }, file };
      }
    }
    const elsewhere = rest.length === 0 ? program.importedType(file, head) : undefined;
    if (elsewhere) return findType(elsewhere.file, elsewhere.type, depth + 1);
    return undefined;
  }
  return { ofInput: findInputType, find: (file, type) => findType(file, type, 0), isPlain: isPlainType };
}
