import type { IndexedRow } from "../models/modelIndex.ts";
import { asText, bindThis, elementOf, readIndex, readMember, stub } from "./access.ts";
import { type Args, argsOf, type Env, type FunData, noArgs } from "./env.ts";
import { contents, type Frame, freeze, labelsOf, update, writeBack } from "./frame.ts";
import { ALL_SINKS, fileAt, isUnchosen, NAMED, newLabel, RESOLVED, sinkBit } from "./labels.ts";
import { isCut } from "./lengths.ts";
import { patternClears, replacementClears } from "./patterns.ts";
import { withoutPersonal } from "./personal.ts";
import { parseWith, schema } from "./schema.ts";
import { whereHolds } from "./substitution.ts";
import { fillText, type TemplateData } from "./template.ts";
import { conditionSegment, type InData, type RecData, type ResData, Tag, type V } from "./values.ts";
import { ranksByNearness } from "./vectorSearch.ts";

export interface OpContext {
  row: IndexedRow | undefined;
  /** Name under which it was called. */
  name: string;
}

/** Adds an element at the end. */
export function listAppend(env: Env, f: Frame, old: V, item: V): V {
  const { store } = env;
  const value = freeze(f, item);
  let out = store.bot;
  for (const m of store.members(old)) {
    const n = store.node(m);
    if (n.tag === Tag.list) {
      const rest = n.kids[n.kids.length - 1] as V;
      out = store.join(
        out,
        rest === store.bot
          ? store.list([...n.kids.slice(0, -1), value], store.bot)
          : store.list(n.kids.slice(0, -1), store.join(rest, value)),
      );
    } else if (n.tag === Tag.in) {
      const data = n.data as InData;
      out = store.join(out, store.list([], store.join(store.in(data.root, [...data.path, "[]"]), value)));
    } else if (n.tag === Tag.res) {
      const data = n.data as ResData;
      out = store.join(
        out,
        store.list([], store.join(store.res(data.site, data.row, [...data.path, "[]"], n.labels), value)),
      );
    } else
      out = store.join(out, store.list([], n.labels === 0 ? value : store.join(store.mix(n.labels), value)));
  }
  return out === store.bot ? store.list([value], store.bot) : out;
}

/** Key that marks a map of runnables whose results are added to the input. */
export const ASSIGN = "\u0000assign";

/** Data of which a guard narrowed a field becomes a record with that field, before it is put elsewhere. */
export function expandRefined(env: Env, f: Frame, v: V): V {
  const { store } = env;
  const n = store.node(v);
  if (!f.state?.refine || (n.tag !== Tag.res && n.tag !== Tag.in)) return v;
  const { path } = n.data as { path: readonly string[] };
  const fields: [string, V][] = [];
  for (const [key, better] of f.state.refine) {
    const k = store.node(key);
    if (k.tag !== n.tag) continue;
    const inner = k.data as { path: readonly string[]; site?: number; root?: string };
    const own = n.data as { site?: number; root?: string };
    if (
      inner.site !== own.site ||
      inner.root !== own.root ||
      inner.path.length !== path.length + 1 ||
      !path.every((p, i) => p === inner.path[i])
    )
      continue;
    if (store.node(better).labels === 0) fields.push([inner.path[path.length] as string, better]);
  }
  return fields.length === 0 ? v : store.rec([...fields, ["content", readMember(env, f, v, "content")]], v);
}

type Transformer = (env: Env, f: Frame, receiver: V, args: Args, context: OpContext) => V;

function mutate(f: Frame, receiver: V, args: Args, change: (old: V) => V, added: V | undefined): void {
  const effect =
    added === undefined ? undefined : { kind: "append" as const, key: "", value: freeze(f, added) };
  const next = update(f, receiver, [], change, effect);
  if (next !== receiver && args.receiverReg !== undefined) writeBack(f, args.receiverReg, next);
}
const first = (env: Env, receiver: V, args: Args): V =>
  receiver !== env.store.bot && env.store.tag(receiver) !== Tag.row
    ? receiver
    : (args.pos[0] ?? env.store.unknown);
function allLabels(env: Env, f: Frame, receiver: V, args: Args): number {
  let labels = labelsOf(f, receiver);
  for (const v of [...args.pos, ...args.keys.values(), args.rest, args.keyRest])
    labels = env.store.labels.union(labels, labelsOf(f, v));
  return labels;
}
const call = (env: Env, f: Frame, fn: V, given: readonly V[], at: number): V =>
  env.apply(f, fn, env.store.bot, argsOf(given, at, env.store.bot));
const mixAll: Transformer = (env, f, receiver, args) => env.store.mix(allLabels(env, f, receiver, args));

/** Text in, text out: the value keeps its identity where it is one source or one constant. */
const sameText: Transformer = (env, f, receiver, args, context) => {
  const given = first(env, receiver, args);
  // str(x), String(x): whatever it was, it is a text now.
  if (context.row !== undefined && args.pos.length === 1 && receiver === env.store.bot)
    return env.store.grade(asText(env, f, given), sinkBit.use, 0);
  // normalize("NFKC", text): the text is the argument that carries something.
  if (args.pos.length > 1 && labelsOf(f, given) === 0) {
    const carrying = args.pos.find((v) => labelsOf(f, v) !== 0);
    if (carrying !== undefined) return asText(env, f, carrying);
  }
  return asText(env, f, given);
};
/** `text.encode(…)`, or `codec.encode(text)`. */
const encoded: Transformer = (env, f, receiver, args, context) => {
  const out = sameText(env, f, receiver, args, context);
  const given = args.pos[0];
  const tag = env.store.tag(receiver);
  return given === undefined || receiver === env.store.bot || tag === Tag.text || tag === Tag.const
    ? out
    : env.store.join(out, asText(env, f, given));
};
const pure: Transformer = (env) => env.store.unknown;

/** Elements of a list value with its known head. */
function items(env: Env, f: Frame, v: V): { known: readonly V[]; rest: V } {
  const { store } = env;
  const inner = contents(f, v);
  const n = store.node(inner);
  if (n.tag === Tag.list) return { known: n.kids.slice(0, -1), rest: n.kids[n.kids.length - 1] as V };
  if (n.tag === Tag.bot) return { known: [], rest: store.bot };
  return { known: [], rest: elementOf(env, f, v, false) };
}
/** The callee among receiver method (arg 0) or function form (arg 0 = function, arg 1 = list). */
function functionAndList(env: Env, receiver: V, args: Args): { fn: V; list: V } {
  if (receiver !== env.store.bot) return { fn: args.pos[0] ?? env.store.unknown, list: receiver };
  return { fn: args.pos[0] ?? env.store.unknown, list: args.pos[1] ?? env.store.unknown };
}
function mapItems(env: Env, f: Frame, list: V, each: (item: V, index: number) => V): V {
  const { store } = env;
  const { known, rest } = items(env, f, list);
  return store.list(
    known.map((k, i) => freeze(f, each(k, i))),
    rest === store.bot ? store.bot : freeze(f, each(rest, 1)),
  );
}
function flatten(env: Env, f: Frame, v: V): V {
  const { store } = env;
  const { known, rest } = items(env, f, v);
  const out: V[] = [];
  let open = store.bot;
  for (const k of known) {
    const inner = store.node(contents(f, k));
    if (inner.tag === Tag.list) {
      if (open === store.bot) out.push(...inner.kids.slice(0, -1));
      else open = store.joinAll([open, ...inner.kids.slice(0, -1)]);
      open = store.join(open, inner.kids[inner.kids.length - 1] as V);
    } else out.push(k);
  }
  if (rest !== store.bot) {
    const inner = store.node(contents(f, rest));
    open = store.join(open, inner.tag === Tag.list ? store.joinAll(inner.kids) : rest);
  }
  return store.list(out, open);
}
function concat(env: Env, f: Frame, parts: readonly V[]): V {
  const { store } = env;
  const out: V[] = [];
  let open = store.bot;
  for (const part of parts) {
    const { known, rest } = items(env, f, part);
    for (const k of known)
      if (open === store.bot) out.push(k);
      else open = store.join(open, k);
    open = store.join(open, rest);
  }
  return store.list(out, open);
}

