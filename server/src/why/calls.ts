import type { Place } from "../findings/finding.ts";
import type { WhyArgument, WhyCall, WhyData, WhyEnding, WhyRule } from "../findings/why.ts";
import type { Hit, Observation } from "../flow/analysis.ts";
import type { Label } from "../flow/labels.ts";
import { type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { Tag, type V } from "../flow/values.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import type { IndexedRow } from "../models/modelIndex.ts";
import { concrete, rulesAt, type Silence } from "../rules/judge.ts";
import { placeOf } from "../rules/places.ts";
import { calleeAt } from "../rules/wording.ts";
import { handedBy } from "./callers.ts";
import { endingsBefore } from "./endings.ts";
import { dataKey, describe, inputPhrase, labelsIn, type WhyInput } from "./input.ts";

const CALLS = new Set<number>([Op.call, Op.invoke, Op.setMember, Op.jsx]);
/** Most runs of a function that are looked at: the general one, then those for known arguments. */
const MAX_RUNS = 6;
const MAX_CALLS = 12;
const MAX_ENDINGS = 60;

/** Calls and assignments that begin on the line; else the innermost that reaches over it. */
export function callsOn(input: WhyInput, line: Place): WhyCall[] {
  const file = input.program.byPath.get(line.path);
  if (file === undefined) return [];
  const begin: Site[] = [];
  let around: { site: Site; size: number } | undefined;
  for (const { gid, file: of, ir } of input.program.funcs) {
    if (of !== file) continue;
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      if (!CALLS.has(ir.ops[row * STRIDE] as number)) continue;
      const [start = 0, end = 0] = [ir.spans[row * 2], ir.spans[row * 2 + 1]];
      if (start >= line.start && start < line.end) begin.push(siteOf(gid, row));
      else if (start < line.start && end > line.start && end - start < (around?.size ?? Infinity))
        around = { site: siteOf(gid, row), size: end - start };
    }
  }
  const sites = begin.length > 0 ? begin : around ? [around.site] : [];
  const calls = sites.flatMap((site) => {
    const call = callAt(input, site);
    return call ? [call] : [];
  });
  const order = (c: WhyCall): number => c.end;
  return calls.sort((a, b) => a.start - b.start || order(b) - order(a)).slice(0, MAX_CALLS);
}

function callAt(input: WhyInput, site: Site): WhyCall | undefined {
  const gid = siteFunc(site);
  const row = siteRow(site);
  const hits = input.result.hits.filter((h) => h.use.site === site || h.use.chain.includes(site));
  const runs = runsOf(input, gid, hits);
  const isAssignment = input.program.func(gid).ir.ops[row * STRIDE] === Op.setMember;
  // An assignment to a field is a place to look at only where it is a sink.
  if (isAssignment && hits.length === 0) return undefined;
  const { rows, ...known } = calleeOf(input, site, runs, hits);
  const given = argumentsOf(input, site, runs, hits);
  // Where callers are known, what a function is given in general says nothing more.
  const carries = given.some((argument) => argument.data.length > 0);
  return {
    ...placeOf(input.program, site),
    ...known,
    arguments: given.filter((a) => a.name !== "this" || a.data.length > 0),
    endings: endings(input, site, runs, hits).filter(
      (e) => !livesOn(e, given) && (e.from !== undefined || !carries),
    ),
    rules: [
      ...rulesFor(
        input,
        input.silences.filter((s) => s.hit.use.site === site || s.hit.use.chain.includes(site)),
      ),
      ...idle(rows, given, hits, site),
    ],
  };
}

function runsOf(input: WhyInput, gid: number, hits: readonly Hit[]): Observation[] {
  const runs = new Set([input.result.observe(gid)]);
  for (const hit of hits) {
    if (runs.size >= MAX_RUNS) break;
    if (hit.gid === gid && hit.spec) runs.add(input.result.observe(gid, hit.spec));
  }
  return [...runs];
}

