import type { Confidence, Finding, Level, Place, Step } from "../findings/finding.ts";
import type { OwnRule } from "../findings/ownRule.ts";
import type { RuleInfo } from "../findings/rule.ts";
import type { AnalysisResult, Hit } from "../flow/analysis.ts";
import { INDIRECT, type Label, newLabel, sinkBit } from "../flow/labels.ts";
import { PARAM_ROW, type Program, type Site, siteFunc, siteRow } from "../flow/program.ts";
import type { Use } from "../flow/summary.ts";
import { Tag, type V } from "../flow/values.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { ModelIndex } from "../models/modelIndex.ts";
import type { AskRow, SinkKind } from "../models/pack.ts";
import { judgeAgents } from "./agents.ts";
import { judgeClassifiers } from "./classifiers.ts";
import { judgeDangers } from "./dangers.ts";
import { judgeDecisions } from "./decisions.ts";
import { judgeDownloads } from "./downloads.ts";
import { judgeEndpoints } from "./endpoints.ts";
import { joinGroups } from "./groups.ts";
import { judgeLimits } from "./limits.ts";
import { judgeLoops } from "./loops.ts";
import { judgeModelOptions } from "./modelOptions.ts";
import { judgeModeration } from "./moderation.ts";
import { judgeOutlets, judgeShippedPrompts } from "./outlets.ts";
import { judgeOwnRules } from "./ownRules.ts";
import { pathTo } from "./paths.ts";
import { judgePersonalData } from "./personalData.ts";
import { entriesBehind, placeOf, placeOfOperand } from "./places.ts";
import { judgeRequests } from "./prompts.ts";
import { judgeRemoteContent } from "./remoteContent.ts";
import { judgeRoutes } from "./routes.ts";
import { judgeSharedState } from "./sharedState.ts";
import { judgeTrainingData } from "./trainingData.ts";
import { judgeUserInput } from "./userInput.ts";
import { judgeVerdicts } from "./verdicts.ts";
import { sentence, sinkPhrase, sourcePhrase } from "./wording.ts";

export interface JudgeInput {
  program: Program;
  models: ModelIndex;
  result: AnalysisResult;
  rules: ReadonlyMap<string, RuleInfo>;
  /** Those that the project adds. */
  ownRules?: readonly OwnRule[];
  /** Literal given to a credential parameter looks like a real key. */
  isCredential: (value: string, parameter: string, baseUrl: string | undefined) => boolean;
  maskSecret: (value: string) => string;
  /** Text of a file of the program. */
  text: (path: string) => string | undefined;
  /** Whether somebody asks for findings of a rule, and for those in a file; all if absent. */
  isWanted?: (ruleId: string) => boolean;
  isLooked?: (path: string) => boolean;
  /** Told of a rule that failed: the others go on. Without it nothing is caught. */
  failed?: (rule: string, error: unknown) => void;
  /** Told of data that a rule looked at and left alone; only where somebody asks why. */
  heed?: (silence: Silence) => void;
}

/** Data at a sink or in a prompt that rules left alone. */
export interface Silence {
  hit: Hit;
  label: Label;
  /** Part of a prompt it stands in, "" at a sink. */
  slot: string;
  /** Rules that look there; none where nobody asks for such data in such a place. */
  rules: readonly string[];
  because: string;
}

/** A finding before its rule's words are filled in: several of one place and rule become one. */
export interface Candidate {
  ruleId: string;
  site: Site;
  arg: string;
  /** Level relative to the rule's: −1 is one step lower; undefined means the given level holds. */
  lowered: number;
  level?: Level;
  tier: number;
  label: Label;
  hit: Hit;
  notes: string[];
  values: Record<string, string>;
  /** Where the finding stands when it is not the operand of the site. */
  at?: { path: string; start: number; end: number };
  /** No flow: the place says it all. */
  isPlain?: boolean;
  /** The whole text of the slot. */
  text?: V;
  /** What the answer goes on to do makes it worse. */
  hasConsequence?: boolean;
  /** The program puts a message of the system among those of the list. */
  hasSystemTurn?: boolean;
  /** Files on the way from a request to the call. */
  served?: { by: string[]; isRepeated: boolean };
  /** Settings with which a person is asked, and the tools that one is for. */
  asks?: (AskRow & { site: Site; names?: string[] })[];
}