const joinOp: Transformer = (env, f, receiver, args, context) => {
  const { store } = env;
  // "sep".join(list) in Python, list.join("sep") in JavaScript: the list is the one that is no text.
  const isPython = f.lang === "py" && context.row === undefined;
  const list = isPython ? (args.pos[0] ?? store.unknown) : receiver;
  const separator = isPython ? receiver : (args.pos[0] ?? store.const(","));
  const { known, rest } = items(env, f, list);
  const parts: { value: V; conv: number }[] = [];
  const sep = freeze(f, separator);
  const push = (v: V): void => {
    if (parts.length > 0)
      parts.push({ value: store.tag(sep) === Tag.const ? sep : asText(env, f, sep), conv: 0 });
    parts.push({ value: asText(env, f, v), conv: 0 });
  };
  for (const k of known) push(k);
  if (rest !== store.bot) push(rest);
  return store.text(parts);
};

const getOp: Transformer = (env, f, receiver, args) => {
  const { store } = env;
  const key = args.pos[0] ?? store.unknown;
  const value = readIndex(env, f, receiver, key);
  const fallback = args.pos[1] ?? args.keys.get("default");
  return fallback === undefined ? value : store.join(value, freeze(f, fallback));
};

function assignAll(env: Env, f: Frame, receiver: V, args: Args): void {
  const { store } = env;
  const set = (key: string, value: V): void => {
    const next = update(f, receiver, [key], () => value, { kind: "set", key, value: freeze(f, value) });
    if (next !== receiver && args.receiverReg !== undefined) writeBack(f, args.receiverReg, next);
  };
  for (const v of [...args.pos, args.keyRest]) {
    for (const m of store.members(contents(f, v))) {
      const n = store.node(m);
      if (n.tag === Tag.rec) (n.data as RecData).keys.forEach((k, i) => set(k, n.kids[i] as V));
      else if (n.labels !== 0 && n.tag !== Tag.const) {
        const tag = store.tag(receiver);
        if (tag === Tag.ref)
          update(f, receiver, ["[]"], (old) => store.join(old, store.mix(n.labels)), undefined);
      }
    }
  }
  for (const [k, v] of args.keys) set(k, v);
}

const jsonParse: Transformer = (env, f, receiver, args) => {
  const { store } = env;
  // The parser may be an object of a package: `parser.parse(text)`.
  const given = store.tag(receiver) === Tag.stub ? args.pos[0] : undefined;
  const text = freeze(f, given ?? first(env, receiver, args));
  const n = store.node(text);
  // parse(stringify(x)) is x.
  if (n.tag === Tag.json) return n.kids[0] as V;
  if (n.tag === Tag.const) return store.unknown;
  const { labels } = n;
  const parsed = store.labels.list(n.labels).filter((id) => {
    const l = store.labels.get(id);
    return (l.kind === "model" || l.kind === "in") && !(l.cleared & sinkBit.use);
  });
  if (parsed.length === 0) return store.res(args.site, -1, [], labels);
  const fed = store.labels.set(parsed.slice(0, 8));
  const mark = store.labels.one(newLabel("parsed", args.site, { fed }));
  return store.res(args.site, -1, [], store.labels.union(labels, mark));
};

const jsonStringify: Transformer = (env, f, receiver, args) => {
  const { store } = env;
  const v = freeze(f, args.pos[0] ?? first(env, receiver, args));
  const tag = store.tag(v);
  return tag === Tag.rec || tag === Tag.list
    ? store.make(Tag.json, "", undefined, [v])
    : store.text([{ value: asText(env, f, v), conv: 1 }]);
};

const replaceOp: Transformer = (env, f, receiver, args) => {
  const { store } = env;
  const text = asText(env, f, receiver);
  const needle = args.pos[0] === undefined ? undefined : freeze(f, args.pos[0]);
  const by = args.pos[1] === undefined ? store.const("") : args.pos[1];
  const literal = needle === undefined ? undefined : store.stringOf(needle);
  const isFunction = store.tag(by) === Tag.fun;
  const replacement = isFunction
    ? asText(env, f, call(env, f, by, [store.mix(store.node(text).labels)], args.site))
    : asText(env, f, by);
  const pieces = (v: V): V => {
    const n = store.node(v);
    if (
      n.tag === Tag.const &&
      literal !== undefined &&
      typeof n.data === "string" &&
      literal !== "" &&
      n.data.includes(literal)
    ) {
      const split = n.data.split(literal);
      return store.text(
        split.flatMap((piece, i) =>
          i === 0
            ? [{ value: store.const(piece), conv: 0 }]
            : [
                { value: replacement, conv: 0 },
                { value: store.const(piece), conv: 0 },
              ],
        ),
      );
    }
    if (n.tag === Tag.text)
      return store.text(n.kids.map((k, i) => ({ value: pieces(k), conv: Number(n.atom[i]) })));
    if (n.tag === Tag.or) return store.joinAll(n.kids.map(pieces));
    return v;
  };
  if (needle !== undefined && store.tag(needle) === Tag.regex) {
    const data = store.node(needle).data as { source: string; flags: string };
    const clears =
      data.flags.includes("g") || f.lang === "py"
        ? replacementClears(data.source, store.stringOf(replacement))
        : 0;
    const replaced =
      store.node(replacement).labels !== 0
        ? store.text([
            { value: text, conv: 0 },
            { value: replacement, conv: 0 },
          ])
        : text;
    return withoutPersonal(env, store.grade(replaced, clears, 0), data.source);
  }
  const out = pieces(text);
  if (out !== text || literal !== undefined) {
    if (out === text && store.node(replacement).labels !== 0)
      return store.text([
        { value: text, conv: 0 },
        { value: replacement, conv: 0 },
      ]);
    return out;
  }
  return store.text([
    { value: text, conv: 0 },
    { value: store.mix(store.node(replacement).labels), conv: 0 },
  ]);
};
/** The source of a pattern given as text or compiled. */
function patternSource(env: Env, pattern: V): string | undefined {
  const n = env.store.node(pattern);
  return (
    env.store.stringOf(pattern) ?? (n.tag === Tag.regex ? (n.data as { source: string }).source : undefined)
  );
}

const regexReplace: Transformer = (env, f, receiver, args) => {
  // re.sub(pattern, replacement, text) or compiled.sub(replacement, text)
  const { store } = env;
  const compiled = store.tag(receiver) === Tag.regex;
  const pattern = compiled ? receiver : (args.pos[0] ?? store.unknown);
  const by = args.pos[compiled ? 0 : 1] ?? store.const("");
  const text = asText(env, f, args.pos[compiled ? 1 : 2] ?? store.unknown);
  const source = patternSource(env, pattern);
  const replacement =
    store.tag(by) === Tag.fun
      ? asText(env, f, call(env, f, by, [store.mix(store.node(text).labels)], args.site))
      : asText(env, f, by);
  const clears = source === undefined ? 0 : replacementClears(source, store.stringOf(replacement));
  const out =
    store.node(replacement).labels !== 0
      ? store.text([
          { value: text, conv: 0 },
          { value: replacement, conv: 0 },
        ])
      : text;
  return withoutPersonal(env, store.grade(out, clears, 0), source ?? "");
};

