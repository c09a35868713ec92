import type { Env } from "./env.ts";
import type { Label, LabelSet } from "./labels.ts";
import type { ResData } from "./values.ts";

const patterns = new Map<string, string[]>();
function segments(pattern: string): string[] {
  let out = patterns.get(pattern);
  if (!out) {
    out = pattern.replace(/\[\]/g, ".[]").split(".").filter((s) => s !== "");
    patterns.set(pattern, out);
  }
  return out;
}

/** `path` lies at or below `pattern` ("choices[].message.content"); numbers and "[]" both stand for an element. */
export function isBelow(path: readonly string[], pattern: string): boolean {
  const want = segments(pattern);
  let i = 0;
  for (const segment of path) {
    if (i >= want.length) return true;
    const here = want[i] as string;
    if (here === "[]" ? isElement(segment) : here === segment) i++;
    else if (here === "[]" ) return false;
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
  if (row.model.tool?.some((p) => isBelow(path, p))) return env.store.labels.map(labels, (l): Label => (l.kind === "model" ? { ...l, kind: "tool-input" } : l));
  return labels;
}
export type { Label, LabelSet };
