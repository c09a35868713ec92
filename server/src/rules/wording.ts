import type { Label } from "../flow/labels.ts";
import { PARAM_ROW, type Site, siteFunc, siteRow } from "../flow/program.ts";
import { type ResData, Tag, type V } from "../flow/values.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { Candidate, JudgeInput } from "./judge.ts";
import { placeOf } from "./places.ts";

export const KIND_WORDS: Record<string, string> = {
  user: "user input",
  local: "command-line input",
  retrieved: "retrieved text",
  external: "external content",
  model: "model output",
  "tool-input": "a tool argument that the model chose",
  parameter: "what the caller hands over",
  secret: "a secret",
  personal: "personal data",
  config: "configuration",
  parsed: "model output",
  internals: "internals of a model",
};
const NAME = /^[\p{L}\p{N}_$.?!]{1,50}$/u;
/** `process.argv[2]` */
const ELEMENT = /^[\p{L}\p{N}_$.?!]{1,50}\[[\p{L}\p{N}_$.:"'-]{1,30}\]$/u;

/** The data of a finding as people call it: "user input (req.body.q)". */
export function sourcePhrase(input: JudgeInput, c: Candidate): string {
  const word = KIND_WORDS[c.label.kind] ?? c.label.kind;
  const name = c.label.kind === "secret" && c.label.input !== "" ? c.label.input : originName(input, c);
  return name === "" ? word : `${word} (${name})`;
}

/** Name of where the data of a finding was born, "" when it has none. */
export function originName(input: JudgeInput, c: Candidate): string {
  const { origin } = c.label;
  if (origin < 0 || c.label.kind === "parsed") return "";
  if (siteRow(origin) < PARAM_ROW) return writtenAt(input, origin);
  const { ir } = input.program.func(siteFunc(origin));
  return propertyName(input, c) ?? ir.params[siteRow(origin) - PARAM_ROW]?.name ?? "";
}

/** Data as people call it, by its label alone: "user input (req.body.q)". */
export function labelPhrase(input: JudgeInput, label: Label): string {
  const word = KIND_WORDS[label.kind] ?? label.kind;
  if (label.origin < 0) return word;
  const { ir } = input.program.func(siteFunc(label.origin));
  const row = siteRow(label.origin);
  const name = row < PARAM_ROW ? writtenAt(input, label.origin) : (ir.params[row - PARAM_ROW]?.name ?? "");
  return name === "" ? word : `${word} (${name})`;
}

/** The property of a destructured parameter that the data is, when it is one. */
function propertyName(input: JudgeInput, c: Candidate): string | undefined {
  const { store } = input.result;
  const names = new Set<string>();
  const seen = new Set<V>();
  const visit = (v: V): void => {
    if (seen.has(v) || seen.size > 200) return;
    seen.add(v);
    const n = store.node(v);
    if (n.tag === Tag.res) {
      const { site, path } = n.data as ResData;
      const [first] = path;
      if (site === c.label.origin && first !== undefined && first !== "[]") names.add(first);
    }
    n.kids.forEach(visit);
  };
  visit(c.hit.use.value);
  if (names.size === 0 && c.hit.gid === siteFunc(c.label.origin))
    for (const v of input.result.trace(c.hit.gid).values()) visit(v);
  return names.size === 1 ? [...names][0] : undefined;
}

/** What is called at a sink, as the code writes it; else as its pack does. */
export function sinkPhrase(input: JudgeInput, c: Candidate): string {
  const { use } = c.hit;
  if (siteRow(use.site) < PARAM_ROW) {
    const { ir, file } = input.program.func(siteFunc(use.site));
    const at = siteRow(use.site) * STRIDE;
    if (ir.ops[at] === Op.setMember)
      return input.program.file(file).strings[ir.ops[at + 3] as number] ?? use.sink;
    if (ir.ops[at] === Op.jsx)
      return use.row < 0 ? use.arg : input.models.row(use.row).packId.replace(/^[^/]*\//, "");
    const written = calleeAt(input, use.site);
    if (written !== "") return written;
  }
  if (use.row < 0) return use.sink;
  const row = input.models.row(use.row);
  const name = row.title.replace(/^[^:]*: /, "");
  return name === "()" || name === "default" ? row.packId.replace(/^[^/]*\//, "") : name;
}

/** What the words of the code are read from. */
export type Speaks = Pick<JudgeInput, "program" | "text">;

/** `db.query()` of a call, the name of a variable or member, "" for what is longer. */
export function writtenAt(input: Speaks, site: Site): string {
  const callee = calleeAt(input, site);
  if (callee !== "") return `${callee}()`;
  const text = textAt(input, site);
  return NAME.test(text) || ELEMENT.test(text) ? text : "";
}
/** `db.query` of `await db.query(…)`; "" when the place is no call or its callee is long. */
export function calleeAt(input: Speaks, site: Site): string {
  const { ir } = input.program.func(siteFunc(site));
  const op = ir.ops[siteRow(site) * STRIDE];
  if (op !== Op.call && op !== Op.invoke) return "";
  const text = textAt(input, site).replace(/^(?:await|new)\s+/, "");
  const end = text.indexOf("(");
  const callee = (end < 0 ? "" : text.slice(0, end)).replace(/\s+/g, "");
  return NAME.test(callee) ? callee : "";
}
function textAt(input: Speaks, site: Site): string {
  const { path, start, end } = placeOf(input.program, site);
  return input.text(path)?.slice(start, Math.min(end, start + 300)) ?? "";
}

/** A name as code writes it: `allow_pickle`, `useModel`, `fs.rm`, `eval()`. */
const AS_WRITTEN = /^[\w$]*(?:[_$.(]|[a-z][A-Z])/;

/** Fills `{name}` in a sentence and begins it as one, names of code aside. */
export function sentence(text: string, values: Record<string, string>): string {
  const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return /^\{/.test(text) && !AS_WRITTEN.test(filled)
    ? filled.charAt(0).toUpperCase() + filled.slice(1)
    : filled;
}