/** A match object or its groups: the text's labels, narrowed by an anchored pattern. */
const regexMatch: Transformer = (env, f, receiver, args, { name }) => {
  const { store } = env;
  let pattern = receiver;
  let text = args.pos[0] ?? store.unknown;
  if (store.tag(receiver) !== Tag.regex) {
    const arg = args.pos[0] ?? store.unknown;
    if (args.pos.length >= 2) {
      pattern = arg;
      text = args.pos[1] as V;
    } else {
      pattern = arg;
      text = receiver;
    }
  }
  const source = patternSource(env, pattern);
  const labels = labelsOf(f, text);
  if (name === "test") return store.unknown;
  const clears = source === undefined ? 0 : patternClears(source, name);
  return store.mix(store.labels.grade(labels, clears, 0));
};

const reduceOp: Transformer = (env, f, receiver, args) => {
  const { store } = env;
  const { fn, list } = functionAndList(env, receiver, args);
  const start = receiver !== store.bot ? args.pos[1] : args.pos[2];
  const { known, rest } = items(env, f, list);
  let acc = start === undefined ? (known[0] ?? rest) : freeze(f, start);
  const steps = start === undefined ? known.slice(1) : known;
  steps.forEach((k, i) => {
    acc = freeze(f, call(env, f, fn, [acc, k, store.const(i)], args.site));
  });
  if (rest !== store.bot)
    for (let i = 0; i < 2; i++)
      acc = store.join(acc, freeze(f, call(env, f, fn, [acc, rest, store.unknown], args.site)));
  return acc;
};

const mapOp: Transformer = (env, f, receiver, args) => {
  const { fn, list } = functionAndList(env, receiver, args);
  return mapItems(env, f, list, (item, i) => call(env, f, fn, [item, env.store.const(i)], args.site));
};

const filterOp: Transformer = (env, f, receiver, args) => {
  const { store } = env;
  const { fn, list } = functionAndList(env, receiver, args);
  const keep = (item: V): V => {
    if (store.tag(fn) !== Tag.fun) return item;
    const { whenTrue, whenFalse } = env.summary((store.node(fn).data as FunData).gid).gates;
    call(env, f, fn, [item], args.site);
    const others = whenTrue.size === 0 && whenFalse.size === 1 ? [...whenFalse][0] : undefined;
    return others ? without(env, f, item, ...others) : narrowByGates(env, f, item, whenTrue);
  };
  const { known, rest } = items(env, f, list);
  return store.list(
    [],
    store.joinAll([
      ...known.map((k) => keep(freeze(f, k))),
      rest === store.bot ? store.bot : keep(freeze(f, rest)),
    ]),
  );
};
/** An element for which a predicate held that fails where a field is a certain text. */
function without(env: Env, f: Frame, item: V, input: V, refused: V): V {
  const { store } = env;
  const n = store.node(input);
  const text = store.constOf(refused);
  if (n.tag !== Tag.in || typeof text !== "string") return item;
  const { root, path } = n.data as InData;
  const [field, ...deeper] = path;
  if (root !== "p0" || field === undefined || deeper.length > 0) return item;
  return whereHolds(env, f, item, conditionSegment(field, text, false));
}
/** An element for which a predicate held: fields that the predicate narrows are narrowed. */
function narrowByGates(env: Env, f: Frame, item: V, gates: ReadonlyMap<V, V>): V {
  const { store } = env;
  const narrow = (v: V, path: readonly string[], better: V): V => {
    if (path.length === 0) return store.node(better).hasIn ? store.grade(v, gradeOf(env, better), 0) : better;
    const [key = "", ...rest] = path;
    const n = store.node(v);
    const before = readMember(env, f, v, key);
    const wanted = store.constOf(better);
    const [is, shall] = [store.constOf(before), rest.length === 0 ? wanted : undefined];
    if (is !== undefined && shall !== undefined && is !== shall) return store.bot;
    const entry: [string, V] = [key, narrow(before, rest, better)];
    if (n.tag === Tag.rec) return withField(env, v, ...entry);
    // The caller's elements are held against the condition where they are known.
    if (n.tag === Tag.in && typeof shall === "string") {
      const kept = store.inputMember(v, conditionSegment(key, shall, true));
      return store.rec([entry, ["content", store.inputMember(kept, "content")]], kept);
    }
    // An element of unknown shape: the narrowed field is known now, the rest stays what it was.
    if (n.tag === Tag.res || n.tag === Tag.in || n.tag === Tag.mix)
      return store.rec([entry, ["content", readMember(env, f, v, "content")]], v);
    return v;
  };
  let out = item;
  for (const [input, better] of gates) {
    const n = store.node(input);
    if (n.tag !== Tag.in) continue;
    const data = n.data as InData;
    if (data.root === "p0") out = narrow(out, data.path, better);
  }
  return out;
}
function gradeOf(env: Env, better: V): number {
  const { labels } = env.store.node(better);
  const ids = env.store.labels.list(labels);
  return ids.length === 0 ? 0 : ids.reduce((bits, id) => bits & env.store.labels.get(id).cleared, ALL_SINKS);
}

/** The first argument, checked as a whole. */
const checkedFirst: Transformer = (env, f, _receiver, args) =>
  env.store.grade(freeze(f, args.pos[0] ?? env.store.unknown), sinkBit.use, 0);

