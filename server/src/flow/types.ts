import type { FieldIR, TypeExpr } from "../ir/types.ts";
import type { EntryRow, SourceKind } from "../models/pack.ts";
import { stub } from "./access.ts";
import type { Env } from "./env.ts";
import type { Frame } from "./frame.ts";
import { newLabel, sinkBit } from "./labels.ts";
import { PARAM_ROW, siteOf } from "./program.ts";
import { schemaField } from "./schema.ts";
import { Tag, type V } from "./values.ts";

const CLEAN = new Set([
  "int",
  "float",
  "bool",
  "complex",
  "Decimal",
  "UUID",
  "UUID4",
  "date",
  "datetime",
  "time",
  "timedelta",
  "EmailStr",
  "number",
  "boolean",
  "bigint",
  "Date",
  "None",
  "null",
  "undefined",
  "NoneType",
  "PositiveInt",
  "NonNegativeInt",
  "conint",
  "confloat",
  "IPvAnyAddress",
]);
const TRANSPARENT = new Set([
  "Optional",
  "Annotated",
  "Union",
  "Promise",
  "Awaitable",
  "Coroutine",
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "ClassVar",
  "Final",
  "Type",
]);
const LISTS = new Set([
  "List",
  "list",
  "Sequence",
  "Iterable",
  "Set",
  "set",
  "Tuple",
  "tuple",
  "Array",
  "ReadonlyArray",
  "AsyncIterable",
  "Iterator",
  "AsyncIterator",
  "Generator",
  "AsyncGenerator",
]);

/** Last segment of a dotted type path. */
const last = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** A checked conversion to this type leaves nothing an attacker chooses. */
export function isClosedType(env: Env, file: number, type: TypeExpr, depth = 0): boolean {
  if (depth > 4) return false;
  switch (type.kind) {
    case "literal":
      return true;
    case "union":
      return type.of.length > 0 && type.of.every((t) => isClosedType(env, file, t, depth + 1));
    case "array":
      return isClosedType(env, file, type.of, depth + 1);
    case "record":
      return type.fields.every((x) => isClosedType(env, file, x.type, depth + 1));
    case "name": {
      const name = last(type.path);
      if (CLEAN.has(name)) return true;
      if (name === "Literal") return true;
      if (name === "Annotated")
        return type.args.length > 0 && isClosedType(env, file, type.args[0] as TypeExpr, depth + 1);
      if (TRANSPARENT.has(name) || LISTS.has(name))
        return type.args.length > 0 && type.args.every((t) => isClosedType(env, file, t, depth + 1));
      const resolved = env.typeOf(file, type);
      if (resolved?.kind === "class") return isEnum(env, resolved.cid);
      if (resolved?.kind === "declared" && resolved.type !== type)
        return isClosedType(env, resolved.file, resolved.type, depth + 1);
      return false;
    }
    default:
      return false;
  }
}
export function isEnum(env: Env, cid: number): boolean {
  return env
    .lineage(cid)
    .some((c) =>
      env.program.class(c).ir.bases.some((b) => b.kind === "name" && /^(Str|Int)?Enum$/.test(last(b.path))),
    );
}

/** What a checked conversion (pydantic field) makes of `value`. */
export function checkValue(env: Env, file: number, field: Pick<FieldIR, "type" | "settings">, value: V): V {
  const { store } = env;
  const { type } = field;
  if (type && isClosedType(env, file, type)) return store.tag(value) === Tag.const ? value : store.unknown;
  return bounded(env, field, store.grade(value, sinkBit.use, 0));
}

/** The value of a field or parameter whose declaration may say how long it can be. */
function bounded(env: Env, declared: { settings?: readonly string[] }, value: V): V {
  return declared.settings?.some((name) => env.models.lengthSettings.has(name))
    ? env.store.grade(value, sinkBit.length, 0)
    : value;
}

