import type { Hit } from "../flow/analysis.ts";
import { isAsked } from "../flow/asked.ts";
import { INDIRECT, type Label, newLabel, sinkBit } from "../flow/labels.ts";
import { type Site, siteFunc } from "../flow/program.ts";
import { parseInput, type ResData, Tag, type V } from "../flow/values.ts";
import { isCredentialName } from "../models/credentials.ts";
import { isSmallField } from "../models/smallFields.ts";
import { commandFiles } from "./commands.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { parameterOperand } from "./places.ts";
import { shippedFiles } from "./shippedFiles.ts";
import { slotsOf } from "./slots.ts";

/** Grades that data carries when a person saw it and said yes. */
const APPROVED = sinkBit.shell | sinkBit.code | sinkBit.sql | sinkBit.path;
/** A text of this length that fills a system slot is told from a chance phrase. */
const LONG_TEXT = 40;

/** Instructions in what browsers load. */
export function judgeShippedPrompts(input: JudgeInput, out: Candidate[]): void {
  const { store } = input.result;
  const requests = input.result.hits.filter(({ use }) => use.kind === "request");
  if (requests.length === 0) return;
  const shipped = shippedFiles(input.program, input.models);
  for (const hit of requests) {
    const { use } = hit;
    if (!shipped.has(input.program.func(siteFunc(use.site)).file)) continue;
    for (const segment of slotsOf(store, input.models.row(use.row), use.value, use.site).segments) {
      const texts = new Set<string>();
      if (segment.slot === "system") longTexts(input, segment.text, texts, 0);
      if (texts.size > 0)
        out.push(
          newCandidate("exposed-system-prompt", hit, newLabel("config", use.site), {
            site: segment.site,
            arg: segment.arg,
            tier: Math.max(1, use.tier),
            values: { way: "part of what browsers load" },
            isPlain: true,
          }),
        );
    }
  }
}

/** What must not leave, and where it leaves: logs, answers of handlers, stores that others' prompts are read from. */
export function judgeOutlets(input: JudgeInput, out: Candidate[]): void {
  const outlets = input.result.hits.filter(
    ({ use }) =>
      use.kind === "sink" && (use.sink === "log" || use.sink === "response" || use.sink === "vector-store"),
  );
  if (outlets.length === 0) return;
  const prompts = readPrompts(input);
  let known: ReadonlySet<number> | undefined;
  const commands = (): ReadonlySet<number> => {
    known ??= commandFiles(input);
    return known;
  };
  const knows = { prompts, commands };
  for (const hit of outlets) {
    if (hit.use.form === "publication") judgePublication(input, hit, out);
    else if (hit.use.sink === "log") judgeLog(input, hit, knows, out);
    else if (hit.use.sink === "response") judgeResponse(input, hit, prompts, out);
    else judgeStore(input, hit, out);
  }
}

interface Prompts {
  /** Text of users that enters prompts, by where it was born and its path there. */
  texts: Map<Site, string[]>;
  /** Constant texts of system slots. */
  system: Set<string>;
}

function readPrompts(input: JudgeInput): Prompts {
  const { store } = input.result;
  const texts = new Map<Site, string[]>();
  const system = new Set<string>();
  const seen = new Set<V>();
  for (const { use } of input.result.hits) {
    if (use.kind !== "request" || seen.has(use.value)) continue;
    seen.add(use.value);
    for (const { site, path } of pieces(input, use.value).results)
      texts.set(site, [...(texts.get(site) ?? []), path]);
    for (const segment of slotsOf(store, input.models.row(use.row), use.value, use.site).segments)
      if (segment.slot === "system") longTexts(input, segment.text, system, 0);
  }
  return { texts, system };
}

function longTexts(input: JudgeInput, v: V, out: Set<string>, depth: number): void {
  const { store } = input.result;
  const n = store.node(v);
  if (n.tag === Tag.const && typeof n.data === "string" && n.data.trim().length >= LONG_TEXT)
    out.add(n.data.trim());
  if (depth < 6 && (n.tag === Tag.text || n.tag === Tag.or || n.tag === Tag.rec || n.tag === Tag.list))
    for (const kid of n.kids) longTexts(input, kid, out, depth + 1);
}