const table: Record<string, Transformer> = {
  identity: (env, _f, receiver, args) =>
    args.pos.length > 0 && (receiver === env.store.bot || env.store.tag(receiver) === Tag.ext)
      ? (args.pos[0] as V)
      : receiver === env.store.bot
        ? (args.pos[0] ?? env.store.unknown)
        : receiver,
  await: (_env, _f, receiver) => receiver,
  decorator: (env, _f, _receiver, args) => args.pos[0] ?? env.store.unknown,
  cache: (env, _f, _receiver, args) => args.pos[0] ?? env.store.unknown,
  trim: sameText,
  encode: encoded,
  text: sameText,
  split: (env, f, receiver, args) =>
    env.store.list([], env.store.mix(labelsOf(f, first(env, receiver, args)))),
  join: joinOp,
  format: (env, f, receiver, args) => formatText(env, f, receiver, args, "f"),
  percentFormat: (env, f, receiver, args) => formatText(env, f, receiver, args, "percent"),
  templateSubstitute: (env, f, receiver, args) => formatText(env, f, receiver, args, "dollar"),
  concatText: (env, f, receiver, args) =>
    env.store.text(
      [receiver, ...args.pos]
        .filter((v) => v !== env.store.bot)
        .map((v) => ({ value: asText(env, f, v), conv: 0 })),
    ),
  replace: replaceOp,
  regexReplace,
  regexMatch,
  quoteShell: (env, f, receiver, args) =>
    env.store.grade(asText(env, f, first(env, receiver, args)), sinkBit.shell, 0),
  jsonParse,
  jsonStringify,
  literalParse: (env, f, receiver, args) =>
    env.store.grade(env.store.mix(labelsOf(f, first(env, receiver, args))), sinkBit.code, 0),
  number: pure,
  boolean: pure,
  prefix: pure,
  isInside: pure,
  isAbsolute: pure,
  ancestors: (_env, _f, receiver) => receiver,
  relativePath: sameText,
  commonPath: sameText,
  length: pure,
  isInstance: pure,
  isArray: pure,
  includes: pure,
  every: pure,
  some: pure,
  append: (env, f, receiver, args) => {
    let added = env.store.bot;
    for (const given of args.pos) {
      const item = expandRefined(env, f, given);
      added = env.store.join(added, freeze(f, item));
      mutate(f, receiver, args, (old) => listAppend(env, f, old, item), item);
    }
    if (args.rest !== env.store.bot) {
      const item = elementOf(env, f, args.rest, false);
      mutate(f, receiver, args, (old) => widen(env, f, old, item), item);
    }
    return env.store.unknown;
  },
  prepend: (env, f, receiver, args) => {
    for (const item of [...args.pos].reverse())
      mutate(f, receiver, args, (old) => prependItem(env, f, old, item), item);
    return env.store.unknown;
  },
  insert: (env, f, receiver, args) => {
    // insert(index, item) or splice(index, count, ...items)
    const added = args.pos.slice(f.lang === "py" ? 1 : 2);
    for (const item of added) mutate(f, receiver, args, (old) => prependItem(env, f, old, item), item);
    return receiver;
  },
  extend: (env, f, receiver, args) => {
    const given = args.pos[0] ?? env.store.unknown;
    const { known, rest } = items(env, f, given);
    for (const k of known) mutate(f, receiver, args, (old) => listAppend(env, f, old, k), k);
    if (rest !== env.store.bot) mutate(f, receiver, args, (old) => widen(env, f, old, rest), rest);
    return env.store.unknown;
  },
  pop: (env, f, receiver, args) =>
    args.pos[0] !== undefined && env.store.stringOf(args.pos[0]) !== undefined
      ? readIndex(env, f, receiver, args.pos[0])
      : elementOf(env, f, receiver, false),
  remove: pure,
  update: (env, f, receiver, args) => {
    assignAll(env, f, receiver, args);
    return env.store.unknown;
  },
  assign: (env, f, _receiver, args) => {
    const target = args.pos[0] ?? env.store.unknown;
    const reg = args.posRegs[0];
    assignAll(env, f, target, {
      ...args,
      pos: args.pos.slice(1),
      ...(reg === undefined ? {} : { receiverReg: reg }),
    });
    return target;
  },
  setDefault: (env, f, receiver, args) => {
    const key = args.pos[0] === undefined ? undefined : env.store.constOf(args.pos[0]);
    const fallback = args.pos[1] ?? env.store.unknown;
    if (key === undefined || key === null)
      return env.store.join(elementOf(env, f, receiver, false), fallback);
    const before = readMember(env, f, receiver, String(key));
    return env.store.join(before, fallback);
  },
  setItem: (env, f, receiver, args) => {
    const key = args.pos[0] === undefined ? undefined : env.store.constOf(freeze(f, args.pos[0]));
    const value = args.pos[1] ?? args.pos[0] ?? env.store.unknown;
    const path = key === undefined || key === null ? "[]" : String(key);
    const next = update(f, receiver, [path], () => value, {
      kind: "set",
      key: path,
      value: freeze(f, value),
    });
    if (next !== receiver && args.receiverReg !== undefined) writeBack(f, args.receiverReg, next);
    return receiver;
  },
  get: getOp,
  keys: (env, f, receiver, args) => env.store.list([], elementOf(env, f, first(env, receiver, args), true)),
  values: (env, f, receiver, args) =>
    env.store.list([], freeze(f, readMember(env, f, first(env, receiver, args), "[]"))),
  entries: (env, f, receiver, args) => {
    const v = first(env, receiver, args);
    const n = env.store.node(contents(f, v));
    if (n.tag === Tag.rec) {
      const { keys } = n.data as RecData;
      const known = keys.map((k, i) => env.store.list([env.store.const(k), n.kids[i] as V], env.store.bot));
      const open = n.kids[keys.length] as V;
      return env.store.list(
        known,
        open === env.store.bot ? env.store.bot : env.store.list([openKey(env, open), open], env.store.bot),
      );
    }
    return env.store.list(
      [],
      env.store.list([elementOf(env, f, v, true), freeze(f, readMember(env, f, v, "[]"))], env.store.bot),
    );
  },
  items: (env, f, receiver, args, c) => (table.entries as Transformer)(env, f, receiver, args, c),
  fromEntries: (env, f, receiver, args) => {
    const pair = elementOf(env, f, first(env, receiver, args), false);
    return env.store.rec([], freeze(f, readMember(env, f, pair, "1")));
  },
  copy: (env, f, receiver, args) => freeze(f, first(env, receiver, args)),
  deepcopy: (env, f, receiver, args) => freeze(f, first(env, receiver, args)),
  list: (env, f, receiver, args) => {
    const v =
      receiver === env.store.bot || env.store.tag(receiver) === Tag.ext
        ? args.pos[0]
        : (args.pos[0] ?? receiver);
    if (v === undefined) return env.store.list([], env.store.bot);
    // `list(args)`: what the function was called with is its own already.
    if (args.pos.length === 1 && isRestParameter(env, f, v)) return v;
    const { known, rest } = items(env, f, v);
    const mapper = args.pos[1];
    const out = env.store.list(
      known.map((k) => freeze(f, k)),
      rest === env.store.bot ? env.store.bot : freeze(f, rest),
    );
    return mapper !== undefined && env.store.tag(mapper) === Tag.fun
      ? mapItems(env, f, out, (x, i) => call(env, f, mapper, [x, env.store.const(i)], args.site))
      : out;
  },
  set: (env, f, receiver, args, c) => (table.list as Transformer)(env, f, receiver, args, c),
  sort: (env, f, receiver, args) => env.store.list([], elementOf(env, f, first(env, receiver, args), false)),
  dict: (env, f, _receiver, args) => {
    let out = env.store.rec([], env.store.bot);
    for (const v of [...args.pos, args.keyRest]) if (v !== env.store.bot) out = spreadInto(env, f, out, v);
    for (const [k, v] of args.keys) out = withField(env, out, k, freeze(f, v));
    return out;
  },
  mkDict: (env, f, receiver, args, c) => (table.dict as Transformer)(env, f, receiver, args, c),
  slice: (env, f, receiver, args) => {
    const n = env.store.node(contents(f, receiver));
    if (n.tag !== Tag.list)
      return n.tag === Tag.rec
        ? receiver
        : // The first letters of a key, or of a prompt, may be logged.
          env.store.grade(
            sameText(env, f, receiver, args, { row: undefined, name: "" }),
            isCut(env, args.pos[0], args.pos[1] !== undefined) ? sinkBit.log | sinkBit.length : sinkBit.log,
            0,
          );
    const start = args.pos[0] === undefined ? 0 : env.store.constOf(args.pos[0]);
    const known = n.kids.slice(0, -1);
    if (typeof start === "number" && start >= 0 && args.pos[1] === undefined)
      return env.store.list(known.slice(start), n.kids[n.kids.length - 1] as V);
    return env.store.list([], env.store.joinAll(n.kids));
  },
  map: mapOp,
  forEach: (env, f, receiver, args) => {
    mapOp(env, f, receiver, args, { row: undefined, name: "" });
    return env.store.unknown;
  },
  flatMap: (env, f, receiver, args) =>
    flatten(env, f, mapOp(env, f, receiver, args, { row: undefined, name: "" })),
  flat: (env, f, receiver) => flatten(env, f, receiver),
  filter: filterOp,
  find: (env, f, receiver, args) => {
    const found = filterOp(env, f, receiver, args, { row: undefined, name: "" });
    return elementOf(env, f, found, false);
  },
  // The smaller of something and a number of ours is bounded by it.
  smallest: (env, f, receiver, args, c) =>
    args.pos.length > 1 && args.pos.some((v) => labelsOf(f, v) === 0)
      ? env.store.unknown
      : (table.first as Transformer)(env, f, receiver, args, c),
  first: (env, f, receiver, args) => elementOf(env, f, first(env, receiver, args), false),
  at: (env, f, receiver, args) => readIndex(env, f, receiver, args.pos[0] ?? env.store.unknown),
  reduce: reduceOp,
  concat: (env, f, receiver, args) => {
    const tag = env.store.tag(contents(f, receiver));
    if (tag === Tag.text || tag === Tag.const || tag === Tag.mix)
      return (table.concatText as Transformer)(env, f, receiver, args, { row: undefined, name: "" });
    return concat(env, f, [receiver, ...args.pos]);
  },
  zip: (env, f, _receiver, args) =>
    env.store.list(
      [],
      env.store.list(
        args.pos.map((v) => freeze(f, elementOf(env, f, v, false))),
        env.store.bot,
      ),
    ),
  enumerate: (env, f, receiver, args) =>
    mapItems(env, f, first(env, receiver, args), (x) =>
      env.store.list([env.store.unknown, freeze(f, x)], env.store.bot),
    ),
  apply: (env, f, receiver, args) => {
    const fn = args.pos[0] ?? receiver;
    return env.apply(f, fn, env.store.bot, {
      ...noArgs(args.site, env.store.bot),
      pos: args.pos.slice(1),
      posRegs: args.posRegs.slice(1),
      keys: args.keys,
    });
  },
  bind: (env, _f, receiver, args) => partial(env, receiver, args.pos.slice(1), new Map()),
  partial: (env, _f, _receiver, args) =>
    partial(env, args.pos[0] ?? env.store.unknown, args.pos.slice(1), args.keys),
  callMethod: (env, f, receiver, args) =>
    callOn(
      env,
      f,
      receiver,
      {
        ...args,
        pos: args.pos.slice(1),
        posRegs: args.posRegs.slice(1),
      },
      args.pos[0],
    ),
  // `f.apply(self, list)`: the list holds the arguments.
  applyMethod: (env, f, receiver, args) => {
    const { store } = env;
    const list = args.pos[1];
    const n = list === undefined ? undefined : store.node(contents(f, list));
    const known = n?.tag === Tag.list && n.kids[n.kids.length - 1] === store.bot ? n.kids.slice(0, -1) : [];
    const rest = list === undefined || list === store.null || known.length > 0 ? store.bot : list;
    const given = { ...args, pos: known, posRegs: known.map(() => -1), rest };
    return callOn(env, f, receiver, given, args.pos[0]);
  },
  pipe: (env, f, receiver, args) =>
    pipe(
      env,
      f,
      receiver === env.store.bot ||
        env.store.tag(receiver) === Tag.ext ||
        env.store.tag(receiver) === Tag.type
        ? []
        : [receiver],
      args,
    ),
  mapArguments: (env, f, _receiver, args) => {
    // executor.map(fn, a, b): fn of one element of each.
    const fn = args.pos[0] ?? env.store.unknown;
    return env.store.list(
      [],
      freeze(
        f,
        call(
          env,
          f,
          fn,
          args.pos.slice(1).map((v) => elementOf(env, f, v, false)),
          args.site,
        ),
      ),
    );
  },
  listOf: (env, f, _receiver, args) =>
    env.store.list(
      args.pos.map((v) => freeze(f, v)),
      args.rest === env.store.bot ? env.store.bot : elementOf(env, f, args.rest, false),
    ),
  regex: (env, f, _receiver, args) => {
    const source = env.store.stringOf(freeze(f, args.pos[0] ?? env.store.unknown));
    if (source === undefined) return env.store.mix(labelsOf(f, args.pos[0] ?? env.store.unknown));
    return env.store.regex(source, env.store.stringOf(freeze(f, args.pos[1] ?? env.store.unknown)) ?? "");
  },
  wraps: (env) => env.store.unknown,
  utilFormat: (env, f, receiver, args) =>
    env.store.text(
      (receiver === env.store.bot ? args.pos : [receiver, ...args.pos]).map((v) => ({
        value: asText(env, f, v),
        conv: 0,
      })),
    ),
  thread: (env, f, _receiver, args) => {
    const fn = args.keys.get("target") ?? args.pos[1];
    const given = args.keys.get("args") ?? args.pos[3];
    if (fn !== undefined)
      env.apply(f, fn, env.store.bot, { ...noArgs(args.site, env.store.bot), rest: given ?? env.store.bot });
    return env.store.unknown;
  },
  stringRaw: (env, f, _receiver, args) => tagged(env, f, args),
  dedent: (env, f, receiver, args) =>
    args.pos[0] !== undefined && env.store.tag(contents(f, args.pos[0])) === Tag.list
      ? tagged(env, f, args)
      : sameText(env, f, receiver, args, { row: undefined, name: "" }),
  promiseSettled: (env, f, _receiver, args) =>
    env.store.list(
      [],
      env.store.rec(
        [
          ["status", env.store.unknown],
          ["value", freeze(f, elementOf(env, f, args.pos[0] ?? env.store.unknown, false))],
        ],
        env.store.bot,
      ),
    ),
  newPromise: (env, f, _receiver, args) => {
    if (args.pos[0] !== undefined)
      call(env, f, args.pos[0], [env.store.unknown, env.store.unknown], args.site);
    return env.store.unknown;
  },
  fieldValidator: (env, f, _receiver, args) => {
    const names = args.pos
      .map((v) => env.store.stringOf(freeze(f, v)))
      .filter((x): x is string => x !== undefined);
    return env.store.make(Tag.partial, `validates|${names.join(",")}`, { names: [], validates: names }, []);
  },
  modelValidate: (env, f, receiver, args) => {
    const value = args.pos[0] ?? args.keys.get("obj") ?? env.store.unknown;
    const made =
      env.store.node(receiver).tag === Tag.cls
        ? env.checked(f, env.store.node(receiver).data as number, value)
        : undefined;
    return made ?? env.store.grade(freeze(f, value), sinkBit.use, 0);
  },
  modelValidateJson: (env, f, receiver, args) => {
    const text = env.store.mix(labelsOf(f, args.pos[0] ?? env.store.unknown));
    const made =
      env.store.node(receiver).tag === Tag.cls
        ? env.checked(f, env.store.node(receiver).data as number, text)
        : undefined;
    return made ?? env.store.grade(text, sinkBit.use, 0);
  },
  adapterValidate: checkedFirst,
  adapterValidateJson: (env, f, _receiver, args) =>
    env.store.mix(env.store.labels.grade(labelsOf(f, args.pos[0] ?? env.store.unknown), sinkBit.use, 0)),
  adapterParse: checkedFirst,
  adapterParseLast: (env, f, _receiver, args) =>
    env.store.grade(freeze(f, args.pos[args.pos.length - 1] ?? env.store.unknown), sinkBit.use, 0),
  zodExtend: (env, f, receiver, args) => {
    const n = env.store.node(contents(f, receiver));
    const given = args.pos[0] === undefined ? undefined : env.store.node(contents(f, args.pos[0]));
    const shape =
      given?.tag === Tag.schema
        ? given.kids[0]
        : args.pos[0] === undefined
          ? undefined
          : freeze(f, args.pos[0]);
    if (n.tag !== Tag.schema || n.kids[0] === undefined || shape === undefined) return receiver;
    return env.store.remake(n, [
      spreadInto(env, f, spreadInto(env, f, env.store.rec([], env.store.bot), n.kids[0]), shape),
    ]);
  },
  zodSecond: (env, f, _receiver, args) => freeze(f, args.pos[1] ?? args.pos[0] ?? env.store.unknown),
  zodUnionSecond: (env, f, _receiver, args) =>
    env.store.joinAll(items(env, f, args.pos[1] ?? env.store.unknown).known),
  regexAction: (env, _f, _receiver, args) =>
    schema(
      env,
      {
        kind: "string",
        clears:
          args.pos[0] !== undefined && env.store.tag(args.pos[0]) === Tag.regex
            ? patternClears((env.store.node(args.pos[0]).data as { source: string }).source, "test")
            : 0,
      },
      [],
    ),
  superstructCreate: (env, f, _receiver, args) =>
    parsed(env, f, env.store.bot, {
      ...args,
      pos: [args.pos[1] ?? env.store.unknown, args.pos[0] ?? env.store.unknown],
    }),
  joiValidate: (env, f, receiver, args) =>
    env.store.rec(
      [
        ["error", env.store.unknown],
        ["value", parsed(env, f, receiver, args)],
      ],
      env.store.bot,
    ),
  joiAttempt: (env, f, _receiver, args) =>
    parsed(env, f, args.pos[1] ?? env.store.unknown, { ...args, pos: [args.pos[0] ?? env.store.unknown] }),
  mapFirst: (env, f, _receiver, args, c) =>
    mapOp(
      env,
      f,
      args.pos[0] ?? env.store.unknown,
      { ...args, pos: args.pos.slice(1), posRegs: args.posRegs.slice(1) },
      c,
    ),
  useState: (env, f, _receiver, args) => {
    const start = args.pos[0] ?? env.store.unknown;
    return env.store.list(
      [
        env.store.tag(start) === Tag.fun ? freeze(f, call(env, f, start, [], args.site)) : freeze(f, start),
        env.store.unknown,
      ],
      env.store.bot,
    );
  },
  useRef: (env, f, _receiver, args) =>
    env.store.rec([["current", freeze(f, args.pos[0] ?? env.store.unknown)]], env.store.bot),
  itemGetter: (env, f, _receiver, args) => {
    const key = env.store.constOf(freeze(f, args.pos[0] ?? env.store.unknown));
    return key === undefined || key === null
      ? env.store.unknown
      : env.store.make(Tag.partial, `item|${String(key)}`, { names: [], item: String(key) }, []);
  },
  runnableAssign: (env, f, receiver, args) => {
    let made = env.store.rec([[ASSIGN, env.store.true]], env.store.bot);
    for (const [k, v] of args.keys) made = withField(env, made, k, freeze(f, v));
    if (args.pos[0] !== undefined) made = spreadInto(env, f, made, args.pos[0]);
    return env.store.tag(receiver) === Tag.pipe
      ? pipe(env, f, [receiver], argsOf([made], args.site, env.store.bot))
      : made;
  },
  graphNode: (env, f, receiver, args) => {
    // Nodes of a graph share one state: what any of them returns, any of them may be given.
    const { store } = env;
    const n = store.node(receiver);
    if (n.tag !== Tag.stub) return receiver;
    const fn = args.pos.find((v) => store.tag(v) === Tag.fun) ?? args.keys.get("action");
    const known = store.node(n.kids[0] as V);
    let nodes = known.tag === Tag.rec ? (n.kids[0] as V) : store.rec([], store.bot);
    const added = fn === undefined ? undefined : freeze(f, fn);
    if (added !== undefined) {
      const more = withField(env, nodes, `node${store.node(nodes).kids.length}`, added);
      // One too many for a value: it is followed here, and unknown to those that come later.
      if (store.tag(more) === Tag.rec) nodes = more;
    }
    const record = store.node(nodes);
    const all = (record.data as RecData).keys.flatMap((k, i) =>
      k.startsWith("node") ? [record.kids[i] as V] : [],
    );
    if (added !== undefined && !all.includes(added)) all.push(added);
    let state = store.rec([], store.bot);
    for (let round = 0; round < 2; round++)
      for (const node of all)
        state = spreadInto(env, f, state, freeze(f, call(env, f, node, [state], args.site)));
    const next = store.remake(n, [nodes]);
    if (args.receiverReg !== undefined) writeBack(f, args.receiverReg, next);
    return next;
  },
  // `.pipe` of what is no object of a package: a function or mapping that became a step. Streams have one as well.
  runnablePipe: (env, f, receiver, args, context) => {
    const { store } = env;
    const n = store.node(contents(f, receiver));
    const isStep =
      n.tag === Tag.fun ||
      n.tag === Tag.partial ||
      n.tag === Tag.pipe ||
      n.tag === Tag.template ||
      (n.tag === Tag.rec && store.field(n, ASSIGN) !== undefined);
    return isStep ? pipe(env, f, [receiver], args) : env.unknownMethod(f, receiver, context.name, args);
  },
  promptChain: (env, f, _receiver, args) => {
    const options = args.pos[0] === undefined ? undefined : contents(f, args.pos[0]);
    const part = (name: string): V | undefined =>
      args.keys.get(name) ??
      (options !== undefined && env.store.tag(options) === Tag.rec
        ? env.store.field(env.store.node(options), name)
        : undefined);
    const steps = [part("prompt"), part("llm") ?? part("model")].filter((v): v is V => v !== undefined);
    return pipe(env, f, [], argsOf(steps, args.site, env.store.bot));
  },
  promiseAll: (env, f, _receiver, args) => freeze(f, args.pos[0] ?? env.store.unknown),
  promiseRace: (env, f, _receiver, args) => elementOf(env, f, args.pos[0] ?? env.store.unknown, false),
  // biome-ignore lint/suspicious/noThenProperty: the transformer is named after the method it models.
  then: (env, f, receiver, args) => {
    const fn = args.pos[0];
    const out = fn === undefined ? receiver : call(env, f, fn, [receiver], args.site);
    if (args.pos[1] !== undefined) call(env, f, args.pos[1], [env.store.unknown], args.site);
    return out;
  },
  catch: (env, f, receiver, args) =>
    env.store.join(
      receiver,
      args.pos[0] === undefined
        ? env.store.bot
        : freeze(f, call(env, f, args.pos[0], [env.store.unknown], args.site)),
    ),
  finally: (env, f, receiver, args) => {
    if (args.pos[0] !== undefined) call(env, f, args.pos[0], [], args.site);
    return receiver;
  },
  setTimeoutLike: (env, f, _receiver, args) => {
    if (args.pos[0] !== undefined && env.store.tag(args.pos[0]) === Tag.fun)
      call(env, f, args.pos[0], args.pos.slice(2), args.site);
    return env.store.unknown;
  },
  getattr: (env, f, receiver, args) => {
    const object = args.pos[0] ?? receiver;
    const value = readIndex(env, f, object, args.pos[1] ?? env.store.unknown);
    const keyLabels = labelsOf(f, args.pos[1] ?? env.store.unknown);
    if (keyLabels !== 0) return env.store.make(Tag.chosen, "open", "open", [], keyLabels);
    return args.pos[2] === undefined ? value : env.store.join(value, freeze(f, args.pos[2]));
  },
  globals: (env) =>
    env.store.make(Tag.ext, "py|<names>|", { lang: "py", specifier: "<names>", path: [] }, []),
  // What is given beside it counts only where the address names no host itself.
  urlParse: (env, f, receiver, args) => {
    const { store } = env;
    const given = asText(env, f, args.pos[0] ?? first(env, receiver, args));
    const base = args.pos[1];
    if (base === undefined) return given;
    return store.join(given, store.text([asText(env, f, base), given].map((value) => ({ value, conv: 0 }))));
  },
  pathJoin: (env, f, receiver, args) => {
    const path = env.store.text(
      [receiver, ...args.pos]
        .filter((v) => v !== env.store.bot && env.store.tag(v) !== Tag.ext && env.store.tag(v) !== Tag.stub)
        .flatMap((v, i) =>
          i === 0
            ? [{ value: asText(env, f, v), conv: 0 }]
            : [
                { value: env.store.const("/"), conv: 0 },
                { value: asText(env, f, v), conv: 0 },
              ],
        ),
    );
    return inFolder(env, path, path);
  },
  pathResolve: (env, f, receiver, args, c) => {
    const { store } = env;
    const given =
      args.pos.length > 0
        ? (table.pathJoin as Transformer)(env, f, store.bot, args, c)
        : store.tag(receiver) === Tag.stub
          ? freeze(f, receiver)
          : asText(env, f, receiver);
    return store.grade(given, RESOLVED, 0);
  },
  basename: (env, f, receiver, args) =>
    env.store.grade(asText(env, f, first(env, receiver, args)), sinkBit.path, 0),
  // Rows of a database are the project's own; what a search by vectors found is retrieved.
  vectorQuery: (env, f, receiver, args, { row }) => {
    const { store } = env;
    const query = freeze(f, args.pos[0] ?? receiver);
    const isMade = store.labels
      .list(store.node(query).labels)
      .some((l) => store.labels.get(l).kind === "retrieved");
    const given = [receiver, ...args.pos, ...args.keys.values()];
    if (!isMade && !given.some((v) => ranksByNearness(env, freeze(f, v)))) return store.unknown;
    const label = newLabel("retrieved", args.site);
    return store.res(args.site, row?.id ?? -1, [], store.labels.one(label));
  },
  readFile: (env, f, receiver, args) => {
    const { store } = env;
    // The path is the first argument, or what the file object was opened with.
    const isObject = store.tag(receiver) === Tag.stub;
    const path = freeze(f, isObject ? receiver : (args.pos[0] ?? args.keys.get("file") ?? receiver));
    // A constant path is the project's own text, a constant name in a folder that nobody strange chose its setting;
    // whatever else names a file names someone's content.
    const { labels } = store.node(path);
    const isOwn =
      labels === 0 ||
      (namesFile(env, path, 0) && store.labels.list(labels).every((id) => isUnchosen(store.labels.get(id))));
    return store.res(
      args.site,
      -1,
      [],
      store.labels.one(newLabel(isOwn ? "config" : "external", args.site, isOwn ? {} : fileAt(labels))),
    );
  },
  validate: (env, f, _receiver, args) => freeze(f, args.pos[0] ?? env.store.unknown),
  zodString: (env, f, receiver, args, c) => schemaString(env, f, receiver, args, c),
  zodNumber: (env) => schema(env, { kind: "closed", clears: 0 }, []),
  zodBoolean: (env) => schema(env, { kind: "closed", clears: 0 }, []),
  zodLiteral: (env, f, _r, args) =>
    schema(env, { kind: "enum", clears: 0 }, [freeze(f, args.pos[0] ?? env.store.unknown)]),
  zodEnum: (env, f, _r, args) =>
    schema(env, { kind: "enum", clears: 0 }, [
      env.store.joinAll(
        items(env, f, args.pos[0] ?? env.store.unknown).known.concat(
          isRecord(env, f, args.pos[0]) ? [freeze(f, readMember(env, f, args.pos[0] as V, "[]"))] : [],
        ),
      ),
    ]),
  zodObject: (env, f, _r, args) =>
    schema(env, { kind: "object", clears: 0 }, [freeze(f, args.pos[0] ?? env.store.unknown)]),
  zodArray: (env, f, receiver, args) =>
    schema(env, { kind: "array", clears: 0 }, [
      env.store.tag(receiver) === Tag.schema ? receiver : freeze(f, args.pos[0] ?? env.store.unknown),
    ]),
  zodOther: (env, f, receiver, args) => {
    if (env.store.tag(receiver) === Tag.schema) return receiver;
    const given = args.pos.map((v) => freeze(f, v)).filter((v) => env.store.tag(v) === Tag.schema);
    if (given.length > 0) return env.store.joinAll(given);
    const listed =
      args.pos[0] === undefined
        ? []
        : items(env, f, args.pos[0]).known.filter((v) => env.store.tag(v) === Tag.schema);
    return listed.length > 0 ? env.store.joinAll(listed) : schema(env, { kind: "other", clears: 0 }, []);
  },
  zodParse: (env, f, receiver, args) => parsed(env, f, receiver, args),
  zodSafeParse: (env, f, receiver, args) => {
    const value = parsed(env, f, receiver, args);
    return env.store.rec(
      [
        ["success", env.store.unknown],
        ["data", value],
        ["output", value],
        ["error", env.store.unknown],
        ["value", value],
      ],
      env.store.bot,
    );
  },
};

