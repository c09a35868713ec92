import type { Hit } from "../flow/analysis.ts";
import { INDIRECT, type Label, newLabel, sinkBit } from "../flow/labels.ts";
import { type Site, siteFunc } from "../flow/program.ts";
import { type InData, type RecData, Tag, type V } from "../flow/values.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";

const REMOTE = sinkBit["remote-content"];

/**
 * Answers shown with the pictures they name, where somebody else's text stood in the prompt: an injected text makes the model
 * write an address that holds what the prompt held, and showing it sends it off.
 */
export function judgeRemoteContent(input: JudgeInput, out: Candidate[]): void {
  const shown = input.result.hits.filter(
    ({ use }) => use.kind === "sink" && (use.sink === "remote-content" || use.sink === "html"),
  );
  if (shown.length === 0) return;
  const asked = foreignPrompts(input);
  const isPoliced = hasImagePolicy(input);
  const anyPrompt = [...asked.values()][0];
  for (const hit of shown) {
    if (isPoliced && input.program.file(input.program.func(siteFunc(hit.use.site)).file).lang === "ts")
      continue;
    const labels = concrete(input, hit.use.value);
    let isKnown = false;
    for (const label of labels) {
      if (label.kind !== "model" || label.cleared & (REMOTE | INDIRECT)) continue;
      // Markup that was not even cleaned has a rule of its own.
      if (hit.use.sink === "html" && !(label.cleared & sinkBit.html)) continue;
      isKnown = true;
      const own = foreign(input, label.fed) ?? asked.get(label.origin);
      // What a page in the browser gets from its server was asked for elsewhere in the project.
      const source = own ?? (isAskedElsewhere(input, label) ? anyPrompt : undefined);
      if (source) out.push(candidate(hit, label, source, own === undefined ? 1 : 0));
    }
    if (!isKnown && anyPrompt && hit.use.sink === "remote-content" && showsMessage(input, hit))
      out.push(candidate(hit, newLabel("model", hit.use.site), anyPrompt, 2));
  }
}

/** Some text of the project is a content policy that names the hosts of pictures, and not all of them. */
function hasImagePolicy(input: JudgeInput): boolean {
  for (const file of input.program.files)
    for (const text of file.consts) {
      if (typeof text !== "string" || text.length > 5000) continue;
      const sources = /(?:^|[\s;"'])img-src\s+([^;"]{1,2000})/.exec(text)?.[1];
      if (sources !== undefined && !/(?:^|\s)(?:\*|https?:|https?:\/\/\*)(?=\s|$)/.test(sources)) return true;
    }
  return false;
}

/** Parts of a page that shows a conversation, by what they are called there. */
const MESSAGE = /(?:^|[a-z_.])(?:messages?|msgs?|parts?|answer|reply|response|completion|assistant)(?:\.|$)/i;
const TEXT = /(?:^|\.)(?:content|text|message|answer|reply|response|completion|markdown)$/i;
/** What a component of a page is handed and shows is a message of a chat: where it came from is not in its code. */
function showsMessage(input: JudgeInput, hit: Hit): boolean {
  const { store } = input.result;
  const { params } = input.program.func(hit.gid).ir;
  if (input.program.file(input.program.func(hit.gid).file).lang !== "ts") return false;
  return store.members(hit.use.value).some((m) => {
    const n = store.node(m);
    if (n.tag !== Tag.in) return false;
    const { root, path } = n.data as InData;
    const name = root.startsWith("p") ? (params[Number(root.slice(1))]?.name ?? "") : "";
    const whole = [name, ...path].join(".");
    return TEXT.test(whole) && MESSAGE.test(whole);
  });
}

function candidate(hit: Hit, label: Label, source: Label, guess: number): Candidate {
  return newCandidate("model-output-to-remote-content", hit, label, {
    lowered: label.lowered & REMOTE ? -1 : 0,
    tier: Math.max(guess, hit.use.tier),
    notes: guess === 2 ? ["what this page is handed is told by its names only"] : [],
    values: { what: WORDS[source.kind] ?? "foreign text" },
  });
}
const WORDS: Partial<Record<Label["kind"], string>> = {
  retrieved: "retrieved documents",
  external: "content from outside",
};

/** Model call → text of somebody else in its prompt, or among what its tools bring back. */
function foreignPrompts(input: JudgeInput): Map<Site, Label> {
  const out = new Map<Site, Label>();
  const { store } = input.result;
  for (const { use } of input.result.hits) {
    if (use.kind !== "request" || out.has(use.site)) continue;
    const n = store.node(use.value);
    const found =
      foreign(input, n.labels) ?? foreign(input, input.result.resultsOfTools(toolsOf(input, use.value)));
    if (found) out.set(use.site, found);
  }
  return out;
}

function foreign(input: JudgeInput, labels: number): Label | undefined {
  const { labels: all } = input.result.store;
  return all
    .list(labels)
    .map((id) => all.get(id))
    .find((l) => l.kind === "retrieved" || l.kind === "external");
}

function toolsOf(input: JudgeInput, request: V): V {
  const { store } = input.result;
  return store.joinAll(
    store.members(request).flatMap((m) => {
      const n = store.node(m);
      if (n.tag !== Tag.rec) return [];
      return n.kids.filter((_, i) => (n.data as RecData).keys[i]?.startsWith("tools:"));
    }),
  );
}

/** The label was born at a hook that shows what a server answers, not at a request. */
function isAskedElsewhere(input: JudgeInput, label: Label): boolean {
  return (
    label.fed === 0 &&
    !input.result.hits.some(({ use }) => use.kind === "request" && use.site === label.origin)
  );
}
