import type { CallSyntax, Span } from "../ir/constructs.ts";
import type { RepairRow } from "../models/pack.ts";
import { covers, fix, innermost, lastWord, replace, textOf, withImport, withItem } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";

/** A text of any length → the most that whoever reads it lets in: the call that asks for it, or its schema. */
export function boundText(input: FixInput): Fix[] {
  const asked = boundQuestion(input);
  return asked.length > 0 ? asked : boundField(input);
}

/** `st.text_input("Topic")` → with a maximum among its arguments, where all of the text is typed into such fields. */
function boundQuestion(input: FixInput): Fix[] {
  const { finding, constructs } = input;
  for (const helper of input.helpers("length")) {
    const [setting = ""] = helper.wrap.split("=");
    const calls = finding.paths.map(([source]) => {
      const at = source?.path === finding.path ? source : undefined;
      const call = at && (innermost(constructs.calls, at) ?? fieldOf(input, at));
      const isField = call && helper.into?.includes(lastWord(textOf(input, call.callee)));
      return isField && !call.args.some((a) => a.name === setting || a.spread) ? call : undefined;
    });
    const [first, ...others] = new Set(calls);
    if (!first || others.some((call) => !call)) continue;
    const all = [first, ...others].filter((call) => call !== undefined);
    const edits = all.map((call) => withItem(input, call.args, call.inner, helper.wrap));
    return [fix(input, "suggested", helper.title, edits)];
  }
  return [];
}

/** `text: str = Form(...)` among the parameters of the function that is reported as the source, of the name that is sent. */
function fieldOf(input: FixInput, at: Span): CallSyntax | undefined {
  const name = /^[A-Za-z_]\w*$/.exec(textOf(input, input.finding))?.[0];
  if (name === undefined) return undefined;
  const head = input.text.slice(at.start, input.finding.start);
  const given = new RegExp(`[(,]\\s*${name}\\s*:\\s*str\\s*=\\s*(?=[A-Za-z_])`).exec(head);
  const start = given ? at.start + given.index + given[0].length : -1;
  return input.constructs.calls.find((c) => c.start === start);
}

/** The field of a schema or class that the file declares, as it is sent or handed to the function that sends it. */
function boundField(input: FixInput): Fix[] {
  const { finding, constructs } = input;
  // Others may send as much through another door.
  if (finding.paths.some((steps) => steps[0] && steps[0].path !== finding.path)) return [];
  const [steps = [], ...others] = finding.paths;
  const handed = others.length > 0 ? [] : steps.filter((s) => s.kind === "passed" && s.path === finding.path);
  const given = handed.flatMap((s) => innermost(constructs.calls, s)?.args ?? []);
  for (const place of [finding, ...given.map((a) => a.value)]) {
    const found = fieldFix({ ...input, finding: { ...finding, start: place.start, end: place.end } });
    if (found.length > 0) return found;
  }
  return [];
}