function isRestParameter(env: Env, f: Frame, v: V): boolean {
  const n = env.store.node(v);
  if (n.tag !== Tag.in) return false;
  const { root, path } = n.data as InData;
  return path.length === 0 && f.ir.params[Number(root.slice(1))]?.kind === "rest" && root.startsWith("p");
}
/** Calls a function with an object of the caller's choice as `this`. */
function callOn(env: Env, f: Frame, fn: V, args: Args, self: V | undefined): V {
  const { store } = env;
  if (store.tag(fn) === Tag.in) f.needs.add((store.node(fn).data as InData).root);
  const n = store.node(fn);
  const bound =
    n.tag === Tag.fun && n.kids[0] === store.bot && self !== undefined && self !== store.null
      ? bindThis(env, fn, self)
      : fn;
  return env.apply(f, bound, self ?? store.bot, args);
}
/** What names the folder of a file whose own name is constant is marked so. */
export function inFolder(env: Env, folder: V, path: V): V {
  return env.store.node(folder).labels !== 0 && namesFile(env, path, 0)
    ? env.store.grade(folder, NAMED, 0)
    : folder;
}
/** The last piece of a path is a constant with an extension. */
function namesFile(env: Env, path: V, depth: number): boolean {
  const { store } = env;
  const n = store.node(path);
  if (depth > 6) return false;
  if (n.tag === Tag.const)
    return typeof n.data === "string" && /(?:^|[\\/])[\w-][\w.-]*\.\w{1,8}$/.test(n.data);
  if (n.tag === Tag.text) {
    const [before, last] = [n.kids[n.kids.length - 2], n.kids[n.kids.length - 1] as V];
    const text = store.stringOf(last);
    // "…/name.json", not "….json" behind a name that came from elsewhere.
    return (
      text !== undefined && (before === undefined || /[\\/]/.test(text)) && namesFile(env, last, depth + 1)
    );
  }
  if (n.tag === Tag.stub) return n.kids[0] !== undefined && namesFile(env, n.kids[0], depth + 1);
  if (n.tag === Tag.rec) {
    const last = store.field(n, "1") ?? store.field(n, "0") ?? store.field(n, "file");
    return last !== undefined && namesFile(env, last, depth + 1);
  }
  return n.tag === Tag.or && n.kids.every((k) => namesFile(env, k, depth + 1));
}
/** A tagged template: strings and values in turn. */
function tagged(env: Env, f: Frame, args: Args): V {
  const strings = items(env, f, args.pos[0] ?? env.store.unknown).known;
  const values = args.pos.slice(1);
  return env.store.text(
    strings.flatMap((s, i) =>
      values[i] === undefined
        ? [{ value: asText(env, f, s), conv: 0 }]
        : [
            { value: asText(env, f, s), conv: 0 },
            { value: asText(env, f, values[i] as V), conv: 0 },
          ],
    ),
  );
}
/** A key of what is not known of a record: of data that was spread into it as it came, not of values put under keys. */
function openKey(env: Env, open: V): V {
  let labels = 0;
  for (const m of env.store.members(open)) {
    const tag = env.store.tag(m);
    if (tag === Tag.in || tag === Tag.res) labels = env.store.labels.union(labels, env.store.node(m).labels);
  }
  return env.store.mix(labels);
}
function isRecord(env: Env, f: Frame, v: V | undefined): boolean {
  return v !== undefined && env.store.tag(contents(f, v)) === Tag.rec;
}
function schemaString(env: Env, f: Frame, receiver: V, args: Args, c: OpContext): V {
  const n = env.store.node(receiver);
  if (n.tag !== Tag.schema) return schema(env, { kind: "string", clears: 0 }, []);
  const data = n.data as { kind: "string"; clears: number };
  if (data.kind !== "string") return receiver;
  const arg = args.pos[0] === undefined ? undefined : freeze(f, args.pos[0]);
  if (arg !== undefined && env.store.tag(arg) === Tag.regex)
    return schema(
      env,
      {
        kind: "string",
        clears: data.clears | patternClears((env.store.node(arg).data as { source: string }).source, "test"),
      },
      [],
    );
  if (c.row?.options?.length) return schema(env, { ...data, clears: data.clears | sinkBit.length }, n.kids);
  if (/^(uuid|cuid2?|nanoid|ulid|ip|ipv4|ipv6|datetime|date|time|duration|email)$/.test(c.name))
    return schema(env, { kind: "closed", clears: 0 }, []);
  return receiver;
}
function parsed(env: Env, f: Frame, receiver: V, args: Args): V {
  // schema.parse(x), or parse(schema, x)
  const own = env.store.tag(contents(f, receiver)) === Tag.schema;
  const shape = own ? receiver : (args.pos[0] ?? env.store.unknown);
  const value = (own ? args.pos[0] : args.pos[1]) ?? env.store.unknown;
  return parseWith(env, f, shape, value, (path) => {
    let v = value;
    for (const segment of path) v = readMember(env, f, v, segment);
    return v;
  });
}

