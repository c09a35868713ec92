import type { Hit } from "../flow/analysis.ts";
import { INDIRECT, type Label, sinkBit, UPLOAD } from "../flow/labels.ts";
import { type Site, siteFunc } from "../flow/program.ts";
import { type RecData, Tag, type V } from "../flow/values.ts";
import { operands } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { type Candidate, concrete, type JudgeInput } from "./judge.ts";
import { NameFinder, nameAt } from "./nameFinder.ts";
import { definedAt } from "./places.ts";
import { type Slot, slotsOf } from "./slots.ts";

const TEXTS = new Set<Slot>(["user", "system", "prompt", "unknown"]);
/** Keys of a message's part that hold no text. */
const MEDIA =
  /^(?:url|image|image_?url|input_?image|audio|input_?audio|file|file_?data|inline_?data|data|bytes|media|video|document|images|source|base64)$/i;
/** What is read of a file to learn what it is, or how large. */
const FACTS =
  /^(?:content_?type|mime_?type|media_?type|type|size|byte_?length|content_?length|file_?size|file_?name|original_?name|name|suffix|ext|extension|format)$/i;
/** Functions nobody can look into; a name is believed to stay quiet. */
const CHECK =
  /valid|check|verify|allow|scan|sanit|inspect|detect|sniff|file_?type|magic|resize|compress|thumb|transcode|convert|max_?size|limit/i;
/** Settings of what receives uploads. */
const RECEIVER = /limit|filter|max_?(?:file_?)?size|max_?content|accept|allowed|mime/i;
const MAX_BEHIND = 80;

/** Text as long as its sender likes, and files of any kind and size, on their way into a model. */
export function judgeUserInput(input: JudgeInput, out: Candidate[]): void {
  const names = new NameFinder(input);
  const checked = new Map<string, boolean>();
  for (const hit of input.result.hits) {
    const { use } = hit;
    if (use.kind !== "request" || !concrete(input, use.value).some((l) => l.kind === "user")) continue;
    const { segments } = slotsOf(input.result.store, input.models.row(use.row), use.value, use.site);
    const media = mediaOf(input, hit);
    for (const { slot, text, site, arg } of segments) {
      if (slot === "data") {
        // Texts to embed or to draw are no files.
        const isFile = MEDIA.test(arg.split(/[.|]/).pop() ?? "");
        if (isFile || concrete(input, text).some((l) => l.cleared & UPLOAD)) media.push({ text, site, arg });
      } else if (TEXTS.has(slot))
        for (const label of concrete(input, text)) {
          if (label.kind !== "user") continue;
          if (label.cleared & UPLOAD) media.push({ text, site, arg });
          else if (!(label.cleared & sinkBit.length))
            out.push({
              ...candidate(hit, label),
              site,
              arg,
              text,
              ruleId: "unbounded-user-input",
              values: { slot: slotName(slot) },
            });
        }
    }
    for (const { text, site, arg } of media)
      for (const label of concrete(input, text)) {
        if (label.kind !== "user" || label.cleared & sinkBit.length) continue;
        const sites = [...hit.use.chain, use.site, label.origin];
        const functions = [...new Set([hit.gid, ...sites.map(siteFunc)])];
        const key = functions.join(",");
        const known = checked.get(key) ?? isChecked(input, names, functions);
        checked.set(key, known);
        if (!known) out.push({ ...candidate(hit, label), site, arg, text, ruleId: "unchecked-media-input" });
      }
  }
}

function candidate(hit: Hit, label: Label): Omit<Candidate, "ruleId" | "site" | "arg"> {
  const tier = label.cleared & INDIRECT && !(label.cleared & UPLOAD) ? 2 : hit.use.tier;
  return { lowered: 0, tier, label, hit, notes: [], values: {} };
}

function slotName(slot: Slot): string {
  return slot === "prompt" ? "the prompt" : slot === "unknown" ? "the messages" : `the ${slot} message`;
}

interface Part {
  text: V;
  site: Site;
  arg: string;
}