function judgeLog(
  input: JudgeInput,
  hit: Hit,
  { prompts, commands }: { prompts: Prompts; commands: () => ReadonlySet<number> },
  out: Candidate[],
): void {
  const { use } = hit;
  const labels = concrete(input, use.value).filter((l) => !(l.cleared & sinkBit.log));
  for (const label of [...labels.filter((l) => l.kind === "secret"), ...namedSecrets(input, hit)])
    out.push(
      newCandidate("api-key-in-log", hit, label, {
        lowered: use.form === "address" ? -1 : 0,
        tier: label.origin === use.site ? 1 : use.tier,
        notes: use.form === "address" ? ["in an address: every server on the way logs it"] : [],
      }),
    );
  if (use.form === "address") return;
  if (labels.length === 0 || isSmallField(parameterOperand(input.program, use.site, use.arg) ?? "")) return;
  const isCommand = commands().has(input.program.func(siteFunc(use.site)).file);
  const isTerminal = use.form === "console" || (use.form === "stream" && isCommand);
  const { results, hasMixedText, hasParsed } = pieces(input, use.value);
  for (const label of labels) {
    if (label.cleared & INDIRECT) {
      input.heed?.({
        hit,
        label,
        slot: "",
        rules: ["logged-prompt"],
        because: "it went through an unknown callee",
      });
      continue;
    }
    const own = results.filter((r) => r.site === label.origin);
    const isPrompt =
      label.kind === "user" &&
      !(isTerminal && isCommand) &&
      own.some((r) => (prompts.texts.get(r.site) ?? []).some((path) => isPartOf(r.path, path)));
    // On a terminal the answer is what the program is for, unless somebody else asked.
    const isAnswer =
      label.kind === "model" &&
      (own.length > 0 || hasMixedText || hasParsed) &&
      (!isTerminal || (!isCommand && askedByUser(input, label)));
    if (isPrompt || isAnswer)
      // One log line, one finding, however much of the conversation it holds.
      out.push(newCandidate("logged-prompt", hit, label, { arg: "" }));
    else if (input.heed && label.kind !== "secret") {
      const because =
        label.kind === "model" && isTerminal
          ? "on the terminal of who started the program the answer is what the program is for"
          : "they ask for the text of a prompt or of an answer";
      input.heed({ hit, label, slot: "", rules: ["logged-prompt", "api-key-in-log"], because });
    }
  }
}
const isPartOf = (a: string, b: string): boolean =>
  a === b || a === "" || b.startsWith(`${a}.`) || a.startsWith(`${b}.`);

/** Fields of a parsed answer that hold what was said. */
const SAID = /^(?:text|content|message|answer|reply|response|output|completion|question|prompt|summary)$/i;

/** Results that a value is written with, piece by piece; what was mixed up on the way is none, but counts inside of a text. */
function pieces(
  input: JudgeInput,
  value: V,
): { results: { site: Site; path: string }[]; inputs: string[]; hasMixedText: boolean; hasParsed: boolean } {
  const { store } = input.result;
  const out = {
    results: [] as { site: Site; path: string }[],
    inputs: [] as string[],
    hasMixedText: false,
    hasParsed: false,
  };
  const visit = (v: V, depth: number, isText: boolean): void => {
    const n = store.node(v);
    if (n.tag === Tag.res) {
      const { site, row, path } = n.data as ResData;
      out.results.push({ site, path: path.join(".") });
      // An answer that was parsed is the answer still; a field of it may be anything.
      out.hasParsed ||= row < 0 && (path.length === 0 || SAID.test(path.at(-1) ?? ""));
    } else if (n.tag === Tag.in) out.inputs.push(n.atom);
    else if (n.tag === Tag.mix) out.hasMixedText ||= isText && n.labels !== 0;
    else if (depth < 8 && STRUCTURE.has(n.tag))
      for (const kid of n.kids) visit(kid, depth + 1, isText || n.tag === Tag.text);
  };
  visit(value, 0, false);
  return out;
}
const STRUCTURE = new Set<number>([Tag.text, Tag.or, Tag.rec, Tag.list, Tag.json, Tag.parsedText]);

