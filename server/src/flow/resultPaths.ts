import type { Env } from "./env.ts";
import { type Label, type LabelSet, sinkBit } from "./labels.ts";
import { isClosedType } from "./types.ts";
import { type ResData, Tag, type V } from "./values.ts";

const patterns = new Map<string, string[]>();
function segments(pattern: string): string[] {
  let out = patterns.get(pattern);
  if (!out) {
    out = pattern
      .replace(/\[\]/g, ".[]")
      .split(".")
      .filter((s) => s !== "");
    patterns.set(pattern, out);
  }
  return out;
}

/** What remains of `path` below `pattern`, undefined when it lies elsewhere. */
function remainder(path: readonly string[], pattern: string): readonly string[] | undefined {
  for (let n = 0; n <= path.length; n++) if (isBelow(path.slice(0, n), pattern)) return path.slice(n);
  return undefined;
}

/** `path` lies at or below `pattern` ("choices[].message.content"); numbers and "[]" both stand for an element. */
export function isBelow(path: readonly string[], pattern: string): boolean {
  const want = segments(pattern);
  let i = 0;
  for (const segment of path) {
    if (i >= want.length) return true;
    const here = want[i] as string;
    if (here === "[]" ? isElement(segment) : here === segment) i++;
    else if (here === "[]") return false;
    else if (!isElement(segment)) return false;
    // An element step that the pattern does not name (a stream's chunk): skipped.
  }
  return i >= want.length;
}
function isElement(segment: string): boolean {
  return segment === "[]" || /^-?\d+$/.test(segment);
}

/** Labels of a modelled result one step further down: tool arguments, validated parts and plain numbers differ from text. */
export function parsePathRow(env: Env, labels: LabelSet, data: ResData, name: string): LabelSet {
  if (data.row < 0) return labels;
  const row = env.models.row(data.row);
  const path = [...data.path, name];
  if (row.clean?.some((p) => isBelow(path, p))) return 0;
  if (!row.model) return labels;
  if (row.model.clean?.some((p) => isBelow(path, p))) return 0;
  if (row.model.envelope?.some((p) => p !== "" && isBelow(path, p)))
    return env.store.labels.grade(labels, sinkBit.use, 0);
  if (row.model.tool?.some((p) => isBelow(path, p)))
    return env.store.labels.map(
      labels,
      (l): Label => (l.kind === "model" ? { ...l, kind: "tool-input" } : l),
    );
  for (const pattern of row.model.parsed ?? []) {
    const rest = remainder(path, pattern);
    const schema = rest && rest.length > 0 ? env.schemas.get(data.site) : undefined;
    if (rest && schema !== undefined && isClosedLeaf(env, schema, rest)) return 0;
  }
  return labels;
}

/** The schema leaves nothing open at this path: a number, an enum, a literal. */
function isClosedLeaf(env: Env, schema: V, path: readonly string[]): boolean {
  const { store } = env;
  const n = store.node(schema);
  const [head, ...rest] = path;
  if (n.tag === Tag.or) return n.kids.every((k) => isClosedLeaf(env, k, path));
  if (n.tag === Tag.schema) {
    const { kind } = n.data as { kind: string };
    if (kind === "closed" || kind === "enum") return true;
    if (kind === "object" || (kind === "array" && head !== undefined))
      return isClosedLeaf(env, n.kids[0] ?? store.bot, kind === "array" ? rest : path);
    return false;
  }
  if (n.tag === Tag.rec) {
    const field = head === undefined ? undefined : store.field(n, head);
    return field !== undefined && isClosedLeaf(env, field, rest);
  }
  if (n.tag === Tag.cls && head !== undefined) {
    for (const cid of env.lineage(n.data as number)) {
      const { file, ir } = env.program.class(cid);
      const field = ir.fields.find((x) => x.name === head);
      if (field) return field.type !== undefined && isClosedType(env, file, field.type);
    }
  }
  return false;
}