/** What a rule says of data in a run, at the use that met it and as sure as that was seen, unless `more` says otherwise. */
export function newCandidate(
  ruleId: string,
  hit: Hit,
  label: Label,
  more: Partial<Candidate> = {},
): Candidate {
  const { site, arg, tier } = hit.use;
  return { ruleId, site, arg, lowered: 0, tier, label, hit, notes: [], values: {}, ...more };
}

const OUTPUT: Partial<Record<SinkKind, string>> = {
  code: "model-output-to-code",
  shell: "model-output-to-shell",
  sql: "model-output-to-sql",
  html: "model-output-to-html",
  path: "model-output-to-path",
  url: "model-output-to-url",
  deserialize: "model-output-to-deserializer",
  template: "model-output-to-template",
};
const TOOL_SINKS = new Set<SinkKind>([
  "code",
  "shell",
  "sql",
  "path",
  "url",
  "deserialize",
  "template",
  "html",
]);
const UNSEEN_CALLERS = "nobody in sight calls this function; whom it trusts is up to its callers";
const MAX_PATHS = 8;
const LEVELS: Level[] = ["info", "warning", "error"];

type Judge = (input: JudgeInput, out: Candidate[]) => void;
/** Judges whose rules are all asked for by few, with these rules. */
const ADVISERS: readonly [judge: Judge, rules: readonly string[]][] = [
  [judgeDownloads, ["unverified-model-download"]],
  [judgeClassifiers, ["missing-confidence-threshold"]],
  [judgePersonalData, ["personal-data-in-prompt"]],
  [judgeUserInput, ["unbounded-user-input", "unchecked-media-input"]],
  [judgeModeration, ["keyword-only-guard", "missing-moderation"]],
  [judgeDecisions, ["protected-attribute-in-decision", "unreviewed-automated-decision"]],
];

/** What the project's own rules ask is asked last: they may be wrong in ways nobody thought of. */
const JUDGES: readonly Judge[] = [
  judgeHits,
  judgeRequests,
  judgeDangers,
  judgeEndpoints,
  judgeOutlets,
  judgeShippedPrompts,
  judgeLimits,
  judgeLoops,
  judgeModelOptions,
  judgeRoutes,
  judgeSharedState,
  judgeVerdicts,
  judgeRemoteContent,
  judgeTrainingData,
  judgeAgents,
  function judgeOwn(input, out) {
    judgeOwnRules(input, input.ownRules ?? [], out);
  },
];

/** Findings of the flow rules. Pure: the same analysis gives the same findings. */
export function judge(input: JudgeInput): Finding[] {
  const candidates: Candidate[] = [];
  const wants = input.isWanted ?? (() => true);
  const asked = ADVISERS.flatMap(([own, ids]) => (ids.some(wants) ? [own] : []));
  for (const each of [...JUDGES, ...asked]) guarded(input, each.name, () => each(input, candidates));
  return assemble(
    input,
    candidates.filter((c) => wants(c.ruleId)),
  );
}

function judgeHits(input: JudgeInput, out: Candidate[]): void {
  for (const hit of input.result.hits) {
    if (hit.use.kind === "sink") judgeSink(input, hit, out);
    else if (hit.use.kind === "dispatch") judgeDispatch(input, hit, out);
    else if (hit.use.kind === "credential") judgeCredential(input, hit, out);
  }
}

/** A fault of ours in one rule leaves the others as they are. */
function guarded<T>({ failed }: JudgeInput, rule: string, act: () => T): T | undefined {
  if (failed === undefined) return act();
  try {
    return act();
  } catch (error) {
    failed(rule, error);
    return undefined;
  }
}