function calleeOf(
  input: WhyInput,
  site: Site,
  runs: readonly Observation[],
  hits: readonly Hit[],
): Pick<WhyCall, "known" | "callee" | "roles"> & { rows: readonly IndexedRow[] } {
  const { store } = input.result;
  const row = siteRow(site);
  const { ir, file } = input.program.func(siteFunc(site));
  const { lang, strings } = input.program.file(file);
  const written = calleeAt(input, site);
  const modelled = new Map<number, IndexedRow>();
  const names: string[] = [];
  let strange: string | undefined;
  for (const run of runs)
    for (const m of store.members(run.callees.get(row) ?? store.bot)) {
      const n = store.node(m);
      if (n.tag === Tag.row) {
        const known = input.models.row((n.data as { row: number }).row);
        modelled.set(known.id, known);
      } else if (n.tag === Tag.fun) {
        const callee = input.program.func((n.data as { gid: number }).gid);
        names.push(
          `${callee.ir.qual || callee.ir.name || "a function"}() in ${input.program.file(callee.file).path}`,
        );
      } else if (n.tag === Tag.cls) {
        const cls = input.program.class(n.data as number);
        names.push(`class ${cls.ir.name} in ${input.program.file(cls.file).path}`);
      } else if (n.tag === Tag.type) names.push((n.data as { id: string }).id);
      else if (n.tag === Tag.ext) {
        const { specifier, path } = n.data as { specifier: string; path: readonly string[] };
        const name = [specifier, ...path].join(".");
        if (specifier === "<globals>") continue;
        strange = input.models.covers(lang, specifier)
          ? `the package of ${name} is known, this function of it is not`
          : `no pack describes ${name}`;
      }
    }
  for (const { use } of hits)
    if (use.site === site && use.row >= 0) modelled.set(use.row, input.models.row(use.row));
  const rows = [...modelled.values()];
  const roles = [...new Set([...rows.flatMap(rolesOf), ...rolesSeen(hits, site)])];
  if (rows.length > 0) return { known: "package", callee: rows.map((r) => r.title).join(", "), roles, rows };
  if (names.length > 0) return { known: "project", callee: [...new Set(names)].join(", "), roles, rows };
  const op = ir.ops[row * STRIDE];
  if (op === Op.setMember)
    return {
      known: "language",
      callee: `.${strings[ir.ops[row * STRIDE + 3] as number] ?? ""} =`,
      roles,
      rows,
    };
  if (op === Op.jsx) return { known: "language", callee: "an element", roles, rows };
  const method = op === Op.invoke ? (strings[ir.ops[row * STRIDE + 3] as number] ?? "") : "";
  const isStrange = runs.some((run) => run.strangers.has(row));
  if (!isStrange && method !== "" && input.models.methods[lang].has(method))
    return { known: "language", callee: `${method}(), a method of the language`, roles, rows };
  if (runs.every((run) => !run.rows.has(row) && !run.reads.has(row)))
    return { known: "unknown", callee: "the analysis never reaches this call", roles, rows };
  const what = strange ?? `nobody knows what ${written === "" ? "is called" : `${written}()`} is`;
  return { known: "unknown", callee: `${what}; what goes in may come out, and no sink is seen`, roles, rows };
}

function rolesOf(row: IndexedRow): string[] {
  const condition = (when: readonly { arg: string; is?: unknown; not?: boolean }[] | undefined): string =>
    (when ?? [])
      .map((c) => `${c.not ? "not " : ""}${c.arg}${c.is === undefined ? "" : `=${String(c.is)}`}`)
      .join(", ");
  const sinks = new Map<string, string[]>();
  for (const s of row.sink ?? []) {
    const key = `sink: ${s.kind} (argument ${s.arg}`;
    sinks.set(key, [...(sinks.get(key) ?? []), condition(s.when)]);
  }
  return [
    ...(row.model ? ["model call"] : []),
    ...[...sinks].map(([sink, conditions]) => {
      const always = conditions.some((c) => c === "" || conditions.includes(`not ${c}`));
      return `${sink}${always ? "" : `, only with ${conditions.join(" or ")}`})`;
    }),
    ...(row.source ? [`source: ${row.source}`] : []),
    ...(row.sanitize ? ["sanitizer"] : []),
    ...(row.guard ? ["guard"] : []),
    ...(row.approval ? ["approval by a person"] : []),
    ...(row.entry ? ["registers functions that a framework calls"] : []),
    ...(row.template ? ["prompt template"] : []),
  ];
}
/** Sinks that the language has, or that are known by the form of their text. */
function rolesSeen(hits: readonly Hit[], site: Site): string[] {
  return hits.flatMap(({ use }) =>
    use.site === site && use.kind === "sink" && use.row < 0 && use.sink !== "use"
      ? [`sink: ${use.sink}`]
      : [],
  );
}

