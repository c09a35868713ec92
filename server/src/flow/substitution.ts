import { readMember } from "./access.ts";
import type { Env } from "./env.ts";
import { contents, type Frame, freeze, labelsOf } from "./frame.ts";
import type { LabelSet } from "./labels.ts";
import { type InData, inputKey, isCondition, type Node, parseInput, Tag, type V } from "./values.ts";

/** What one call gives for the inputs of its callee: replaces them in values that speak of them. */
export class Substitution {
  private readonly env: Env;
  private readonly f: Frame;
  /** Arguments by input root. */
  private readonly roots: ReadonlyMap<string, V>;
  /** The element of a list input that is at its turn. */
  private readonly item: { prefix: string; value: V } | undefined;
  private memo: Map<V, V> | undefined;
  private inputs: Map<string, V> | undefined;
  private sets: Map<LabelSet, LabelSet> | undefined;
  private inputLabels: Map<string, LabelSet> | undefined;

  constructor(
    env: Env,
    f: Frame,
    roots: ReadonlyMap<string, V>,
    item?: { prefix: string; value: V } | undefined,
  ) {
    this.env = env;
    this.f = f;
    this.roots = roots;
    this.item = item;
  }

  of(v: V): V {
    const { env, f } = this;
    const { store } = env;
    const n = store.node(v);
    if (!n.hasIn) return v;
    this.memo ??= new Map();
    const known = this.memo.get(v);
    if (known !== undefined) return known;
    let out: V;
    if (n.tag === Tag.in) out = this.graded(n);
    else if (n.tag === Tag.mix) out = store.mix(this.labels(n.labels));
    else if (n.tag === Tag.res || n.tag === Tag.chosen)
      out = store.remake(
        n,
        n.kids.map((k) => this.of(k)),
        this.labels(n.labels),
      );
    else if (
      n.tag === Tag.list &&
      this.item === undefined &&
      perElement(env, n.kids[n.kids.length - 1] as V) !== undefined
    )
      out = this.elementwise(n.kids);
    else if (n.tag === Tag.text)
      out = store.text(
        n.kids.map((k, i) => ({ value: textPart(env, f, this.of(k)), conv: Number(n.atom[i]) })),
      );
    else
      out = store.rebuild(
        n,
        n.kids.map((k) => freeze(f, this.of(k))),
      );
    this.memo.set(v, out);
    return out;
  }