/** The value a framework hands to a parameter of this type when the data comes from `kind`. */
export function seedValue(
  env: Env,
  kind: SourceKind,
  file: number,
  type: TypeExpr | undefined,
  origin: number,
  row: number,
  path: readonly string[],
  depth = 0,
): V {
  const { store } = env;
  const raw = (): V => store.res(origin, row, path, store.labels.one(newLabel(kind, origin)));
  if (!type || depth > 3) return raw();
  if (isClosedType(env, file, type)) return store.unknown;
  if (type.kind === "union") {
    const open = type.of.filter((t) => !isClosedType(env, file, t));
    return open.length === 1
      ? seedValue(env, kind, file, open[0] as TypeExpr, origin, row, path, depth)
      : raw();
  }
  if (type.kind === "array")
    return store.list([], seedValue(env, kind, file, type.of, origin, row, [...path, "[]"], depth + 1));
  if (type.kind === "name") {
    const name = last(type.path);
    if (TRANSPARENT.has(name) && type.args[0])
      return seedValue(
        env,
        kind,
        file,
        type.args.find((t) => !isClosedType(env, file, t)) ?? type.args[0],
        origin,
        row,
        path,
        depth,
      );
    if (LISTS.has(name) && type.args[0])
      return store.list(
        [],
        seedValue(env, kind, file, type.args[0], origin, row, [...path, "[]"], depth + 1),
      );
    const resolved = env.typeOf(file, type);
    if (resolved?.kind === "model") return stub(env, resolved.type, "", store.bot);
    if (resolved?.kind === "class") {
      const checked = env
        .modelBases(resolved.cid)
        .some((t) => env.models.lineage(t).some((b) => b.model.checkedFields));
      const fields = [...env.lineage(resolved.cid)]
        .reverse()
        .flatMap((c) => env.program.class(c).ir.fields.map((x) => ({ ...x, cid: c })));
      if (checked && fields.length > 0) {
        const entries = fields.map(
          (x) =>
            [
              x.name,
              bounded(
                env,
                x,
                seedValue(
                  env,
                  kind,
                  env.program.class(x.cid).file,
                  x.type,
                  origin,
                  row,
                  [...path, x.name],
                  depth + 1,
                ),
              ),
            ] as const,
        );
        return store.make(Tag.inst, String(resolved.cid), resolved.cid, [
          store.rec(validated(env, resolved.cid, entries), store.bot),
        ]);
      }
    }
  }
  return raw();
}
/** Fields whose validator returns only for narrower values. */
function validated(
  env: Env,
  cid: number,
  entries: readonly (readonly [string, V])[],
): readonly (readonly [string, V])[] {
  // The class body says which methods check which fields.
  for (const c of env.lineage(cid)) env.classMember(c, "");
  return entries.map(([name, v]) => {
    for (const c of env.lineage(cid)) {
      const fn = env.validators.get(`${c}.${name}`);
      if (fn === undefined || env.store.tag(fn) !== Tag.fun) continue;
      const { gid } = env.store.node(fn).data as { gid: number };
      for (const [input, better] of env.summary(gid).gates.returns)
        if (env.store.tag(input) === Tag.in && !env.store.node(better).hasIn) return [name, better] as const;
    }
    return [name, v] as const;
  });
}

/** Values for the parameters of a function that a framework calls. */
export function seedParameters(
  env: Env,
  f: Frame,
  gid: number,
  row: EntryRow,
  packId: string,
  rowId: number,
  schema: V | undefined,
  except: ReadonlySet<string> = new Set(),
): { pos: V[]; keys: Map<string, V> } {
  const { store, program } = env;
  const { ir, file } = program.func(gid);
  const pos: V[] = [];
  const keys = new Map<string, V>();
  let index = 0;
  ir.params.forEach((param, i) => {
    if (param.kind === "this") return;
    const origin = siteOf(gid, PARAM_ROW + Math.min(i, 1000));
    const declared = param.type ? env.typeOf(file, param.type) : undefined;
    const given = row.named?.[param.name] ?? row.params?.[index];
    let v: V = store.unknown;
    const checked = param.type;
    if (given !== undefined && given !== null) {
      const type = isSourceKind(given) ? undefined : env.models.typeRef(given, packId);
      if (type)
        v = type.list
          ? store.list([], stub(env, type.type, "", store.bot))
          : stub(env, type.type, "", store.bot);
      else if (isSourceKind(given))
        v =
          index === 0 && schema !== undefined
            ? schemaSeed(env, f, schema, given, origin, rowId)
            : seedValue(env, given, file, checked, origin, rowId, []);
    } else if (row.each) {
      if (declared?.kind === "model") v = stub(env, declared.type, "", store.bot);
      else if (index === 0 && schema !== undefined) v = schemaSeed(env, f, schema, row.each, origin, rowId);
      else v = seedValue(env, row.each, file, checked, origin, rowId, []);
    } else if (declared?.kind === "model") v = stub(env, declared.type, "", store.bot);
    v = bounded(env, param, v);
    if (param.kind === "rest" || except.has(param.name)) v = store.unknown;
    if (param.kind === "key") keys.set(param.name, v);
    else if (param.kind === "pos") pos.push(v);
    index++;
  });
  return { pos, keys };
}

/** Fields by the registered schema: numbers, enums, literals are clean. */
function schemaSeed(env: Env, f: Frame, schema: V, kind: SourceKind, origin: number, row: number): V {
  const labels = env.store.labels.one(newLabel(kind, origin));
  return schemaField(env, f, schema, (path) => env.store.res(origin, row, path, labels), []);
}

export function isSourceKind(text: string): text is SourceKind {
  return [
    "user",
    "local",
    "retrieved",
    "external",
    "model",
    "tool-input",
    "parameter",
    "secret",
    "personal",
    "config",
  ].includes(text);
}