function askedByUser(input: JudgeInput, label: Label): boolean {
  const { labels } = input.result.store;
  return labels.list(label.fed).some((id) => labels.get(id).kind === "user");
}

/** A mail, a post, a comment that a model wrote and nobody read. What an agent's tool sends is the tool's matter. */
function judgePublication(input: JudgeInput, hit: Hit, out: Candidate[]): void {
  const written = concrete(input, hit.use.value).filter(
    (l) => l.kind === "model" && (l.cleared & APPROVED) !== APPROVED && !(l.cleared & INDIRECT),
  );
  if (written.length === 0 || isAsked(input.program, hit.use.site, [])) return;
  if (hit.use.chain.some((site) => isAsked(input.program, site, []))) return;
  for (const label of written) out.push(newCandidate("model-output-to-publication", hit, label));
}

function judgeResponse(input: JudgeInput, hit: Hit, prompts: Prompts, out: Candidate[]): void {
  for (const label of concrete(input, hit.use.value)) {
    if (label.cleared & sinkBit.response) continue;
    const ruleId =
      label.kind === "secret"
        ? "api-key-in-browser"
        : label.kind === "internals"
          ? "exposed-model-internals"
          : undefined;
    const values = { data: "Internals of a model", way: "leave with the answer of a handler" };
    if (ruleId) out.push(newCandidate(ruleId, hit, label, { values }));
    else {
      const because = "they ask for keys and for internals of a model; an answer may leave";
      input.heed?.({
        hit,
        label,
        slot: "",
        rules: ["api-key-in-browser", "exposed-model-internals"],
        because,
      });
    }
  }
  const texts = new Set<string>();
  longTexts(input, hit.use.value, texts, 0);
  if ([...texts].some((text) => prompts.system.has(text)))
    out.push(
      newCandidate("exposed-system-prompt", hit, newLabel("config", hit.use.site), {
        values: { way: "part of what a handler answers" },
        isPlain: true,
      }),
    );
}

/** What others will read back as knowledge: only what somebody outside wrote, and only through a handler. */
function judgeStore(input: JudgeInput, hit: Hit, out: Candidate[]): void {
  for (const label of concrete(input, hit.use.value)) {
    if (label.kind !== "user" || label.cleared & sinkBit["vector-store"]) {
      const because =
        label.kind === "user" ? "a check made it harmless there" : "it asks for what users write";
      input.heed?.({ hit, label, slot: "", rules: ["untrusted-memory-write"], because });
      continue;
    }
    out.push(
      newCandidate("untrusted-memory-write", hit, label, {
        lowered: label.lowered & sinkBit["vector-store"] ? -1 : 0,
        tier: label.cleared & INDIRECT ? Math.max(1, hit.use.tier) : hit.use.tier,
      }),
    );
  }
}

/** Parameters and fields that nobody fills here, by what they are called. */
function namedSecrets(input: JudgeInput, hit: Hit): Label[] {
  const { params } = input.program.func(hit.gid).ir;
  return pieces(input, hit.use.value)
    .inputs.filter((key) => {
      const { root, path } = parseInput(key);
      const parameter = root.startsWith("p") ? params[Number(root.slice(1))]?.name : undefined;
      const name = path[path.length - 1] ?? parameter ?? "";
      // A bare "token" is more often a piece of text.
      return isCredentialName(name) && !/^tokens?$/i.test(name) && !isGraded(input, hit.use.value, key);
    })
    .map(() => newLabel("secret", hit.use.site));
}
/** Only a part of it is logged. */
function isGraded(input: JudgeInput, value: V, key: string): boolean {
  const { labels } = input.result.store;
  return labels
    .list(input.result.store.node(value).labels)
    .map((id) => labels.get(id))
    .some((l) => l.kind === "in" && l.input === key && l.cleared & sinkBit.log);
}