function argumentsOf(
  input: WhyInput,
  site: Site,
  runs: readonly Observation[],
  hits: readonly Hit[],
): WhyArgument[] {
  const row = siteRow(site);
  const { ir, file } = input.program.func(siteFunc(site));
  const { strings } = input.program.file(file);
  const out = namedOperands(ir, row, strings).map(({ name, reg }) => {
    const values = runs.flatMap((run) => run.reads.get(row)?.get(reg) ?? []);
    const labels = new Map<string, Label>();
    const handed: WhyData[] = [];
    const add = (l: Label): void => {
      const known = labels.get(dataKey(l));
      labels.set(
        dataKey(l),
        known ? { ...l, cleared: l.cleared & known.cleared, lowered: l.lowered & known.lowered } : l,
      );
    };
    for (const v of values) for (const l of labelsIn(input, input.result.store.node(v).labels)) add(l);
    const inputs = [...labels.values()].filter((l) => l.kind === "in");
    for (const l of inputs) labels.delete(dataKey(l));
    for (const { use } of hits)
      if (use.site === site && (use.arg === name || use.arg.startsWith(`${name}.`)))
        for (const l of concrete(input, use.value)) add(l);
    if (labels.size === 0) for (const l of inputs) handed.push(...handedBy(input, siteFunc(site), l.input));
    const data: WhyData[] =
      handed.length > 0
        ? handed
        : [...labels.values()].filter((l) => l.kind !== "config").map((l) => describe(input, l));
    return data.length > 0 ? { name, data } : { name, data, else: otherwise(input, site, values, inputs) };
  });
  const told = new Set(out.flatMap((a) => a.data.map((d) => `${d.what}|${d.from?.path}|${d.from?.start}`)));
  // What callers hand in and no argument names: pieces of messages, fields of options.
  const rest = new Map<string, WhyData>();
  for (const { use } of hits)
    for (const l of use.kind === "sink" || use.kind === "request" ? concrete(input, use.value) : []) {
      const d = describe(input, l);
      if (l.kind !== "config" && !told.has(`${d.what}|${d.from?.path}|${d.from?.start}`))
        rest.set(dataKey(l), d);
    }
  return rest.size > 0 ? [...out, { name: "(by way of callers)", data: [...rest.values()] }] : out;
}

function namedOperands(ir: FuncIR, row: number, strings: readonly string[]): { name: string; reg: number }[] {
  const at = row * STRIDE;
  const [op = 0, , a = -1, , x = -1] = ir.ops.slice(at, at + STRIDE);
  if (op === Op.setMember) return [{ name: "=", reg: x }];
  if (op === Op.jsx)
    return Array.from({ length: ir.extra[x] as number }, (_, i) => ({
      name: strings[ir.extra[x + 1 + 2 * i] as number] ?? "...",
      reg: ir.extra[x + 2 + 2 * i] as number,
    }));
  const nPos = ir.extra[x + 2] as number;
  const nKey = ir.extra[x + 3] as number;
  return [
    ...(op === Op.invoke ? [{ name: "this", reg: a }] : []),
    ...Array.from({ length: nPos }, (_, i) => ({ name: String(i), reg: ir.extra[x + 5 + 2 * i] as number })),
    ...Array.from({ length: nKey }, (_, i) => {
      const symbol = ir.extra[x + 4 + 2 * nPos + 2 * i] as number;
      return {
        name: symbol < 0 ? "**" : (strings[symbol] ?? ""),
        reg: ir.extra[x + 5 + 2 * nPos + 2 * i] as number,
      };
    }),
  ];
}