export function concrete(input: JudgeInput, v: V): Label[] {
  const { store } = input.result;
  return store.labels
    .list(store.node(v).labels)
    .map((id) => store.labels.get(id))
    .filter((l) => l.kind !== "in" && l.kind !== "verdict");
}

function judgeSink(input: JudgeInput, hit: Hit, out: Candidate[]): void {
  const { use } = hit;
  const bit = sinkBit[use.sink];
  const labels = concrete(input, use.value);
  for (const label of labels) {
    const silent = (rules: readonly string[], because: string): void =>
      input.heed?.({ hit, label, slot: "", rules, because });
    if (label.cleared & bit) {
      const rule = ruleForSink(input, use, label);
      silent(rule ? [rule] : [], "a check or a conversion made it harmless there");
      continue;
    }
    if (label.kind === "parameter" && (label.cleared & INDIRECT || isStructure(input, use.value))) {
      silent(
        ["unsafe-tool-input"],
        "nobody in sight calls the function, and the text went through an unknown callee",
      );
      continue;
    }
    // One owner: where an argument that a model chose arrives, it is more than the text of a reply.
    if (
      label.kind === "model" &&
      TOOL_SINKS.has(use.sink) &&
      labels.some((l) => l.kind === "tool-input" && !(l.cleared & bit))
    ) {
      silent(
        [OUTPUT[use.sink] ?? ""],
        "unsafe-tool-input speaks for it: an argument that the model chose arrives too",
      );
      continue;
    }
    const ruleId = ruleForSink(input, use, label);
    if (!ruleId) {
      const isPlain = label.kind === "user" || label.kind === "local" || label.kind === "retrieved";
      const because = isPlain
        ? "no model stands between it and the sink; linters for programs in general ask for that"
        : "they don't ask for data of this kind";
      silent(rulesAt(use.sink), because);
      continue;
    }
    const lowered = label.lowered & bit ? -1 : 0;
    // Paths, addresses and markup that a stranger made of a reply are mostly the stranger's own.
    const tier =
      label.cleared & INDIRECT &&
      (use.sink === "path" ||
        use.sink === "url" ||
        use.sink === "html" ||
        (label.kind !== "model" && label.kind !== "tool-input"))
        ? 2
        : use.tier;
    if (use.sink === "use")
      out.push(newCandidate(ruleId, hit, label, { site: label.origin, arg: "", lowered, tier }));
    else
      out.push(
        newCandidate(ruleId, hit, label, {
          lowered,
          tier,
          notes: lowered
            ? [label.kind === "parameter" ? UNSEEN_CALLERS : "a check lowers the risk, it does not remove it"]
            : [],
        }),
      );
  }
}
/** A query built as an object: texts inside stay texts. */
function isStructure(input: JudgeInput, v: V): boolean {
  const { store } = input.result;
  return store.members(v).every((m) => {
    const tag = store.tag(m);
    return tag === Tag.rec || tag === Tag.list;
  });
}
/** Rules that ask for some data at a sink of this kind. */
export function rulesAt(sink: SinkKind): string[] {
  if (sink === "use") return ["unvalidated-model-output"];
  if (sink === "prompt.template") return ["untrusted-prompt-template"];
  return [OUTPUT[sink] ?? "", TOOL_SINKS.has(sink) ? "unsafe-tool-input" : ""].filter((id) => id !== "");
}
function ruleForSink(input: JudgeInput, use: Use, label: Label): string | undefined {
  const { sink } = use;
  const { labels } = input.result.store;
  if (sink === "use")
    return label.kind === "parsed" && labels.list(label.fed).some((id) => labels.get(id).kind === "model")
      ? "unvalidated-model-output"
      : undefined;
  if (sink === "prompt.template")
    return label.kind === "parsed" ||
      label.kind === "config" ||
      label.kind === "secret" ||
      label.kind === "personal" ||
      label.kind === "local" ||
      label.kind === "parameter"
      ? undefined
      : "untrusted-prompt-template";
  if (label.kind === "tool-input") return TOOL_SINKS.has(sink) ? "unsafe-tool-input" : undefined;
  if (label.kind === "parameter")
    return TOOL_SINKS.has(sink) && sink !== "html" ? "unsafe-tool-input" : undefined;
  if (label.kind === "model") return OUTPUT[sink];
  // A page or a file that is run is no tool argument, but whoever wrote it chooses just as well. The text itself, not a name read from it.
  if (label.kind === "external" && !(label.cleared & INDIRECT) && runsText(input, use))
    return "unsafe-tool-input";
  return undefined;
}

