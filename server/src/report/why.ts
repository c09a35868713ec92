import type { Place } from "../findings/finding.ts";
import type { WhyCall, WhyData, WhyReport } from "../findings/why.ts";
import { escapeSentence } from "./escape.ts";
import { JSON_FORMAT_VERSION } from "./json.ts";
import { printJson } from "./printJson.ts";
import type { ReportInput } from "./report.ts";
import { openSources } from "./source.ts";

/** The answer of `llmlint why` for people. */
export function renderWhyText(input: ReportInput, why: WhyReport, line: number): string {
  const at = placeNamer(input);
  const say = (text: string): string => escapeSentence(input.maskSecrets(text));
  const out: string[] = [];
  const source = openSources(input)(why.path);
  const code = source.lines()[line - 1]?.trim() ?? "";
  out.push(
    `${escapeSentence(input.displayName(why.path))}:${line}${code === "" ? "" : `  ${escapeSentence(code)}`}`,
    "",
  );
  if (why.left) out.push(`  not analysed: ${say(why.left.reason)}`);
  if (why.role === "test") out.push("  The file is test code: nothing but keys is reported in it.");
  else if (why.role !== "source")
    out.push("  The file is example code: what is found is reported a level lower.");
  for (const name of why.exhausted)
    out.push(`  The analysis budget was used up in ${say(name)}: flows through it may be missing.`);
  const found = why.findings.map((f) => {
    const state = f.hidden === undefined ? "reported" : `not shown: ${say(f.hidden)}`;
    return `    ${f.level} ${f.ruleId}  ${at(f)}  ${state}\n      ${say(f.what)}`;
  });
  if (why.left === undefined || found.length > 0)
    out.push(...(found.length > 0 ? ["  findings", ...found] : ["  Nothing is found here."]));
  for (const call of why.calls) out.push("", ...renderCall(call, at, say));
  if (why.calls.length === 0 && why.left === undefined) out.push("  No call stands on this line.");
  if (why.onward.length > 0) {
    out.push("", "  data that enters here goes to");
    for (const o of why.onward) out.push(`    ${o.to}  ${at(o)}  ${say(o.data)}: ${say(o.outcome)}`);
  }
  return `${out.join("\n")}\n`;
}

type Namer = (place: Place) => string;
type Say = (text: string) => string;

function renderCall(call: WhyCall, at: Namer, say: Say): string[] {
  const named = (data: string, from: Place | undefined): string =>
    `${say(data)}${from ? ` from ${at(from)}` : ""}`;
  const out = [`  ${at(call)}  ${say(call.callee)}${call.known === "unknown" ? "  (unknown callee)" : ""}`];
  for (const role of call.roles) out.push(`    ${say(role)}`);
  for (const argument of call.arguments) {
    const name = `    ${argument.name === "this" ? "receiver" : `argument ${argument.name}`}: `;
    if (argument.data.length === 0) out.push(`${name}${say(argument.else ?? "")}`);
    for (const data of argument.data) out.push(`${name}${describeData(data, at, say)}`);
  }
  if (call.endings.length > 0) out.push("    on the way here");
  for (const [text, data] of groups(call.endings, (e) => {
    const effect = e.effect === "unsure" ? "less certain" : e.effect;
    const sinks = e.sinks.length === 0 ? "" : ` for ${kinds(e.sinks)}`;
    return [`${at(e)}  `, `: ${effect}${sinks}: ${say(e.how)}`, named(e.data, e.from)];
  }))
    out.push(`      ${text.replace("\u0000", data)}`);
  if (call.rules.length > 0) out.push("    rules that looked and stayed silent");
  for (const [text, data] of groups(call.rules, (r) => [
    `${r.ids.length > 0 ? r.ids.join(", ") : "(no rule)"}  `,
    `: ${say(r.because)}`,
    named(r.data, r.from),
  ]))
    out.push(`      ${text.replace("\u0000", data)}`);
  return out;
}

const NAMED = 3;
/** What is said of several data in the same words, once; the data stands at the mark. */
function groups<T>(items: readonly T[], say: (item: T) => [string, string, string]): [string, string][] {
  const found = new Map<string, string[]>();
  for (const item of items) {
    const [before, after, data] = say(item);
    const key = `${before}\u0000${after}`;
    found.set(key, [...(found.get(key) ?? []), data]);
  }
  return [...found].map(([key, data]) => [
    key,
    data.length <= NAMED
      ? data.join(", ")
      : `${data.slice(0, NAMED).join(", ")} and ${data.length - NAMED} more`,
  ]);
}

function describeData(data: WhyData, at: Namer, say: Say): string {
  return [
    say(data.what),
    ...(data.from ? [`from ${at(data.from)}`] : []),
    ...(data.clearedFor.length > 0 ? [`(harmless at ${kinds(data.clearedFor)})`] : []),
    ...(data.loweredFor.length > 0 ? [`(less dangerous at ${kinds(data.loweredFor)})`] : []),
    ...(data.unsure ? ["(through an unknown callee)"] : []),
  ].join(" ");
}

const FEW = 5;
function kinds(sinks: readonly string[]): string {
  return sinks.length <= FEW ? sinks.join(", ") : `most sinks (${sinks.slice(0, FEW).join(", ")}, …)`;
}

/** The same for programs: the form of the report, with lines and columns in place of offsets. */
export function renderWhyJson(input: ReportInput, why: WhyReport, line: number): string {
  const openSource = openSources(input);
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value === "string") return input.maskSecrets(value);
    if (typeof value !== "object" || value === null) return value;
    const { path, start, end, ...rest } = value as Partial<Place>;
    const others = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, convert(inner)]));
    if (path === undefined || start === undefined || end === undefined) return others;
    const region = openSource(path).region({ start, end });
    return { ...others, path: input.rootName(path), start: region.start, end: region.end };
  };
  const { path, role, left, exhausted, findings, calls, onward } = why;
  const report = {
    version: JSON_FORMAT_VERSION,
    tool: { name: input.tool.name, version: input.tool.version },
    path: input.rootName(path),
    line,
    role,
    analysed: left === undefined,
    ...(left && { reason: left.reason }),
    exhausted,
    findings: convert(findings),
    calls: convert(calls),
    onward: convert(onward),
  };
  return `${printJson(report, 2)}\n`;
}

function placeNamer(input: ReportInput): Namer {
  const openSource = openSources(input);
  return ({ path, start }) => {
    const { line, column } = openSource(path).position(start);
    return `${escapeSentence(input.displayName(path))}:${line}:${column}`;
  };
}