/** Pictures, recordings and files among the parts of messages, and where they are put in. */
function mediaOf(input: JudgeInput, hit: Hit): Part[] {
  const { store } = input.result;
  const out: Part[] = [];
  const visit = (v: V, site: Site, depth: number): void => {
    if (depth > 9) return;
    const n = store.node(v);
    if (n.tag === Tag.rec) {
      const { keys, site: own } = n.data as RecData;
      keys.forEach((key, i) => {
        if (key.startsWith("tools:")) return;
        const kid = n.kids[i] as V;
        const at = own >= 0 ? own : site;
        if (MEDIA.test(key))
          for (const m of store.members(kid))
            if (LEAVES.has(store.tag(m)) && store.node(m).labels !== 0)
              out.push({ text: m, site: at, arg: own >= 0 ? key : "" });
        visit(kid, at, depth + 1);
      });
    } else if (n.tag === Tag.list || n.tag === Tag.or) for (const kid of n.kids) visit(kid, site, depth + 1);
  };
  visit(hit.use.value, hit.use.site, 0);
  return out;
}
const LEAVES = new Set<number>([Tag.text, Tag.mix, Tag.res]);

/** On the way, or in what receives the upload, somebody asks what it is or how large it is. */
function isChecked(input: JudgeInput, names: NameFinder, functions: readonly number[]): boolean {
  const { program } = input;
  for (const gid of functions) {
    if (asksFacts(input, gid)) return true;
    const { ir } = program.func(gid);
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const op = ir.ops[row * STRIDE];
      if (op !== Op.call && op !== Op.invoke) continue;
      const name =
        op === Op.invoke
          ? nameAt(program, program.func(gid).file, ir, row)
          : (names.namesBehind(gid, ir.ops[row * STRIDE + 2] as number, 3).names[0] ?? "");
      if (CHECK.test(name)) return true;
      if (op === Op.call)
        for (const callee of names.namesBehind(gid, ir.ops[row * STRIDE + 2] as number, 3).functions)
          if (asksFacts(input, callee)) return true;
    }
  }
  return input.result.entries.some((e) => functions.includes(e.gid) && isLimitedBefore(input, e.site));
}

/** A fact about a file is compared, or looked up among those allowed. */
function asksFacts(input: JudgeInput, gid: number): boolean {
  const { ir, file } = input.program.func(gid);
  const { consts } = input.program.file(file);
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    const at = row * STRIDE;
    const op = ir.ops[at];
    const key =
      op === Op.member
        ? nameAt(input.program, file, ir, row)
        : op === Op.index
          ? consts[ir.ops[(definedAt(ir)[ir.ops[at + 3] as number] ?? 0) * STRIDE + 2] as number]
          : undefined;
    if (typeof key === "string" && FACTS.test(key) && decides(ir, ir.ops[at + 1] as number)) return true;
  }
  return false;
}

/** A condition is made of the register. */
function decides(ir: FuncIR, register: number): boolean {
  const tracked = new Set([register]);
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    const op = ir.ops[row * STRIDE] as number;
    if (op === Op.if || op === Op.assert) {
      if (tracked.has(ir.ops[row * STRIDE + 2] as number)) return true;
      continue;
    }
    const dst = ir.ops[row * STRIDE + 1] as number;
    if (dst >= 0 && operands(ir, row).some((r) => tracked.has(r))) tracked.add(dst);
  }
  return false;
}

/** What a handler was registered with was made with settings about uploads. */
function isLimitedBefore(input: JudgeInput, site: Site): boolean {
  const { ir, file } = input.program.func(siteFunc(site));
  const { consts } = input.program.file(file);
  const row = site % 2 ** 20;
  if (row * STRIDE >= ir.ops.length) return false;
  const queue = operands(ir, row).slice(1);
  const seen = new Set<number>();
  while (queue.length > 0 && seen.size < MAX_BEHIND) {
    const reg = queue.pop() as number;
    if (reg < 0 || seen.has(reg)) continue;
    seen.add(reg);
    const made = definedAt(ir)[reg] ?? -1;
    if (made < 0) continue;
    const [op = 0, , a = -1, , x = -1] = ir.ops.slice(made * STRIDE, made * STRIDE + STRIDE);
    if (op === Op.func) continue;
    const text = op === Op.const ? consts[a] : undefined;
    if (typeof text === "string" && RECEIVER.test(text)) return true;
    if (op === Op.record)
      for (let i = 0; i < (ir.extra[x] as number); i++)
        queue.push(ir.extra[x + 1 + 2 * i] as number, ir.extra[x + 2 + 2 * i] as number);
    else queue.push(...operands(ir, made));
  }
  return false;
}