function fieldFix(input: FixInput): Fix[] {
  const written = textOf(input, input.finding).replace(/\[\s*["']([\w$]+)["']\s*\]$/, ".$1");
  if (!/^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*$/.test(written)) return [];
  for (const helper of input.helpers("length")) {
    if (helper.into) continue;
    const edit = input.lang === "py" ? annotated(input, helper, written) : chained(input, helper, written);
    if (!edit) continue;
    const imports = helper.import === undefined ? [] : withImport(input, helper.import);
    return [fix(input, "suggested", helper.title, [edit, ...imports])];
  }
  return [];
}

/** `question.text` of `question: Question`: its `text: str` → `text: str = Field(…)`. */
function annotated(input: FixInput, helper: RepairRow, written: string): Edit | undefined {
  const [owner, name, more] = written.split(".");
  if (owner === undefined || name === undefined || more !== undefined) return undefined;
  const { statements } = input.constructs;
  const before = input.text.slice(0, input.finding.start);
  const types = [
    ...before.matchAll(new RegExp(`[(,]\\s*${owner}\\s*:\\s*([A-Za-z_]\\w*)\\s*(?=[,)=])`, "g")),
  ];
  const of = types.at(-1)?.[1];
  const model = statements.find((s) => new RegExp(`^class\\s+${of}\\s*\\(`).test(textOf(input, s)));
  if (of === undefined || !model || !isChecked(input, helper, model)) return undefined;
  const field = new RegExp(`^${name}\\s*:\\s*${helper.of ?? ""}$`);
  const found = statements.find(
    (s) => s !== model && covers(model, s) && field.test(textOf(input, s)) && isOf(input, s.block, model),
  );
  return found && { start: found.end, end: found.end, text: ` = ${helper.wrap.replace("{0}", "")}` };
}
/** The block is the class's own. */
const isOf = (input: FixInput, block: Span, model: Span): boolean =>
  innermost(
    input.constructs.statements.filter((s) => s.start < block.start),
    block,
  )?.start === model.start;

/** The class extends one of the package's, itself or through another one of the file. */
function isChecked(input: FixInput, helper: RepairRow, of: Span, depth = 0): boolean {
  const base = /^class\s+\w+\s*\(\s*([\w.]+)/.exec(textOf(input, of))?.[1];
  const module = /^from (\S+) import/.exec(helper.import ?? "")?.[1];
  if (base === undefined || module === undefined) return false;
  const { imports, statements } = input.constructs;
  const name = base.replaceAll(".", "\\.");
  const isKnown = imports.some((at) => {
    const line = textOf(input, at);
    return line.startsWith(`from ${module} `) && new RegExp(`[\\s,(]${name}(?![\\w])`).test(line);
  });
  if (isKnown || base.startsWith(`${module}.`)) return true;
  const other = statements.find((s) => new RegExp(`^class\\s+${name}\\s*\\(`).test(textOf(input, s)));
  return depth < 3 && other !== undefined && isChecked(input, helper, other, depth + 1);
}

/** `text` of `const { text } = Question.parse(body)`: its `z.string().min(1)` → with a maximum behind it. */
function chained(input: FixInput, helper: RepairRow, written: string): Edit | undefined {
  const names = written.split(/\??\./);
  const name = lastWord(written);
  const schema = schemaOf(input, names[0] as string, names.length === 1);
  const begins = new RegExp(`^[\\w$.]*\\b${helper.of ?? ""}\\(`);
  const found = input.constructs.objects
    .flatMap((o) => o.entries)
    .filter((e) => e.name === name && begins.test(textOf(input, e.value)) && schema && covers(schema, e));
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  // The maximum is one of the text itself, not of what it is made into.
  const own = /^[\w$.]+\([^()]*\)(?:\.(?:trim|min|nonempty)\([^()]*\))*/.exec(textOf(input, only.value))?.[0];
  if (own === undefined) return undefined;
  const value = { start: only.value.start, end: only.value.start + own.length };
  return replace(
    value,
    helper.wrap.replace("{0}", () => own),
  );
}

/** The statement that makes the schema by which the variable was checked; the whole statement around where the schema is written there. */
function schemaOf(input: FixInput, variable: string, isField: boolean): Span | undefined {
  const { statements } = input.constructs;
  const escaped = variable.replaceAll("$", "\\$");
  const bound = isField
    ? `\\{[^{}=]*\\b${escaped}\\b[^{}=]*\\}`
    : `(?:${escaped}|\\{[^{}=]*\\b${escaped}\\b[^{}=]*\\})`;
  const checked = new RegExp(
    `^(?:const|let|var)\\s+${bound}(?:\\s*:[^=]+)?\\s*=\\s*(?:await\\s+)?([A-Za-z_$][\\w$]*)\\.\\w+\\(`,
  );
  const by = statements
    .filter((s) => s.end <= input.finding.start && covers(s.block, input.finding))
    .map((s) => checked.exec(textOf(input, s))?.[1])
    .filter((found) => found !== undefined)
    .at(-1);
  if (by !== undefined) {
    const made = new RegExp(
      `^(?:export\\s+)?(?:const|let|var)\\s+${by.replaceAll("$", "\\$")}(?:\\s*:[^=]+)?\\s*=`,
    );
    return statements.find((s) => made.test(textOf(input, s)));
  }
  // A parameter of what stands beside the schema: `.input(schema).mutation(({ input }) => …)`.
  const set = new RegExp(`(?:const|let|var)\\s+(?:\\{[^{}=]*\\b)?${escaped}\\b`);
  return set.test(input.text) ? undefined : statements.find((s) => covers(s, input.finding));
}
