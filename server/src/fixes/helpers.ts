import type { Argument, Span } from "../ir/constructs.ts";
import type { RepairRow } from "../models/pack.ts";
import { covers, fix, innermost, replace, textOf, withImport } from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";
import { moduleName, wrapForeignPart } from "./values.ts";

/** What a package that the project has does against it: markup is sanitized. */
export function useHelper(input: FixInput): Fix[] {
  const sink = input.finding.anchor?.sink;
  if (sink === undefined) return [];
  for (const helper of input.helpers(sink)) {
    const part = wrapForeignPart({ ...input, repair: helper });
    if (part.length > 0) return part;
    const whole = wrapWhole(input, helper);
    if (whole) return [whole];
  }
  return [];
}

/** A page with a head and scripts of its own would lose them. */
const PAGE = /<(?:!doctype|html|head|body|script|style|link|iframe|svg|form)\b/i;

function wrapWhole(input: FixInput, helper: RepairRow): Fix | undefined {
  const value = givenAt(input);
  const written = value && textOf(input, value);
  if (!value || !written || PAGE.test(written)) return undefined;
  // A text of the program's own around several values says which of them is whose only to its author.
  if (input.constructs.texts.some((t) => t.start === value.start && t.end === value.end)) return undefined;
  const { rename, line } = moduleName(input, helper.import);
  const imports = line === undefined ? [] : withImport(input, line);
  const wrapped = rename(helper.wrap).replace("{0}", () => written);
  return fix(input, "suggested", helper.title, [replace(value, wrapped), ...imports]);
}

/** What is assigned there, or the argument or entry that is handed over. */
function givenAt(input: FixInput): Span | undefined {
  const { finding, constructs } = input;
  const { anchor } = finding;
  if (!anchor || anchor.path !== finding.path) return undefined;
  const assigned = /^[\w$.?![\]]+\.[\w$]+\s*=(?!=)\s*/.exec(textOf(input, anchor))?.[0];
  if (assigned !== undefined) {
    const rest = textOf(input, anchor).slice(assigned.length);
    return {
      start: anchor.start + assigned.length,
      end: anchor.end - (/;?\s*$/.exec(rest)?.[0].length ?? 0),
    };
  }
  // `{{ __html: x }}`: the object has nothing else.
  const object = constructs.objects.find((o) => o.start === finding.start && o.end === finding.end);
  const [entry, more] = object?.entries ?? [];
  if (entry) return more || entry.spread || entry.shorthand ? undefined : entry.value;
  const all: Argument[] = [
    ...constructs.calls.flatMap((c) => (covers(anchor, c) || covers(c, anchor) ? c.args : [])),
    ...constructs.objects.flatMap((o) => o.entries),
  ].filter((a) => !a.spread && !a.shorthand);
  const exact = all.find((a) => a.value.start === finding.start && a.value.end === finding.end);
  return (exact ?? innermost(all, finding))?.value;
}