function widen(env: Env, f: Frame, old: V, item: V): V {
  const { store } = env;
  const added = freeze(f, item);
  const n = store.node(old);
  if (n.tag === Tag.list)
    return store.list(n.kids.slice(0, -1), store.join(n.kids[n.kids.length - 1] as V, added));
  return listAppend(env, f, old, item);
}
function prependItem(env: Env, f: Frame, old: V, item: V): V {
  const { store } = env;
  const n = store.node(old);
  if (n.tag === Tag.list)
    return store.list([freeze(f, item), ...n.kids.slice(0, -1)], n.kids[n.kids.length - 1] as V);
  return listAppend(env, f, old, item);
}
function withField(env: Env, rec: V, key: string, value: V): V {
  const n = env.store.node(rec);
  if (n.tag !== Tag.rec) return env.store.mix(env.store.labels.union(n.labels, env.store.node(value).labels));
  const { keys, site } = n.data as RecData;
  const entries = new Map(keys.map((k, i) => [k, n.kids[i] as V] as const));
  entries.set(key, value);
  return env.store.rec(entries, n.kids[keys.length] as V, site);
}
/** `{...base, ...v}` */
export function spreadInto(env: Env, f: Frame, base: V, v: V): V {
  const { store } = env;
  let out = base;
  for (const m of store.members(contents(f, v))) {
    const n = store.node(m);
    if (n.tag === Tag.rec) {
      const { keys } = n.data as RecData;
      keys.forEach((k, i) => {
        out = withField(env, out, k, freeze(f, n.kids[i] as V));
      });
      const open = n.kids[keys.length] as V;
      if (open !== store.bot) out = openRec(env, out, open);
    } else if (n.tag === Tag.inst) out = spreadInto(env, f, out, n.kids[0] as V);
    else if (n.tag === Tag.in || n.tag === Tag.res) out = openRec(env, out, m);
    else if (n.tag === Tag.list) {
      for (const pair of n.kids) {
        const p = store.node(contents(f, pair));
        const key = p.tag === Tag.list && p.kids[0] !== undefined ? store.stringOf(p.kids[0]) : undefined;
        if (key !== undefined && p.kids[1] !== undefined)
          out = withField(env, out, key, freeze(f, p.kids[1]));
        else if (p.labels !== 0) out = openRec(env, out, store.mix(p.labels));
      }
    } else if (n.labels !== 0) out = openRec(env, out, store.mix(n.labels));
  }
  return out;
}
function openRec(env: Env, rec: V, rest: V): V {
  const n = env.store.node(rec);
  if (n.tag !== Tag.rec) return env.store.mix(env.store.labels.union(n.labels, env.store.node(rest).labels));
  const { keys, site } = n.data as RecData;
  return env.store.rec(
    keys.map((k, i) => [k, n.kids[i] as V] as const),
    env.store.join(n.kids[keys.length] as V, rest),
    site,
  );
}

