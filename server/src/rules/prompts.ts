import type { Level } from "../findings/finding.ts";
import type { Hit } from "../flow/analysis.ts";
import { INDIRECT, type Label, sinkBit } from "../flow/labels.ts";
import { type Site, siteFunc } from "../flow/program.ts";
import { Tag, type V } from "../flow/values.ts";
import type { SinkKind } from "../models/pack.ts";
import { declares, fenceAround, instructs } from "./instructions.ts";
import { type Candidate, concrete, type JudgeInput } from "./judge.ts";
import { isConstantOperand } from "./places.ts";
import { type Request, slotsOf } from "./slots.ts";

const UNTRUSTED = new Set(["user", "model", "tool-input"]);
const FOREIGN = new Set([...UNTRUSTED, "retrieved", "external"]);
const PROMPT = sinkBit.prompt;
/** Where an answer ends without doing anything by itself. */
const HARMLESS = new Set<SinkKind>(["log", "response", "prompt.template", "training-data", "file"]);
/** Where it waits for somebody, or for a picture to be shown. */
const MILD = new Set<SinkKind>(["use", "remote-content", "vector-store"]);

const WAITING = new Set<SinkKind>(["use", "vector-store"]);

/** The rules about what goes into a prompt, judged request by request. */
export function judgeRequests(input: JudgeInput, out: Candidate[]): void {
  const { store } = input.result;
  const consequences = answersThatMatter(input);
  const seen = new Set<string>();
  for (const hit of input.result.hits) {
    if (hit.use.kind !== "request") continue;
    const key = `${hit.use.site}|${hit.use.row}|${hit.use.value}|${hit.use.chain.join(",")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (concrete(input, hit.use.value).length === 0) continue;
    const request = slotsOf(store, input.models.row(hit.use.row), hit.use.value, hit.use.site);
    const found: Candidate[] = [];
    judgeOne(input, hit, request, consequences.get(hit.use.site), found);
    if (input.result.isPackageSource(input.program.func(siteFunc(hit.use.site)).file)) lowerOwnParts(found);
    out.push(...found);
  }
}

/** What the parts of a framework hand to one another is what it is for; whoever builds on it writes the prompt and fills the store. */
function lowerOwnParts(found: readonly Candidate[]): void {
  for (const c of found) {
    if (c.label.kind === "user" || c.label.kind === "secret") continue;
    c.lowered--;
    c.notes = [...c.notes, "a part of a package on which programs are built; what enters here is up to them"];
  }
}

/** What can come of an answer. */
interface Consequence {
  level: Level;
  /** It happens by itself: something is run, written or shown. Where the answer only waits for a program that reads it, tags are enough. */
  acts: boolean;
}

/** Model call → the worst that its answer is seen to reach. */
function answersThatMatter(input: JudgeInput): Map<Site, Consequence> {
  const out = new Map<Site, Consequence>();
  for (const { use } of input.result.hits) {
    if (use.kind !== "sink" && use.kind !== "dispatch") continue;
    if (HARMLESS.has(use.sink)) continue;
    for (const label of concrete(input, use.value)) {
      if (label.kind !== "model" && label.kind !== "tool-input") continue;
      if (label.cleared & sinkBit[use.sink]) continue;
      if (label.cleared & INDIRECT) continue;
      const known = out.get(label.origin);
      const level: Level = MILD.has(use.sink) && known?.level !== "error" ? "warning" : "error";
      out.set(label.origin, { level, acts: !WAITING.has(use.sink) || known?.acts === true });
    }
  }
  return out;
}

function judgeOne(
  input: JudgeInput,
  hit: Hit,
  request: Request,
  consequence: Consequence | undefined,
  out: Candidate[],
): void {
  const system = request.segments
    .filter((s) => s.slot === "system")
    .map((s) => constantText(input, s.text))
    .join("\n");
  const base = { tier: hit.use.tier, hit, lowered: 0, hasConsequence: consequence?.acts === true };
  const plain: Level = consequence?.level ?? (request.hasTools ? "warning" : "info");
  for (const segment of request.segments) {
    const all = concrete(input, segment.text);
    const labels = all.filter((l) => !(l.cleared & PROMPT) && !isOwnVoice(input, l));
    const silent = (label: Label, rules: readonly string[], because: string): void =>
      input.heed?.({ hit, label, slot: segment.slot, rules, because });
    if (input.heed)
      for (const label of all)
        if (isOwnVoice(input, label))
          silent(label, [], "the model was asked by nobody but the one who runs the program");
        else if (label.cleared & PROMPT)
          silent(label, [], "a check or a conversion left nothing that could instruct");
        else if (segment.slot === "data")
          silent(label, [], "this slot takes no instructions (embedding, image, speech)");
    if (labels.length === 0 || segment.slot === "data") continue;
    const place = { site: segment.site, arg: segment.arg, text: segment.text };
    const slotName =
      segment.slot === "tool-description"
        ? "a tool description"
        : segment.slot === "prompt"
          ? "the prompt"
          : `the ${segment.slot} message`;
    const values = { slot: slotName };
    for (const label of labels) {
      const lowered = label.lowered & PROMPT ? -1 : 0;
      base.tier = label.cleared & INDIRECT ? 2 : hit.use.tier;
      const notes = lowered ? ["a guard stands in the way; it reduces injection, it does not stop it"] : [];
      if (label.kind === "secret") {
        out.push({ ...base, ...place, ruleId: "secret-in-prompt", label, lowered: 0, notes: [], values });
        continue;
      }
      if (segment.slot === "system" || segment.slot === "tool-description") {
        const fence = fenceOf(input, segment.text, label);
        if (UNTRUSTED.has(label.kind))
          out.push({ ...base, ...place, ruleId: "untrusted-system-prompt", label, lowered, notes, values });
        else if (
          segment.slot === "tool-description" &&
          (label.kind === "external" || label.kind === "retrieved")
        )
          out.push({ ...base, ...place, ruleId: "untrusted-system-prompt", label, lowered, notes, values });
        else if (label.kind === "retrieved" || label.kind === "external") {
          if (lowered < 0 && consequence === undefined) {
            silent(
              label,
              [ruleOf(label)],
              "a guard stands in the way, and the answer does nothing by itself",
            );
            continue;
          }
          const level: Level = consequence?.level === "error" ? "error" : "warning";
          out.push({
            ...base,
            ...place,
            ruleId: ruleOf(label),
            label,
            level,
            lowered: lowered + (fence ? -1 : 0),
            notes: fence ? [...notes, "delimited, but inside the instructions"] : notes,
            values,
          });
        } else silent(label, ["untrusted-system-prompt"], "instructions may hold data of this kind");
        continue;
      }
      if (segment.slot === "assistant" || segment.slot === "tool") {
        silent(label, [], `a message of the role "${segment.slot}" is where such text belongs`);
        continue;
      }
      if (label.kind === "retrieved" || label.kind === "external") {
        if (segment.slot === "unknown") {
          silent(label, [ruleOf(label)], "nobody knows which role the message has");
          continue;
        }
        const fence = fenceOf(input, segment.text, label);
        const mitigated = lowered < 0 || (fence !== undefined && declares(system, fence));
        if (mitigated && !consequence?.acts) {
          const how = lowered < 0 ? "a guard stands in the way" : "it is delimited and declared to be data";
          silent(label, [ruleOf(label)], `${how}, and the answer does nothing by itself`);
          continue;
        }
        if (!isJoined(input, segment.text) && segment.slot === "user" && request.hasSystem) {
          silent(label, [ruleOf(label)], "it stands alone in its message, apart from the instructions");
          continue;
        }
        out.push({
          ...base,
          ...place,
          ruleId: ruleOf(label),
          label,
          level: plain,
          lowered: mitigated ? -1 : 0,
          notes,
          values,
        });
        continue;
      }
      if (!UNTRUSTED.has(label.kind) || segment.slot === "unknown") {
        const because = UNTRUSTED.has(label.kind)
          ? "nobody knows which role the message has"
          : "they don't ask for data of this kind";
        silent(label, ["unseparated-prompt"], because);
        continue;
      }
      const holes = holesOf(input, segment.text, UNTRUSTED);
      const raw =
        segment.slot === "prompt" &&
        holes >= 1 &&
        isJoined(input, segment.text) &&
        (holes >= 2 || saysSomething(input, segment.text));
      if (!raw && !joinsInstructions(input, segment.text, label)) {
        const because = "it stands apart from the instructions; a user's turn is where it belongs";
        silent(label, ["unseparated-prompt"], because);
        continue;
      }
      const fence = fenceOf(input, segment.text, label);
      const mitigated =
        lowered < 0 ||
        (fence !== undefined && declares(`${system}\n${constantText(input, segment.text)}`, fence));
      if (mitigated && !consequence?.acts && request.hasSystem) {
        const how = lowered < 0 ? "a guard stands in the way" : "it is delimited and declared to be data";
        silent(label, ["unseparated-prompt"], `${how}, and the answer does nothing by itself`);
        continue;
      }
      out.push({
        ...base,
        ...place,
        ruleId: "unseparated-prompt",
        label,
        level: plain === "info" && holesOf(input, segment.text, FOREIGN) >= 2 ? "warning" : plain,
        lowered: mitigated && plain !== "info" ? -1 : 0,
        notes,
        values,
      });
    }
  }
  for (const open of request.openRoles) {
    // Messages that were joined in a list: where one is written with its role, nobody chose it.
    const isWritten = isConstantOperand(input.program, open.site, open.arg);
    if (open.fromText && isWritten) continue;
    const { site, arg } = isWritten && open.list ? open.list : open;
    for (const label of concrete(input, open.value)) {
      if (label.kind !== "user" || label.cleared & PROMPT || label.cleared & INDIRECT) continue;
      base.tier = hit.use.tier;
      const lowered = request.refusesSystemTurn || label.lowered & PROMPT ? -1 : 0;
      const level: Level = consequence?.level === "error" ? "error" : "warning";
      out.push({
        ...base,
        site,
        arg,
        ruleId: "untrusted-message-roles",
        label,
        level,
        lowered,
        notes: [],
        values: { slot: "the messages" },
        ...(request.hasSystemTurn && { hasSystemTurn: true }),
      });
    }
  }
}
/** What a model said or chose when all that it had been given came from whoever runs the program: nobody else speaks there. */
function isOwnVoice(input: JudgeInput, label: Label): boolean {
  if (label.kind !== "model" && label.kind !== "tool-input") return false;
  const { labels } = input.result.store;
  const fed = labels.list(label.fed).map((id) => labels.get(id).kind);
  return fed.includes("local") && fed.every((kind) => kind === "local" || kind === "config");
}
const ruleOf = (label: Label): string =>
  label.kind === "retrieved" ? "unfiltered-rag-content" : "unfiltered-external-content";

/** The words of a text that the program itself writes, holes as U+0000. */
export function constantText(input: JudgeInput, v: V): string {
  const { store } = input.result;
  return store
    .members(v)
    .map((m) => {
      const n = store.node(m);
      if (n.tag === Tag.const) return typeof n.data === "string" ? n.data : "";
      if (n.tag === Tag.text) return n.kids.map((k) => constantText(input, k)).join("\u0000");
      return "";
    })
    .join("\n");
}

/** Some text of the value is put together from several pieces. */
function isJoined(input: JudgeInput, v: V): boolean {
  const { store } = input.result;
  return store.members(v).some((m) => store.tag(m) === Tag.text && store.node(m).kids.length > 1);
}

/** Pieces of untrusted text in one string: with several, one speaks into the other's place. */
function holesOf(input: JudgeInput, v: V, kinds: ReadonlySet<string>): number {
  const { store } = input.result;
  let most = 0;
  for (const m of store.members(v)) {
    const n = store.node(m);
    if (n.tag === Tag.text)
      most = Math.max(
        most,
        n.kids.filter((k) => concrete(input, k).some((l) => kinds.has(l.kind) && !(l.cleared & PROMPT)))
          .length,
      );
  }
  return most;
}
/** The constant part is more than a separator. */
function saysSomething(input: JudgeInput, v: V): boolean {
  return /\p{L}{2,}\P{L}+\p{L}{2,}/u.test(constantText(input, v));
}

/** Constant instructions and the labelled piece stand in one text. */
function joinsInstructions(input: JudgeInput, v: V, label: Label): boolean {
  const { store } = input.result;
  return store.members(v).some((m) => {
    const n = store.node(m);
    if (n.tag !== Tag.text) return false;
    const carries = n.kids.some((k) =>
      concrete(input, k).some((l) => l.kind === label.kind && l.origin === label.origin),
    );
    if (!carries) return false;
    if (
      n.kids.some(
        (k) =>
          concrete(input, k).some((l) => l.kind === "config") &&
          !concrete(input, k).some((l) => l.kind === label.kind),
      )
    )
      return true;
    return n.kids.some((k) =>
      store.members(k).some((c) => {
        const text = store.stringOf(c);
        return text !== undefined && instructs(text);
      }),
    );
  });
}

function fenceOf(input: JudgeInput, v: V, label: Label): { tag: string } | undefined {
  const { store } = input.result;
  for (const m of store.members(v)) {
    const n = store.node(m);
    if (n.tag !== Tag.text) continue;
    for (let i = 0; i < n.kids.length; i++) {
      const labels = concrete(input, n.kids[i] as V);
      if (!labels.some((l) => l.kind === label.kind && l.origin === label.origin)) continue;
      const before = n.kids[i - 1] === undefined ? "" : (store.stringOf(n.kids[i - 1] as V) ?? "");
      const after = n.kids[i + 1] === undefined ? "" : (store.stringOf(n.kids[i + 1] as V) ?? "");
      const fence = fenceAround(before, after) ?? outerFence(input, n.kids, i);
      return fence;
    }
  }
  return undefined;
}
/** A fence opened and closed by constants further out: `<documents>` … several pieces … `</documents>`. */
function outerFence(input: JudgeInput, kids: readonly V[], at: number): { tag: string } | undefined {
  const { store } = input.result;
  const text = (k: V): string => store.stringOf(k) ?? "";
  const before = kids.slice(0, at).map(text).join("\u0000");
  const after = kids
    .slice(at + 1)
    .map(text)
    .join("\u0000");
  for (const m of before.matchAll(/<([\w:-]{1,40})(?:\s[^<>]{0,80})?>/g)) {
    const tag = m[1] ?? "";
    if (!before.slice((m.index ?? 0) + m[0].length).includes(`</${tag}`) && after.includes(`</${tag}`))
      return { tag };
  }
  return undefined;
}
