import type { Hit } from "../flow/analysis.ts";
import { type Label, newLabel } from "../flow/labels.ts";
import { PARAM_ROW, type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { Tag, type V } from "../flow/values.ts";
import { operands } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { nameAt } from "./nameFinder.ts";
import { placeOf } from "./places.ts";
import { slotsOf } from "./slots.ts";

/** Records of persons, and of what they applied for. */
const PERSON =
  /candidate|applicant|application|loan|claim|patient|employee|student|tenant|borrower|customer|user|member|account|policy_?holder|insured|driver|player|profile|seller|author|submission/i;
/** Fields that hold a decision. */
const DECISION =
  /^(?:is_?)?(?:status|decision|approved|rejected|hired|accepted|eligible|eligibility|shortlisted|banned|suspended|blocked|denied|admitted|disqualified|verdict|outcome|approval_?status|application_?status|credit_?(?:limit|score|rating)|risk_?(?:score|level|rating)|diagnosis|premium)$/i;
/** Functions that carry one out. */
const DEED =
  /^(?:auto_?)?(?:ban|suspend|block|reject|approve|deny|hire|fire|terminate|expel|evict|disqualify|decline|shortlist|blacklist|deactivate|lock)_?(?:the_?)?(?:user|account|member|candidate|applicant|application|claim|loan|employee|student|tenant|customer|player|seller|author|request)s?(?:_?by_?id)?$/i;
const WRITE =
  /^(?:update|save|insert|create|upsert|patch|set|execute|query|run|put|add)(?:_?(?:one|many|first|by_?id|status))?$/i;
/** What the prompt, or the code around it, is about. */
const DOMAIN =
  /\bhir(?:e|ed|ing)\b|recruit|candidate|applicant|r[ée]sum[ée]\b|\bcv\b|\bloan|credit|mortgage|lend(?:er|ing)|insur|\bclaim|underwrit|diagnos|triage|rental|tenant|admission|scholarship|welfare|\bvisa\b|asylum|parole|fraud|\bban(?:ned)?\b|suspend|violat|break the rules|toxic|abus|harass|promotion|dismiss/i;
const ASKS =
  /\b(?:decide|approv\w*|reject|hire[ds]?|hiring|short-?list|eligib\w*|qualif\w*|rank|score|rate|grade|assess|evaluat\w*|creditworth\w*|grant|deny|admit|suitab\w*|accept(?:ed)?|select|recommend)\b/i;
const MEDICAL = /patient|\bdos(?:e|age)\b|diagnos|clinic|symptom|medic|treatment|health/i;
const MEDICAL_FACTS = /age|birth|dob|sex|gender|pregnan/i;
const PROTECTED =
  /^(?:race|ethnicity|ethnic_?(?:origin|group)|religion|religious_?belief|gender|gender_?identity|sex|nationality|national_?origin|citizenship|age|date_?of_?birth|birth_?date|birthday|dob|disabilit(?:y|ies)|disabled|marital_?status|sexual_?orientation|pregnan(?:t|cy)|political_?(?:views|affiliation)|union_?member(?:ship)?)$/i;
/** Somebody looks at it, or at how groups fare. */
const REVIEW =
  /review(?!s\b)|human|manual|escalat|moderators?\b|pending|needs_|awaiting|confirm|approv(?:er|al)_?(?:queue|request|flow)|ask_?(?:user|human|admin)|suggest|recommend/i;
const FAIRNESS =
  /fair(?:learn|ness)|aif360|parity|disparate|equali[sz]ed_?odds|bias_?(?:metric|audit|check|test)/i;

/** Models that decide about persons. */
export function judgeDecisions(input: JudgeInput, out: Candidate[]): void {
  const prompts = input.result.hits.filter((h) => h.use.kind === "request");
  if (prompts.length === 0) return;
  judgeProtected(input, prompts, out);
  const texts = new Map<Hit, string>();
  for (const hit of prompts) texts.set(hit, promptText(input, hit));
  if (![...texts.values()].some(asksAboutPerson)) return;
  input.program.asked.forEach(({ gid, ir }) => {
    if (mayDecide(input, gid, ir) && speaksOfPerson(input, gid))
      judgeFunction(input, gid, prompts, texts, out);
  });
}

function promptText(input: JudgeInput, hit: Hit): string {
  const { use } = hit;
  const { store } = input.result;
  const out: string[] = [];
  const visit = (v: V, depth: number): void => {
    const n = store.node(v);
    if (n.tag === Tag.const && typeof n.data === "string") out.push(n.data.slice(0, 8000));
    else if (depth < 6) for (const kid of n.kids) visit(kid, depth + 1);
  };
  for (const s of slotsOf(store, input.models.row(use.row), use.value, use.site).segments) visit(s.text, 0);
  return out.join("\n");
}

/** Fields of a person that must not count, in a prompt that asks for a decision. */
function judgeProtected(input: JudgeInput, prompts: readonly Hit[], out: Candidate[]): void {
  for (const hit of prompts) {
    const labels = concrete(input, hit.use.value).filter((l) => l.kind === "personal");
    if (labels.length === 0) continue;
    const text = promptText(input, hit);
    if (!ASKS.test(text) || !DOMAIN.test(text)) continue;
    for (const label of labels) {
      const field = fieldAt(input, label);
      if (field === undefined || !PROTECTED.test(field)) continue;
      if (MEDICAL.test(text) && MEDICAL_FACTS.test(field)) continue;
      const functions = withOuter(input, [hit.gid, ...hit.use.chain.map(siteFunc), siteFunc(label.origin)]);
      if (functions.some((gid) => isReviewed(input, gid, -1) || isMeasured(input, gid))) continue;
      out.push(
        newCandidate("protected-attribute-in-decision", hit, label, {
          site: label.origin,
          arg: "",
          tier: Math.max(1, hit.use.tier),
        }),
      );
    }
  }
}

/** The name of the field that a label was born at. */
function fieldAt(input: JudgeInput, label: Label): string | undefined {
  if (label.origin < 0 || siteRow(label.origin) >= PARAM_ROW) return undefined;
  const { path, start, end } = placeOf(input.program, label.origin);
  const text = input.text(path)?.slice(start, Math.min(end, start + 200)) ?? "";
  return /([\w$-]{2,40})["'`]?\s*(?:,[^,]{0,40})?[\])]{0,3}$/.exec(text)?.[1];
}

/** The prompt asks for a decision in a matter where people are decided about. */
function asksAboutPerson(text: string): boolean {
  return DOMAIN.test(text) && (ASKS.test(text) || /[?]|\b(?:yes|no)\b/i.test(text));
}
/** The code of the function names a person's record. */
function speaksOfPerson(input: JudgeInput, gid: number): boolean {
  const { ir, file } = input.program.func(gid);
  const text = input.text(input.program.file(file).path)?.slice(ir.start, ir.end) ?? "";
  return text.length < 60_000 && (PERSON.test(text) || ir.end - ir.start < 200);
}

/** The function has something that could be a decision at all. */
function mayDecide(input: JudgeInput, gid: number, ir: FuncIR): boolean {
  const { file } = input.program.func(gid);
  const { strings, consts } = input.program.file(file);
  for (let at = 0; at < ir.ops.length; at += STRIDE) {
    const op = ir.ops[at];
    const name =
      op === Op.setMember || op === Op.invoke
        ? (strings[ir.ops[at + 3] as number] ?? "")
        : op === Op.global || op === Op.import
          ? nameAt(input.program, file, ir, at / STRIDE)
          : "";
    if (op === Op.setMember ? DECISION.test(name) : DEED.test(name) || (op === Op.invoke && WRITE.test(name)))
      return true;
    if (op === Op.setIndex) return true;
    if (op === Op.call && ir.ops[at + 2] === -1) return consts.length > 0;
  }
  return false;
}

function judgeFunction(
  input: JudgeInput,
  gid: number,
  prompts: readonly Hit[],
  texts: Map<Hit, string>,
  out: Candidate[],
): void {
  const { program } = input;
  const { ir, file } = program.func(gid);
  const { strings } = program.file(file);
  const values = input.result.trace(gid);
  const models = new Map<number, Label>();
  for (const [row, v] of values) {
    const label = modelOf(input, v);
    if (label) models.set(row, label);
  }
  if (models.size === 0) return;
  const made = (reg: number, before: number): number => {
    for (let row = before - 1; row >= 0; row--) if (ir.ops[row * STRIDE + 1] === reg) return row;
    return -1;
  };
  /** The answer that a register holds, or is made of. */
  const answerIn = (register: number, at: number, most: number): { label?: Label; asked: boolean } => {
    const queue: [number, number][] = [[register, at]];
    const seen = new Set<number>();
    let label: Label | undefined;
    let asked = false;
    while (queue.length > 0 && seen.size < most) {
      const [reg, before] = queue.shift() as [number, number];
      const row = reg < 0 ? -1 : made(reg, before);
      if (row < 0 || seen.has(row)) continue;
      seen.add(row);
      label ??= models.get(row);
      const op = ir.ops[row * STRIDE];
      if (op === Op.call || op === Op.invoke || op === Op.global || op === Op.import)
        asked ||= REVIEW.test(nameAt(program, file, ir, row));
      const v = values.get(row);
      if (v !== undefined && concrete(input, v).some((l) => l.kind === "local")) asked = true;
      for (const r of operands(ir, row)) queue.push([r, row]);
    }
    return label ? { label, asked } : { asked };
  };
  const branches: { from: number; to: number; label: Label }[] = [];
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    const at = row * STRIDE;
    const [op = 0, , a = -1, b = -1, x = -1] = ir.ops.slice(at, at + STRIDE);
    if (op === Op.if) {
      const { label, asked } = answerIn(a, row, 24);
      if (label && !asked) branches.push({ from: row, to: row + b + x, label });
      continue;
    }
    const within = branches.find((r) => row > r.from && row <= r.to)?.label;
    let label: Label | undefined;
    if (op === Op.setMember || op === Op.setIndex) {
      const key = op === Op.setMember ? (strings[b] ?? "") : constantAt(input, values, made(b, row));
      if (!DECISION.test(key) || !PERSON.test(textAt(input, gid, row).split("=")[0] ?? "")) continue;
      const value = answerIn(x, row, 12);
      if (value.asked || REVIEW.test(constantAt(input, values, made(x, row)))) continue;
      label = value.label ?? within;
    } else if (op === Op.call || op === Op.invoke) {
      const name = op === Op.invoke ? (strings[b] ?? "") : callee(input, gid, a, row);
      const given = Array.from(
        { length: (ir.extra[x + 2] as number) + (ir.extra[x + 3] as number) },
        (_, i) => ir.extra[x + 5 + 2 * i] as number,
      );
      const answer = (): Label | undefined => given.map((r) => answerIn(r, row, 12).label).find((l) => l);
      if (DEED.test(name)) label = within ?? answer();
      else if (op === Op.invoke && WRITE.test(name) && setsDecision(textAt(input, gid, row)))
        label = answer();
    }
    if (!label || isReviewed(input, gid, row)) continue;
    const asking = prompts.filter((h) => h.use.site === label?.origin);
    const near = asking.filter((h) =>
      [h.gid, ...h.use.chain.map(siteFunc), siteFunc(h.use.site)].includes(gid),
    );
    const hit = (near.length > 0 ? near : asking).find((h) => asksAboutPerson(texts.get(h) ?? ""));
    if (!hit) continue;
    out.push(candidate(siteOf(gid, row), label, hit));
  }
}

function candidate(site: Site, label: Label, hit: Hit): Candidate {
  return newCandidate(
    "unreviewed-automated-decision",
    hit,
    label.kind === "model" ? label : newLabel("model", label.origin),
    { site, arg: "", tier: Math.max(1, hit.use.tier) },
  );
}

/** A statement or a record that sets a decision of a person. */
function setsDecision(text: string): boolean {
  if (!PERSON.test(text)) return false;
  for (const m of text.matchAll(/([\w$]{3,40})["'`]?\s*(?::|=|,\s*[$?:%])/g))
    if (DECISION.test(m[1] ?? "")) return true;
  return false;
}

function modelOf(input: JudgeInput, v: V): Label | undefined {
  const { labels } = input.result.store;
  for (const l of concrete(input, v)) {
    if (l.kind === "model") return l;
    if (l.kind !== "parsed") continue;
    for (const id of labels.list(l.fed)) if (labels.get(id).kind === "model") return labels.get(id);
  }
  return undefined;
}

function constantAt(input: JudgeInput, values: ReadonlyMap<number, V>, row: number): string {
  const v = values.get(row);
  return v === undefined ? "" : (input.result.store.stringOf(v) ?? "");
}

function callee(input: JudgeInput, gid: number, reg: number, before: number): string {
  const { ir, file } = input.program.func(gid);
  for (let row = before - 1; row >= 0; row--)
    if (ir.ops[row * STRIDE + 1] === reg) return nameAt(input.program, file, ir, row);
  return "";
}

function textAt(input: JudgeInput, gid: number, row: number): string {
  const { path, start, end } = placeOf(input.program, siteOf(gid, row));
  return input.text(path)?.slice(start, Math.min(end, start + 600)) ?? "";
}

/** In the function, up to a row or all of it, somebody is asked, or the case is put before somebody. */
function isReviewed(input: JudgeInput, gid: number, until: number): boolean {
  const { ir, file } = input.program.func(gid);
  const rows = ir.ops.length / STRIDE;
  for (let row = 0; row < (until < 0 ? rows : until); row++) {
    const op = ir.ops[row * STRIDE];
    if (op !== Op.invoke && op !== Op.global && op !== Op.import) continue;
    if (REVIEW.test(nameAt(input.program, file, ir, row))) return true;
  }
  return false;
}
/** Functions and those that they stand in, but no modules. */
function withOuter(input: JudgeInput, functions: readonly number[]): number[] {
  const out = new Set<number>();
  for (const gid of functions)
    for (let at = gid, i = 0; i < 4; i++) {
      out.add(at);
      const { ir, file } = input.program.func(at);
      if (ir.parent <= 0) break;
      at = input.program.gid(file, ir.parent);
    }
  return [...out];
}
/** The function computes how groups fare. */
function isMeasured(input: JudgeInput, gid: number): boolean {
  const { ir, file } = input.program.func(gid);
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    const op = ir.ops[row * STRIDE];
    if (op !== Op.invoke && op !== Op.global && op !== Op.import && op !== Op.member) continue;
    if (FAIRNESS.test(nameAt(input.program, file, ir, row))) return true;
  }
  return false;
}