  private graded(n: Node): V {
    const { store } = this.env;
    const value = this.input(n.atom);
    const first = store.labels.list(n.labels)[0];
    const label = first === undefined ? undefined : store.labels.get(first);
    return label && (label.cleared !== 0 || label.lowered !== 0)
      ? store.grade(freeze(this.f, value), label.cleared, label.lowered)
      : value;
  }
  private input(key: string): V {
    this.inputs ??= new Map();
    let v = this.inputs.get(key);
    if (v !== undefined) return v;
    const { env, f, item } = this;
    if (item !== undefined && (key === item.prefix || key.startsWith(`${item.prefix}\u0001`)))
      v = readPath(
        env,
        f,
        item.value,
        key === item.prefix ? [] : key.slice(item.prefix.length + 1).split("\u0001"),
      );
    else {
      const { root, path } = env.store.inputOf(key);
      const given = this.roots.get(root);
      v = given === undefined || given === env.store.bot ? env.store.bot : readPath(env, f, given, path);
    }
    this.inputs.set(key, v);
    return v;
  }
  private labels(set: LabelSet): LabelSet {
    if (!this.env.store.labels.hasInput(set)) return set;
    this.sets ??= new Map();
    let out = this.sets.get(set);
    if (out === undefined) {
      out = this.substituteLabels(set);
      this.sets.set(set, out);
    }
    return out;
  }
  private substituteLabels(set: LabelSet): LabelSet {
    const { labels } = this.env.store;
    return labels.map(set, (l) => {
      const inner = labels.hasInput(l.fed) ? this.labels(l.fed) : l.fed;
      const fed =
        inner === l.fed ? inner : l.kind === "model" || l.kind === "tool-input" ? labels.feed(inner) : inner;
      if (l.kind !== "in") return labels.withFed(l, fed);
      this.inputLabels ??= new Map();
      let given = this.inputLabels.get(l.input);
      if (given === undefined) {
        given = labelsOf(this.f, this.input(l.input));
        this.inputLabels.set(l.input, given);
      }
      return labels.list(labels.inPlaceOf(l, given));
    });
  }
  /** A list made element by element from a list that the caller knows: each element keeps its own fields together. */
  private elementwise(kids: readonly V[]): V {
    const { env, f, roots } = this;
    const { store } = env;
    const rest = kids[kids.length - 1] as V;
    const prefix = perElement(env, rest) as string;
    const { root, path } = parseInput(prefix);
    const given = roots.get(root);
    const source =
      given === undefined || given === store.bot
        ? undefined
        : store.node(contents(f, readPath(env, f, given, path.slice(0, -1))));
    const head = kids.slice(0, -1).map((k) => freeze(f, this.of(k)));
    if (source?.tag !== Tag.list || source.kids.length > 10)
      return store.list(head, freeze(f, this.of(rest)));
    // Alternatives stay apart, as their roles do.
    const each = (value: V): V =>
      store.joinAll(
        store
          .members(value)
          .map((m) => freeze(f, new Substitution(env, f, roots, { prefix, value: m }).of(rest))),
      );
    const open = source.kids[source.kids.length - 1] as V;
    return store.list(
      [...head, ...source.kids.slice(0, -1).map(each)],
      open === store.bot ? open : each(open),
    );
  }
}

/** Reads along a path of an input, in the caller's terms. */
function readPath(env: Env, f: Frame, value: V, path: readonly string[]): V {
  let v = value;
  for (const segment of path) {
    if (segment.startsWith("^")) {
      const index = Number(segment.slice(1));
      v = env.store.joinAll(
        env.store.members(freeze(f, v)).map((m) => env.store.node(m).kids[index] ?? env.store.bot),
      );
    } else if (isCondition(segment)) v = whereHolds(env, f, v, segment);
    else v = readMember(env, f, v, segment);
  }
  return v;
}

/** What of a value meets the condition that a segment of a path states, as far as its fields are known. */
export function whereHolds(env: Env, f: Frame, value: V, segment: string): V {
  const { store } = env;
  const at = segment.indexOf("=");
  const [field, text] = [segment.slice(1, at), segment.slice(at + 1)];
  const kept = store.members(freeze(f, value)).map((m) => {
    const n = store.node(m);
    if (n.tag === Tag.in) return store.inputMember(m, segment);
    const is = n.tag === Tag.rec ? store.constOf(store.field(n, field) ?? store.bot) : undefined;
    return is === undefined || (is === text) === segment.startsWith("?") ? m : store.bot;
  });
  return store.joinAll(kept);
}

/** The list input whose element a record is made of, as the key of the element; undefined when there is none or several. */
function perElement(env: Env, v: V): string | undefined {
  const { store } = env;
  const n = store.node(v);
  if (n.tag !== Tag.rec || !n.hasIn) return undefined;
  let prefix: string | undefined;
  for (const kid of n.kids) {
    const k = store.node(kid);
    if (k.tag !== Tag.in) continue;
    const { root, path } = k.data as InData;
    const at = path.indexOf("[]");
    if (at < 0) continue;
    const key = inputKey(root, path.slice(0, at + 1));
    if (prefix !== undefined && prefix !== key) return undefined;
    prefix = key;
  }
  return prefix;
}
function textPart(env: Env, f: Frame, v: V): V {
  const { store } = env;
  const frozen = freeze(f, v);
  const tag = store.tag(frozen);
  return tag === Tag.rec || tag === Tag.list || tag === Tag.inst || tag === Tag.fun
    ? store.mix(store.node(frozen).labels)
    : frozen;
}