function formatText(env: Env, f: Frame, receiver: V, args: Args, format: TemplateData["format"]): V {
  const { store } = env;
  const frozen = freeze(f, receiver);
  const given = args.pos[0];
  const out = fillText(env, f, frozen, format, (name, index) => {
    if (name === "" || /^\d+$/.test(name)) {
      const at = name === "" ? index : Number(name);
      if (args.pos[at] !== undefined) return args.pos[at] as V;
      return args.rest === store.bot ? store.unknown : readMember(env, f, args.rest, "[]");
    }
    const [head = "", ...path] = name.replace(/\[['"]?(\w+)['"]?\]/g, ".$1").split(".");
    let v = args.keys.get(head);
    if (v === undefined && /^\d+$/.test(head)) v = args.pos[Number(head)];
    if (v === undefined && args.keyRest !== store.bot) v = readMember(env, f, args.keyRest, head);
    if (v === undefined && given !== undefined && format !== "f") v = readMember(env, f, given, head);
    if (v === undefined) return store.unknown;
    for (const segment of path) v = readMember(env, f, v, segment);
    return v;
  });
  if (store.tag(frozen) === Tag.const || store.tag(frozen) === Tag.text) return out;
  // The template itself is not known: its labels and those of everything filled in.
  return mixAll(env, f, frozen, args, { row: undefined, name: "" });
}

export function partial(env: Env, fn: V, pos: readonly V[], keys: ReadonlyMap<string, V>): V {
  const names = [...keys.keys()];
  return env.store.make(Tag.partial, `${pos.length}|${names.join(",")}`, { names }, [
    fn,
    ...pos,
    ...keys.values(),
  ]);
}
export function pipe(env: Env, f: Frame, head: readonly V[], args: Args): V {
  const { store } = env;
  const steps: V[] = [];
  const add = (v: V): void => {
    const inner = contents(f, v);
    const n = store.node(inner);
    // A step that the caller knows: worth a run with it.
    if (n.tag === Tag.in) {
      const { root, path } = n.data as InData;
      f.needs.add(root);
      const type = env.inputType(f.info.gid, root, path);
      if (type?.kind === "model") {
        steps.push(stub(env, type.type, "", store.bot));
        return;
      }
    }
    if (n.tag === Tag.pipe) steps.push(...n.kids);
    else if (n.tag === Tag.list) n.kids.slice(0, -1).forEach(add);
    else steps.push(freeze(f, v));
  };
  for (const v of [...head, ...args.pos]) add(v);
  return store.make(Tag.pipe, "", undefined, steps);
}

/** Runs a named behaviour. An unknown name is a mistake in a pack, found by the generator; here it propagates. */
export function transform(env: Env, f: Frame, op: string, receiver: V, args: Args, context: OpContext): V {
  const fn = table[op];
  if (!fn) return mixAll(env, f, receiver, args, context);
  return fn(env, f, receiver, args, context);
}
/** The names that `op` and `methods` of a pack may have: those of the table, and those that other files of this room ask for. */
export const operationNames: readonly string[] = [
  ...Object.keys(table),
  // template.ts
  "fillPartial",
  // guards.ts, containment.ts
  "ancestors",
  "commonPath",
  "isAbsolute",
  "isInside",
  "prefix",
  "relativePath",
];