/** Text is run there, or turned into objects: not a module or a file of that name. */
function runsText(input: JudgeInput, use: Use): boolean {
  if (use.row < 0) return false;
  return (
    use.sink === "deserialize" ||
    input.models.row(use.row).sink?.some((s) => s.callers && s.kind === use.sink) === true
  );
}

function judgeDispatch(input: JudgeInput, hit: Hit, out: Candidate[]): void {
  const { store } = input.result;
  const { use } = hit;
  const n = store.node(use.value);
  if (n.tag !== Tag.rec) return;
  const part = (name: string): Label[] => concrete(input, store.field(n, name) ?? store.bot);
  const chosen = part("name").filter(
    (l) => (l.kind === "model" || l.kind === "tool-input") && !(l.cleared & sinkBit.dispatch),
  );
  if (chosen.length === 0) return;
  const unchecked = part("args").filter(
    (l) =>
      (l.kind === "tool-input" || l.kind === "model" || l.kind === "parsed") && !(l.cleared & sinkBit.use),
  );
  // A spread of the arguments counts only for what a model chose, not for any model text that was parsed.
  const spread = part("spread");
  if (spread.length > 0 && use.row === -2 && !spread.some((l) => l.kind === "tool-input")) return;
  const open = use.row === -2;
  if (!open && unchecked.every((l) => spread.length === 0 && isDeclaredArgument(input, l))) return;
  out.push(
    newCandidate("unvalidated-tool-call", hit, (unchecked[0] ?? chosen[0]) as Label, {
      arg: "",
      lowered: open ? 0 : -1,
      tier: 0,
      notes: open ? [] : ["the table limits the name; its arguments are unchecked"],
    }),
  );
}

/** One argument of a tool, which its signature declares: what a dispatcher of tools gets is all of them. */
function isDeclaredArgument(input: JudgeInput, label: Label): boolean {
  if (label.kind !== "tool-input" || siteRow(label.origin) < PARAM_ROW) return false;
  const gid = siteFunc(label.origin);
  return input.result.entries.every((entry) => entry.gid !== gid || !entry.isDispatcher);
}

function judgeCredential(input: JudgeInput, hit: Hit, out: Candidate[]): void {
  const { store } = input.result;
  const { use } = hit;
  const row = input.models.row(use.row);
  for (const m of store.members(use.value)) {
    const text = store.stringOf(m);
    if (text === undefined) continue;
    if (!input.isCredential(text, use.arg, undefined)) continue;
    const label = newLabel("secret", use.site);
    out.push(
      newCandidate("hardcoded-api-key", hit, label, {
        tier: 0,
        values: { key: input.maskSecret(text), call: row.title },
      }),
    );
  }
}

