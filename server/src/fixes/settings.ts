import type { Argument, CallSyntax, ObjectSyntax, Span } from "../ir/constructs.ts";
import {
  callOf,
  covers,
  fix,
  lastWord,
  namedAt,
  quoted,
  replace,
  textOf,
  withItem,
  withoutItems,
} from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import { timeFor } from "./timeouts.ts";
import { variableAt } from "./variables.ts";

/** A setting that removes a safety net: taken out where the package's default is the safe one, else set to what the pack calls safe. */
export function restoreSafetyNet(input: FixInput): Fix[] {
  const { finding, constructs } = input;
  const danger = finding.anchor?.danger;
  const name = lastName(danger?.arg) ?? finding.anchor?.arg;
  if (!danger || !name) return [];
  if (danger.absent) {
    const call = callOf(input);
    const value = danger.safe;
    if (!call || value === undefined) return [];
    const edit = addSetting(input, call.args, danger.arg ?? "", value);
    return edit ? [fix(input, "suggested", `Set ${name} to ${value}`, [edit])] : [];
  }
  const found = namedAt(constructs, finding, name);
  if (!found) return [];
  const grade = input.finding.ruleId === "api-key-in-browser" ? "guided" : "suggested";
  const { of, argument } = found;
  if (isExplained(input, argument) || isPreset(input, of) || isChosen(input, of, name)) return [];
  if (isGivenByCaller(input, argument.value)) return [];
  const bad = danger.is ?? danger.contains;
  const replaced = danger.safe === undefined ? undefined : withOther(input, argument, bad, danger.safe);
  if (replaced) return replaced;
  if (danger.safe !== undefined) {
    const value =
      /^[A-Z]\w*$|^[a-z_-]+$/.test(danger.safe) && /^["']/.test(textOf(input, argument.value))
        ? quoted(input, danger.safe)
        : danger.safe;
    return [fix(input, "suggested", `Set ${name} to ${danger.safe}`, [replace(argument.value, value)])];
  }
  // Where leaving it out is as bad, only a better value helps.
  if (input.row?.danger?.some((d) => d.absent && lastName(d.arg) === name)) return [];
  // Which folder is meant, nobody knows but the developer.
  if (danger.like === "root folder") return [];
  if (danger.contains !== undefined) {
    const narrowed = withoutElements(input, argument, name);
    if (narrowed !== "all") return narrowed;
  }
  const items = "args" in of ? of.args : of.entries;
  const others = items.filter((item) => item !== argument && goesWith(input, item));
  if (others.some((item) => isExplained(input, item))) return [];
  const names = [name, ...others.map((item) => item.name)].join(" and ");
  const edits = removal(input, of, [argument, ...others]);
  return [fix(input, danger.needed ? "guided" : grade, `Remove ${names}`, edits)];
}

/** A list or a table in which one value stands several times → with the safe one in its place, where it is written. */
function withOther(
  input: FixInput,
  { name, value }: Argument,
  bad: unknown,
  safe: string,
): Fix[] | undefined {
  const at = variableAt(input, value)?.value ?? value;
  const { lists, objects } = input.constructs;
  const isWritten = [...lists, ...objects].some((s) => s.start === at.start && s.end === at.end);
  if (typeof bad !== "string" || !isWritten) return undefined;
  const word = new RegExp(`(?<![\\w$])${bad}(?![\\w$])`, "g");
  const edits = [...textOf(input, at).matchAll(word)].map(({ index }) =>
    replace({ start: at.start + index, end: at.start + index + bad.length }, safe),
  );
  if (edits.length === 0) return undefined;
  return [fix(input, "suggested", `Set ${bad} in ${name} to ${safe}`, edits)];
}

/** The list without the elements that are too much; "all" where none would be left. */
function withoutElements(input: FixInput, { value }: Argument, name: string): Fix[] | "all" {
  const list = input.constructs.lists.find((l) => l.start === value.start && l.end === value.end);
  const wide = new Set(
    (input.row?.danger ?? []).filter((d) => lastName(d.arg) === name).map((d) => d.contains),
  );
  wide.add(input.finding.anchor?.danger?.contains);
  const out = list?.items.filter((item) => wide.has(textOf(input, item).slice(1, -1))) ?? [];
  if (!list?.items.every((item) => isConstant(input, item))) return withoutRecords(input, value, name, wide);
  if (out.length === 0) return [];
  if (out.length === list.items.length) return "all";
  const title = `Remove ${out.map((item) => textOf(input, item)).join(" and ")} from ${name}`;
  return [fix(input, "suggested", title, withoutItems(input, list.items, list.inner, out))];
}

/** Records that have one of the values in them; others keep what they say. */
function withoutRecords(
  input: FixInput,
  value: Span,
  name: string,
  wide: ReadonlySet<string | undefined>,
): Fix[] | "all" {
  const { lists, objects } = input.constructs;
  const isAt = (s: Span): boolean => s.start === value.start && s.end === value.end;
  const list = lists.find(isAt);
  const object = objects.find(isAt);
  const items = list?.items ?? object?.entries ?? [];
  const inner = (list ?? object)?.inner;
  const out = items.filter((item) =>
    [...textOf(input, item).matchAll(/\w+/g)].some(([word]) => wide.has(word)),
  );
  if (!inner || out.length === 0 || out.length === items.length) return "all";
  const title = `Remove what is switched off from ${name}`;
  return [fix(input, "suggested", title, withoutItems(input, items, inner, out))];
}

const isConstant = (input: FixInput, item: Span): boolean =>
  input.constructs.texts.some((t) => t.start === item.start && t.end === item.end);

/** Items taken out; what would be empty then, and is itself a named setting, goes with them. */
function removal(input: FixInput, of: CallSyntax | ObjectSyntax, out: readonly Argument[]): Edit[] {
  const items = "args" in of ? of.args : of.entries;
  if (items.length > out.length || ("args" in of && !/(?:^|\.)[A-Z]\w*$/.test(textOf(input, of.callee))))
    return withoutItems(input, items, of.inner, out);
  const { calls, objects } = input.constructs;
  for (const holder of [...calls, ...objects]) {
    const held = ("args" in holder ? holder.args : holder.entries).find(
      (a) => a.name !== undefined && !a.shorthand && a.value.start === of.start && a.value.end === of.end,
    );
    if (held) return removal(input, holder, [held]);
  }
  // Settings behind what the call is about: `model("name", { … })`.
  if ("entries" in of)
    for (const call of calls) {
      const last = call.args.at(-1);
      if (last?.name === undefined && last?.value.start === of.start && last.value.end === of.end)
        if (call.args.length > 1) return withoutItems(input, call.args, call.inner, [last]);
    }
  return withoutItems(input, items, of.inner, out);
}

/** One of several sets of settings in a table: what it is called says what it does. */
function isPreset(input: FixInput, of: Span): boolean {
  const { calls, lists, objects } = input.constructs;
  const isIn = (s: Span): boolean => s.start < of.start && of.end < s.end;
  if (calls.some((c) => c.args.some((a) => a.value.start <= of.start && of.end <= a.value.end))) return false;
  return [...objects.filter((o) => isIn(o) && o.entries.length > 1), ...lists.filter(isIn)].length > 0;
}

/** Another call of the same name beside it does without: where it is set, it was meant. */
function isChosen({ constructs, text, ...input }: FixInput, of: Span, name: string): boolean {
  const own = constructs.calls.find((c) => c.start === of.start && c.end === of.end);
  if (
    !own ||
    input.finding.anchor?.danger?.absent !== undefined ||
    input.finding.ruleId !== "remote-code-trusted"
  )
    return false;
  const word = (c: CallSyntax): string => lastWord(text.slice(c.callee.start, c.callee.end));
  const same = constructs.calls.filter((c) => word(c) === word(own) && !c.args.some((a) => a.spread));
  const around = constructs.statements.find((s) => covers(s, own));
  return same.some((c) => around !== undefined && covers(around, c) && !c.args.some((a) => a.name === name));
}

/** A comment beside it names the setting: its author has said why. */
function isExplained(input: FixInput, { name, start, end }: Argument): boolean {
  const { text, lang } = input;
  const lines = text.slice(Math.max(0, start - 1000), start).split("\n");
  const isComment = lang === "py" ? /^\s*#/ : /^\s*(?:\/\/|\/?\*)/;
  const above: string[] = [];
  for (const line of lines.slice(0, -1).reverse()) {
    if (!isComment.test(line)) break;
    above.push(line);
  }
  const rest = text.slice(end).split("\n", 1)[0] ?? "";
  const behind = (lang === "py" ? /#.*/ : /\/\/.*/).exec(rest)?.[0] ?? "";
  // Whoever took the safety off for the whole of what follows says it in the line above.
  const isNote = above.length > 0 && input.finding.ruleId === "dangerous-agent-option";
  const isAdvice = /\b(?:set|change|switch|turn)(?:ed)? (?:it |this )?(?:to|on|off)\b/i.test(behind);
  return name !== undefined && (isNote || isAdvice || [...above, behind].some((line) => line.includes(name)));
}

/** A setting that says the same once more. */
function goesWith(input: FixInput, { name, value }: Argument): boolean {
  const wanted = input.finding.anchor?.danger?.together?.[name ?? ""];
  if (wanted === undefined) return false;
  const written = textOf(input, value);
  return typeof wanted === "string"
    ? written.slice(1, -1) === wanted
    : written.toLowerCase() === String(wanted);
}

/** A parameter, or a field that others set: whoever gives it chose, and would be ignored. */
function isGivenByCaller(input: FixInput, value: Argument["value"]): boolean {
  const name = textOf(input, value);
  if (!/^[A-Za-z_$][\w$.]*$/.test(name) || /^(?:[Tt]rue|[Ff]alse|None|null|undefined)$/.test(name))
    return false;
  if (name.includes(".")) return /^(?:self|this|cls)\./.test(name);
  const head = new RegExp(
    `^(?:export\\s+)?(?:(?:const|let|var)\\s+)?${name.replaceAll("$", "\\$")}(?:\\s*:[^=\\n]+)?\\s*=\\s*(?:[[{"'\`\\d]|[Tt]rue|[Ff]alse)`,
  );
  const { imports, statements } = input.constructs;
  return (
    !statements.some((s) => head.test(textOf(input, s))) &&
    !imports.some((s) =>
      new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(textOf(input, s)),
    )
  );
}

/** What a bound is set to by a fix; the developer chooses another number where this one does not fit. */
export const BOUND = { limit: 4096, timeout: 60, steps: 25 } as const;

/** A bound that a call lacks, under the name that this package and version use. */
export function boundCall(which: keyof typeof BOUND): (input: FixInput) => Fix[] {
  return (input) => {
    const option = input.row?.options?.[which];
    const call = callOf(input);
    // Rounds of the program's own loop are none that the package counts.
    // How much a model thinks before it answers counts too, and nobody sees it.
    if (which === "limit" && call && /reasoning/i.test(textOf(input, call))) return [];
    if (!call || (which === "steps" && /^(?:while|for|do)\b/.test(textOf(input, input.finding)))) return [];
    if (which === "limit" && call && option?.args[0]) {
      const renamed = otherLimit(input, call, option.args[0]);
      if (renamed) return renamed;
    }
    // What is first set where the client is made belongs there.
    if (!option || option.args.length === 0 || option.args[0]?.startsWith("this"))
      return which === "steps" ? [] : ofModel(input, call, which);
    const amount = which === "timeout" ? timeFor(input, call, limitNames(input)) : BOUND[which];
    if (amount === undefined || (which === "timeout" && hasOtherSettings(input, call))) return [];
    const number = amount * (option.unit === "ms" ? 1000 : 1);
    // The first is the one that the package means; others may count something else, or in another unit.
    for (const ref of ((which === "limit" ? inUse(input, option.args) : undefined) ?? option.args[0])?.split(
      "|",
    ) ?? []) {
      if (ref.startsWith("this")) continue;
      // Settings of one call may take the place of all that the receiver has.
      const mayAddObject = !option.args.some((arg) => arg.startsWith("this"));
      const edit = addSetting(input, call.args, ref, String(number), { mayAddObject });
      // How long an answer may be, only its author knows.
      const grade = which === "limit" ? "guided" : "suggested";
      if (edit && !isGiven(input, call, ref))
        return [fix(input, grade, `Set ${ref.split(".").pop()} to ${number}`, [edit])];
    }
    return which === "timeout" ? withSignal(input, call.args) : [];
  };
}

/** Settings from elsewhere are spread in the call: what they say of the time is not seen here. */
function hasOtherSettings(input: FixInput, call: CallSyntax): boolean {
  const objects = input.constructs.objects.filter((o) => covers(call, o));
  return [...call.args, ...objects.flatMap((o) => o.entries)]
    .filter((a) => a.spread && !/^\*(?!\*)/.test(textOf(input, a)))
    .some((a) => {
      const written = textOf(input, a).replace(/^(?:\*\*|\.\.\.)\s*/, "");
      if (!/^\(?\s*[A-Za-z_$][\w$.?!]*\s*(?:(?:\?\?|\|\||or)\s*\{\s*\}\s*)?\)?$/.test(written)) return false;
      const value = variableAt(input, a.value)?.value;
      return (
        !value ||
        !/^(?:\{|dict\()/.test(textOf(input, value)) ||
        /time_?out|request_options/i.test(textOf(input, value))
      );
    });
}

/** A bound that the call itself does not take. */
function ofModel(input: FixInput, call: CallSyntax, which: "limit" | "timeout"): Fix[] {
  const signal = which === "timeout" ? withSignal(input, call.args) : [];
  return signal.length > 0 ? signal : boundModel(input, call, which);
}

/** What bounds a chain's answers, where its model is made, if the function or the class makes one only. */
function boundModel(input: FixInput, call: CallSyntax, which: "limit" | "timeout"): Fix[] {
  const { constructs } = input;
  const functions = constructs.statements
    .filter((s) => covers(s, call))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  for (const helper of input.helpers(which)) {
    const [name = ""] = helper.wrap.split(/[:=]/);
    const made = constructs.calls.filter((c) => helper.into?.includes(lastWord(textOf(input, c.callee))));
    const around = functions.find((s) => made.some((c) => covers(s, c)));
    const near = around ? made.filter((c) => covers(around, c)) : made;
    const [model] = near;
    if (!model || near.length > 1 || model.end > call.start) continue;
    const isGiven = which === "limit" ? /token|reasoning/i : /timeout/i;
    if (isGiven.test(textOf(input, model.inner))) continue;
    const amount = which === "limit" ? BOUND.limit : timeFor(input, call, limitNames(input));
    const edit = amount && intoModel(input, model, helper.wrap.replace("{0}", String(amount)));
    const grade = which === "limit" ? "guided" : "suggested";
    if (edit) return [fix(input, grade, `Set ${name} to ${amount}`, [edit])];
  }
  return [];
}

function intoModel(input: FixInput, model: CallSyntax, setting: string): Edit | undefined {
  if (model.args.some((a) => a.spread)) return undefined;
  if (input.lang === "py") return withItem(input, model.args, model.inner, setting);
  const [options, more] = model.args;
  if (!options) return withItem(input, [], model.inner, `{ ${setting} }`);
  const object = input.constructs.objects.find(
    (o) => o.start === options.value.start && o.end === options.value.end,
  );
  if (!object || more || object.entries.some((e) => e.spread)) return undefined;
  return withItem(input, object.entries, object.inner, setting);
}

/** A limit under a name that this version does not read → its own name. */
function otherLimit(input: FixInput, call: CallSyntax, ref: string): Fix[] | undefined {
  const objects = input.constructs.objects.filter((o) =>
    call.args.some((a) => a.value.start === o.start && a.value.end === o.end),
  );
  const other = [...call.args, ...objects.flatMap((o) => o.entries)].find((a) =>
    /^max_?(?:output_?|completion_?|new_?)?tokens$/i.test(a.name ?? ""),
  );
  const name = ref.split("|")[0]?.split(".").pop();
  if (!other || other.name === undefined || name === undefined) return undefined;
  const { start } = other;
  const end = start + other.name.length;
  if (other.shorthand || input.text.slice(start, end) !== other.name || name === other.name) return [];
  return [fix(input, "suggested", `Call it ${name}`, [{ start, end, text: name }])];
}

/** What the length of an answer is called at the call. */
export const limitNames = ({ row }: FixInput): (string | undefined)[] =>
  (row?.options?.limit?.args ?? []).flatMap((ref) => ref.split("|").map(lastName));

/** Somewhere in the call it is set, if only under a condition: `...(signal ? { signal } : {})`. */
function isGiven(input: FixInput, call: Span, ref: string): boolean {
  const name = lastName(ref);
  return name !== undefined && new RegExp(`(?<![\\w$.-])${name}["']?\\s*[:=},]`).test(textOf(input, call));
}

/** Of several names for one thing, the one that the file uses elsewhere. */
const inUse = (input: FixInput, refs: readonly string[]): string | undefined =>
  refs.find((ref) => {
    const name = lastName(ref);
    return (
      name !== undefined &&
      !ref.startsWith("this") &&
      new RegExp(`(?<![\\w$])${name}["']?\\s*[:=]`).test(input.text)
    );
  });

/** A call without a timeout of its own ends with a signal that the language gives. */
function withSignal(input: FixInput, args: readonly Argument[]): Fix[] {
  const ref = input.row?.options?.abort?.args[0];
  if (ref === undefined || ref.startsWith("this") || !input.timer) return [];
  const call = callOf(input);
  const seconds = call && timeFor(input, call, limitNames(input));
  if (seconds === undefined || !call || isGiven(input, call, ref)) return [];
  const value = input.timer.wrap.replace("{0}", String(seconds * 1000));
  const edit = addSetting(input, args, ref, value);
  const minutes =
    seconds === 60 ? "a minute" : seconds % 60 > 0 ? `${seconds} seconds` : `${seconds / 60} minutes`;
  return edit ? [fix(input, "suggested", input.timer.title.replace("{0}", minutes), [edit])] : [];
}

/** The edit that gives an argument which is not given: a keyword, or an entry of an object written in the call. */
export function addSetting(
  input: FixInput,
  args: readonly Argument[],
  ref: string,
  value: string,
  { mayAddObject = true } = {},
): Edit | undefined {
  const path = ref.split(".");
  const [head = "", ...rest] = path;
  const { constructs, lang } = input;
  const call = callOf(input);
  if (!call || path.some((p) => /[^\w$]/.test(p))) return undefined;
  if (rest.length === 0) {
    if (lang !== "py" || /^\d/.test(head)) return undefined;
    return withItem(input, call.args, call.inner, `${head}=${value}`);
  }
  const holder = /^\d+$/.test(head) ? args[Number(head)] : args.find((a) => a.name === head);
  let span = holder && !holder.spread ? holder.value : undefined;
  if (mayAddObject && !holder && lang === "py" && rest.length === 1 && input.isRecord(head))
    return withItem(input, call.args, call.inner, `${head}={${quoted(input, rest[0] as string)}: ${value}}`);
  // Options that nobody gave yet come behind the request.
  const isNext = /^[1-9]$/.test(head) && args.length === Number(head) && !args.some((a) => a.spread);
  if (isNext && lang === "ts" && rest.length === 1)
    return withItem(input, args, call.inner, `{ ${rest[0]}: ${value} }`);
  for (const [i, key] of rest.entries()) {
    const object = span && constructs.objects.find((o) => o.start === span?.start && o.end === span.end);
    if (!object) {
      const inner =
        lang === "py"
          ? span && constructs.calls.find((c) => c.start === span?.start && c.end === span.end)
          : undefined;
      // What a field of the object holds is not known to be what takes the setting.
      const isHeld = inner && /^(?:self|cls)\./.test(textOf(input, inner.callee));
      return inner && !isHeld && i === rest.length - 1
        ? withItem(input, inner.args, inner.inner, `${key}=${value}`)
        : undefined;
    }
    if (i === rest.length - 1) {
      const written = lang === "py" ? `${quoted(input, key)}: ${value}` : `${key}: ${value}`;
      return withItem(input, object.entries, object.inner, written);
    }
    span = object.entries.find((e) => e.name === key)?.value;
    const isNew = lang === "ts" && !span && i === rest.length - 2 && !object.entries.some((e) => e.spread);
    if (mayAddObject && isNew && input.isRecord(key))
      return withItem(input, object.entries, object.inner, `${key}: { ${rest[i + 1]}: ${value} }`);
  }
  return undefined;
}

/** "config.safety_settings[].threshold" → "threshold". */
function lastName(ref: string | undefined): string | undefined {
  return ref
    ?.split("|")[0]
    ?.split(/[.[\]]+/)
    .filter((part) => /^[A-Za-z_]/.test(part))
    .pop();
}
