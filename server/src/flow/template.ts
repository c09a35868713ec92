import type { IndexedRow, IndexedType } from "../models/modelIndex.ts";
import { asText, readMember } from "./access.ts";
import type { Args, Env } from "./env.ts";
import { contents, type Frame, freeze } from "./frame.ts";
import { type RecData, Tag, type V } from "./values.ts";

export interface TemplateData {
  format: "f" | "jinja" | "mustache" | "percent" | "dollar";
  /** Role of the message that this template makes; "" for plain text or a list of messages. */
  role: string;
  type: IndexedType | undefined;
}

const holes: Record<TemplateData["format"], RegExp> = {
  f: /\{\{|\}\}|\{([^{}!:]{0,80})(?:![rsa])?(?::[^{}]{0,40})?\}/g,
  jinja: /\{\{-?\s*([\w.[\]'"]{1,80})(?:\s*\|[^{}]{0,80})?\s*-?\}\}/g,
  mustache: /\{\{[{&]?\s*([\w.]{1,80})\s*\}?\}\}/g,
  percent: /%%|%(?:\(([\w.]{1,80})\))?[-+ #0]{0,4}\d{0,4}(?:\.\d{1,4})?[sdrfxeg]/g,
  dollar: /\$\$|\$\{?([A-Za-z_]\w{0,80})\}?/g,
};

/** The text with its holes filled; `lookUp` gets the hole's name ("" and a counter for positional ones). */
export function fillText(
  env: Env,
  f: Frame,
  text: V,
  format: TemplateData["format"],
  lookUp: (name: string, index: number) => V,
): V {
  const { store } = env;
  const out: { value: V; conv: number }[] = [];
  const piece = (v: V): void => {
    const literal = store.stringOf(v);
    if (literal === undefined) {
      out.push({ value: v, conv: 0 });
      return;
    }
    let last = 0;
    let index = 0;
    const pattern = holes[format];
    pattern.lastIndex = 0;
    for (let m = pattern.exec(literal); m; m = pattern.exec(literal)) {
      if (m.index > last) out.push({ value: store.const(literal.slice(last, m.index)), conv: 0 });
      last = m.index + m[0].length;
      if (m[0] === "{{" || m[0] === "}}" || m[0] === "%%" || m[0] === "$$")
        out.push({ value: store.const(m[0][0] as string), conv: 0 });
      else out.push({ value: asText(env, f, lookUp((m[1] ?? "").trim(), index++)), conv: 0 });
    }
    if (last < literal.length) out.push({ value: store.const(literal.slice(last)), conv: 0 });
  };
  const whole = store.members(text);
  if (whole.length > 1) return store.joinAll(whole.map((m) => fillText(env, f, m, format, lookUp)));
  const n = store.node(text);
  if (n.tag === Tag.text) for (const kid of n.kids) piece(kid);
  else if (n.tag === Tag.const) piece(text);
  else return text;
  return store.text(out);
}

/** Applies a template to the call's arguments (a mapping, or keywords). */
export function fillTemplate(
  env: Env,
  f: Frame,
  template: V,
  args: Args,
  _name: string,
  row: IndexedRow | undefined,
): V {
  const { store } = env;
  const n = store.node(template);
  const data = n.data as TemplateData;
  const [body = store.bot, partial = store.bot] = n.kids;
  const given = new Map<string, V>();
  const spread: V[] = [];
  const take = (v: V): void => {
    for (const m of store.members(contents(f, v))) {
      const k = store.node(m);
      if (k.tag === Tag.rec) {
        (k.data as RecData).keys.forEach((key, i) => given.set(key, k.kids[i] as V));
        const rest = k.kids[k.kids.length - 1] as V;
        if (rest !== store.bot) spread.push(rest);
      } else if (k.tag !== Tag.const) spread.push(m);
    }
  };
  take(partial);
  for (const v of args.pos) take(v);
  if (args.keyRest !== store.bot) take(args.keyRest);
  for (const [k, v] of args.keys) given.set(k, v);
  if (row?.op === "fillPartial")
    return store.make(Tag.template, n.atom, data, [
      body,
      store.rec(
        [...given].map(([k, v]) => [k, freeze(f, v)] as const),
        store.bot,
      ),
    ]);
  env.filled.add(template);
  const lookUp = (hole: string): V => {
    const [head = "", ...path] = hole.replace(/\[['"]?(\w+)['"]?\]/g, ".$1").split(".");
    let v = given.get(head);
    if (v === undefined && args.pos.length === 1) {
      const only = args.pos[0] as V;
      const tag = store.tag(only);
      if (tag === Tag.in || tag === Tag.res) v = readMember(env, f, only, head);
      // A template with one hole may be given the bare value.
      else if (tag === Tag.text || tag === Tag.mix) v = only;
    }
    if (v === undefined)
      return spread.length > 0
        ? store.joinAll(spread.map((s) => readMember(env, f, s, head)))
        : store.unknown;
    for (const segment of path) v = readMember(env, f, v, segment);
    return v;
  };
  const fill = (text: V): V => fillText(env, f, text, data.format, lookUp);
  const frozen = freeze(f, body);
  if (store.tag(frozen) === Tag.list) {
    const k = store.node(frozen);
    const items = k.kids.slice(0, -1).flatMap((item) => fillMessage(env, f, item, fill, lookUp, args));
    return store.list(items, k.kids[k.kids.length - 1] as V);
  }
  const source = store.tag(frozen) === Tag.template ? (store.node(frozen).kids[0] as V) : frozen;
  // A text that is not known here (a file of the project) with everything that was given to it.
  const isOpen = store.members(source).some((m) => store.tag(m) !== Tag.const && store.tag(m) !== Tag.text);
  const text = isOpen
    ? store.text([
        { value: source, conv: 0 },
        ...[...given.values(), ...spread].map((v) => ({ value: asText(env, f, v), conv: 0 })),
      ])
    : fill(source);
  if (data.role !== "")
    return store.rec(
      [
        ["role", store.const(data.role)],
        ["content", freeze(f, text)],
      ],
      store.bot,
      args.site,
    );
  return text;
}

function fillMessage(
  env: Env,
  f: Frame,
  item: V,
  fill: (text: V) => V,
  lookUp: (hole: string) => V,
  args: Args,
): V[] {
  const { store } = env;
  const n = store.node(item);
  const make = (role: V, content: V): V =>
    store.rec(
      [
        ["role", role],
        ["content", freeze(f, fill(content))],
      ],
      store.bot,
      args.site,
    );
  if (n.tag === Tag.list && n.kids.length === 3) {
    const role = store.stringOf(n.kids[0] as V);
    if (role === "placeholder") {
      const hole = /\{(\w+)\}/.exec(store.stringOf(n.kids[1] as V) ?? "")?.[1];
      return hole ? [elementsOf(env, f, lookUp(hole))] : [];
    }
    return [make(n.kids[0] as V, n.kids[1] as V)];
  }
  if (n.tag === Tag.template) {
    const data = n.data as TemplateData;
    const inner = n.kids[0] as V;
    return [
      make(
        store.const(data.role === "" ? "user" : data.role),
        store.tag(inner) === Tag.template ? (store.node(inner).kids[0] as V) : inner,
      ),
    ];
  }
  if (n.tag === Tag.rec) {
    const role = store.field(n, "role");
    const content = store.field(n, "content");
    if (role !== undefined && content !== undefined && (n.data as RecData).site < 0)
      return [make(role, content)];
    return [item];
  }
  if (n.tag === Tag.const) return [make(store.const("user"), item)];
  if (n.tag === Tag.stub) {
    const given = store.node(n.kids[0] as V);
    const hole =
      given.tag === Tag.rec
        ? (store.field(given, "variable_name") ??
          store.field(given, "0") ??
          store.field(given, "variableName"))
        : undefined;
    const name = hole === undefined ? undefined : store.stringOf(hole);
    return name === undefined ? [] : [elementsOf(env, f, lookUp(name))];
  }
  return [item];
}
function elementsOf(env: Env, f: Frame, v: V): V {
  return freeze(f, readMember(env, f, v, "[]"));
}