function assemble(input: JudgeInput, candidates: readonly Candidate[]): Finding[] {
  const groups = new Map<string, Candidate[]>();
  const lasts = new Map<string, Place>();
  for (const c of candidates) {
    const entry = c.at ? undefined : placeOfEntry(input, c);
    c.at ??= entry ?? placeOfOperand(input.program, c.site, c.arg);
    if (!entry) continue;
    const last = lasts.get(slotKey(c));
    if (!last || (last.path === entry.path && last.start < entry.start)) lasts.set(slotKey(c), entry);
  }
  for (const c of candidates) {
    // Several entries of one mapping fill one slot: the last one stands for all.
    const last = lasts.get(slotKey(c));
    if (last && c.at?.path === last.path) c.at = last;
    const place = c.at ?? placeOfOperand(input.program, c.site, c.arg);
    const key = `${c.ruleId}|${place.path}|${place.start}|${place.end}`;
    const list = groups.get(key);
    if (list) list.push(c);
    else groups.set(key, [c]);
  }
  const out: Finding[] = [];
  const isLooked = input.isLooked ?? (() => true);
  for (const list of joinGroups(input, [...groups.values()])) {
    if (!list.some((c) => isLooked(c.at?.path ?? ""))) continue;
    const finding = guarded(input, list[0]?.ruleId ?? "", () => toFinding(input, list));
    if (finding) out.push(finding);
  }
  return out;
}

const slotKey = (c: Candidate): string =>
  `${c.ruleId}|${c.site}|${c.arg}|${c.text}|${c.hit.gid}|${c.hit.use.chain.join(",")}`;

/** A mapping that fills several holes: the finding stands at the last entry that carries the data. */
function placeOfEntry(
  input: JudgeInput,
  c: Candidate,
): { path: string; start: number; end: number } | undefined {
  if (c.hit.use.kind === "sink" && c.hit.use.sink === "shell")
    return entryThatCarries(input, c, c.site, entriesBehind(input.program, c.site, c.arg, Op.list));
  if (c.hit.use.kind !== "request") return undefined;
  const here = entryThatCarries(input, c, c.site, entriesBehind(input.program, c.site, c.arg));
  if (here) return here;
  // A template filled inside a wrapper: the mapping stands at a call on the way there.
  const { ir } = input.program.func(siteFunc(c.site));
  const op = ir.ops[siteRow(c.site) * STRIDE];
  if (op !== Op.call && op !== Op.invoke) return undefined;
  if (c.arg === "content" || /^\d*$/.test(c.arg))
    for (const site of [c.site, ...[...c.hit.use.chain].reverse()]) {
      for (let i = 0; i < 4; i++) {
        const found = entryThatCarries(input, c, site, entriesBehind(input.program, site, String(i)));
        if (found) return found;
      }
    }
  return undefined;
}
function entryThatCarries(
  input: JudgeInput,
  c: Candidate,
  site: Site,
  entries: number[],
): { path: string; start: number; end: number } | undefined {
  if (entries.length === 0) return undefined;
  const { store } = input.result;
  const gid = siteFunc(site);
  const rows = input.result.trace(gid, gid === c.hit.gid ? c.hit.spec : undefined);
  const { ir, file } = input.program.func(gid);
  const carrying = (wanted: (l: Label) => boolean): number | undefined =>
    entries.findLast((row) =>
      store.labels
        .list(store.node(rows.get(row) ?? store.bot).labels)
        .some((id) => wanted(store.labels.get(id))),
    );
  // In a function on the way the data is still an input.
  const row =
    carrying((l) => l.kind === c.label.kind && l.origin === c.label.origin) ??
    carrying((l) => l.kind === "in");
  if (row === undefined) return undefined;
  const { path } = input.program.file(file);
  return { path, start: ir.spans[row * 2] ?? 0, end: ir.spans[row * 2 + 1] ?? 0 };
}

/** Data that somebody gave: what a program was configured with is no origin of harm. */
export function isOrigin(label: Label): boolean {
  return label.kind !== "in" && label.kind !== "verdict" && label.kind !== "config";
}

const endOf = (c: Candidate | undefined): string => `${c?.at?.path}:${c?.at?.start}`;