/** What stands where no data that is followed arrives. */
function otherwise(input: WhyInput, site: Site, values: readonly V[], inputs: readonly Label[]): string {
  const { store } = input.result;
  const gid = siteFunc(site);
  const { ir } = input.program.func(gid);
  const [first] = inputs;
  if (first) {
    const entry = input.result.entries.find((e) => e.gid === gid);
    const by = entry
      ? `a framework calls ${ir.name}() (${entry.role}) and hands over nothing foreign there`
      : input.result.isCalled(gid)
        ? "its callers hand over constants, or nothing that is followed"
        : "nobody in the analysed files calls it, and nothing registers it";
    return `${inputPhrase(input, first, gid)}: ${by}`;
  }
  if (values.length === 0) return "never reached";
  if (values.every((v) => store.members(v).every((m) => store.tag(m) === Tag.const))) return "a constant";
  return "nothing foreign";
}

/** Along the way of each hit: from the function where the data is known, call by call, to the line. */
function endings(
  input: WhyInput,
  site: Site,
  runs: readonly Observation[],
  hits: readonly Hit[],
): WhyEnding[] {
  const all = runs.flatMap((run) => endingsBefore(input, run, siteRow(site)));
  for (const hit of hits.slice(0, MAX_RUNS)) {
    let run = input.result.observe(hit.gid, hit.spec);
    for (const call of hit.use.chain) {
      if (siteFunc(call) !== run.gid) run = input.result.observe(siteFunc(call));
      all.push(...endingsBefore(input, run, siteRow(call)));
      const next = run.heard.find((h) => h.kind === "call" && h.site === call);
      if (next?.kind === "call") run = input.result.observe(next.gid, next.spec);
    }
  }
  const seen = new Set<string>();
  return all.filter((e) => {
    if (seen.size >= MAX_ENDINGS) return false;
    const key = `${e.path}|${e.start}|${e.data}|${e.from?.start}|${e.effect}|${e.how}`;
    return !seen.has(key) && seen.add(key);
  });
}

const ABOUT_PROMPTS = [
  "untrusted-system-prompt",
  "unseparated-prompt",
  "unfiltered-rag-content",
  "unfiltered-external-content",
];

/** Rules that had nothing to judge: no data arrived, or none in a form that does harm there. */
function idle(
  rows: readonly IndexedRow[],
  given: readonly WhyArgument[],
  hits: readonly Hit[],
  site: Site,
): WhyRule[] {
  const carries = given.some((a) => a.data.length > 0);
  const data = carries ? "what arrives" : "nothing";
  const seen = new Set(hits.flatMap(({ use }) => (use.site === site ? [use.sink] : [])));
  const kinds = new Set(rows.flatMap((row) => (row.sink ?? []).map((s) => s.kind)));
  const out: WhyRule[] = [];
  for (const kind of kinds) {
    const ids = rulesAt(kind);
    if (seen.has(kind) || ids.length === 0) continue;
    const because = carries
      ? `it is no ${kind} sink in this form: a condition of the sink does not hold, or the data cannot change what is done`
      : "no data that is followed arrives";
    out.push({ ids, data, because });
  }
  if (!carries && rows.some((row) => row.model))
    out.push({ ids: ABOUT_PROMPTS, data, because: "no data that is followed arrives" });
  return out;
}

/** What was lost on one way arrives whole on another: nothing ended for good. */
function livesOn(ending: WhyEnding, given: readonly WhyArgument[]): boolean {
  return given.some((argument) =>
    argument.data.some(
      (data) =>
        data.what === ending.data &&
        data.from?.path === ending.from?.path &&
        data.from?.start === ending.from?.start &&
        (ending.effect === "lost" ||
          (ending.effect === "unsure" && !data.unsure) ||
          (ending.effect === "cleared" && !ending.sinks.some((kind) => data.clearedFor.includes(kind))) ||
          (ending.effect === "lowered" && !ending.sinks.some((kind) => data.loweredFor.includes(kind)))),
    ),
  );
}

function rulesFor(input: WhyInput, silences: readonly Silence[]): WhyRule[] {
  const out = new Map<string, WhyRule>();
  for (const { label, rules, because, slot } of silences) {
    if (label.kind === "config") continue;
    const { what, from } = describe(input, label);
    const place = slot === "" ? "" : `${slot}: `;
    const key = `${rules.join()}|${because}|${what}|${from?.path}|${from?.start}|${slot}`;
    out.set(key, { ids: [...rules], data: what, ...(from && { from }), because: place + because });
  }
  return [...out.values()];
}