function toFinding(input: JudgeInput, group: Candidate[]): Finding | undefined {
  // The path that crosses the model says more than the one that begins at it.
  const fedBy = (c: Candidate): number =>
    input.result.store.labels.list(c.label.fed).some((id) => isOrigin(input.result.store.labels.get(id)))
      ? 0
      : 1;
  const first = endOf(group[0]);
  const away = (c: Candidate): number => (endOf(c) === first ? 0 : 1);
  const sorted = [...group].sort(
    (a, b) =>
      away(a) - away(b) ||
      a.tier - b.tier ||
      fedBy(a) - fedBy(b) ||
      b.lowered - a.lowered ||
      a.hit.use.chain.length - b.hit.use.chain.length ||
      a.label.origin - b.label.origin,
  );
  const best = sorted[0] as Candidate;
  const rule = input.rules.get(best.ruleId);
  if (!rule) return undefined;
  const levels = group.map((c) => LEVELS.indexOf(c.level ?? rule.level) + c.lowered);
  const index = Math.max(...levels);
  if (index < 0) return undefined;
  const level = LEVELS[Math.min(index, 2)] as Level;
  const place = best.at ?? placeOfOperand(input.program, best.site, best.arg);
  const paths: Step[][] = [];
  const seen = new Set<string>();
  const ends = new Set(sorted.map(endOf));
  // Each place is shown once before any is shown twice.
  const shown = [...ends].flatMap((end) => sorted.find((c) => endOf(c) === end) ?? []);
  for (const c of [...shown, ...sorted.filter((c) => !shown.includes(c))]) {
    const end = c.at ?? place;
    const key = `${c.label.kind}|${c.label.origin}|${fedBy(c) === 0 ? c.label.fed : ""}|${endOf(c)}`;
    if (
      fedBy(c) === 1 &&
      !shown.includes(c) &&
      sorted.some((d) => d.label.kind === c.label.kind && d.label.origin === c.label.origin && fedBy(d) === 0)
    )
      continue;
    if (seen.has(key) || paths.length >= MAX_PATHS) continue;
    seen.add(key);
    if (
      rule.id !== "hardcoded-api-key" &&
      !c.isPlain &&
      (c.label.kind !== "config" || c.hit.use.chain.length > 0)
    )
      paths.push(pathTo(input, c, end));
  }
  const tier: Confidence = best.tier === 0 ? "high" : best.tier === 1 ? "medium" : "low";
  const values: Record<string, string> = {
    source: sourcePhrase(input, best),
    sink: sinkPhrase(input, best),
    ...best.values,
  };
  const notes = [...new Set(sorted.flatMap((c) => c.notes))].slice(0, 3);
  if (ends.size > 1)
    notes.push(
      `the same reaches ${ends.size - 1} more place${ends.size > 2 ? "s" : ""}, to which the paths lead`,
    );
  return {
    ruleId: rule.id,
    ...place,
    level,
    confidence: tier,
    ...(LEVELS.indexOf(level) < LEVELS.indexOf(rule.level)
      ? {
          securitySeverity: Math.max(
            1,
            Number(
              (rule.securitySeverity - 2.5 * (LEVELS.indexOf(rule.level) - LEVELS.indexOf(level))).toFixed(1),
            ),
          ),
        }
      : {}),
    what: sentence(rule.what, values),
    why: sentence(rule.why, values),
    fix: sentence(rule.fix, values),
    notes,
    paths,
    fingerprint: "",
    anchor: {
      ...placeOf(input.program, best.site),
      row: best.hit.use.row,
      arg: best.arg,
      ...(best.hit.use.kind === "sink" ? { sink: best.hit.use.sink } : {}),
      ...(best.hit.use.danger ? { danger: best.hit.use.danger } : {}),
      ...(sorted.some((c) => c.hasSystemTurn) ? { systemTurn: true } : {}),
      ...(best.served ? { served: best.served } : {}),
      ...(sorted.some((c) => c.hasConsequence) ? { consequence: true } : {}),
      ...(best.asks
        ? {
            asks: best.asks.map(({ site, ...ask }) => ({ ...ask, ...placeOf(input.program, site) })),
          }
        : {}),
    },
  };
}
