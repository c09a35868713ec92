import { INDIRECT, type Label, newLabel, sinkBit } from "../flow/labels.ts";
import { Tag, type V } from "../flow/values.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";

const RULE = "insecure-model-endpoint";
const UNTRUSTED = new Set(["user", "model", "tool-input"]);

/** Where a model client sends its requests: in the clear over a network, or where untrusted input says. */
export function judgeEndpoints(input: JudgeInput, out: Candidate[]): void {
  const { store } = input.result;
  for (const hit of input.result.hits) {
    if (hit.use.kind !== "endpoint") continue;
    const { site, arg, tier } = hit.use;
    const add = (label: Label, problem: string, lowered: number): void => {
      out.push(newCandidate(RULE, hit, label, { site, arg, lowered, tier, values: { problem } }));
    };
    for (const m of store.members(hit.use.value)) {
      const head = headOf(input, m);
      const host = plainHost(head);
      if (host !== undefined && !isLocal(host)) {
        const label = newLabel("config", site);
        add(label, `plain http to ${host}`, 0);
      }
      if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]/i.test(head)) continue;
      for (const label of concrete(input, m))
        if (UNTRUSTED.has(label.kind) && !(label.cleared & (sinkBit.url | INDIRECT)))
          add(label, "an address that untrusted input chooses", label.lowered & sinkBit.url ? -1 : 0);
    }
  }
}

/** The constant text that an address begins with. */
function headOf(input: JudgeInput, v: V): string {
  const { store } = input.result;
  const n = store.node(v);
  return store.stringOf(n.tag === Tag.text ? (n.kids[0] as V) : v) ?? "";
}

/** The host of an address without encryption, if it is all there. */
function plainHost(url: string): string | undefined {
  const match =
    /^(?:http|ws):\/\/(?:[^/?#@]{0,200}@)?(\[[0-9a-f:.]{2,60}\]|[^/?#:\s[\]]{1,253})(?::\d{1,5})?(?:[/?#]|$)/i.exec(
      url,
    );
  return match?.[1]?.toLowerCase();
}

/** Loopback, private ranges, names without a dot and those of local networks. */
function isLocal(host: string): boolean {
  if (/^\[?(?:::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]?$/.test(host)) return true;
  if (!host.includes(".") && !host.startsWith("[")) return true;
  if (/\.(?:local|localhost|internal|lan|home|intranet|svc|home\.arpa|test|invalid)$/.test(host)) return true;
  return /^(?:0\.0\.0\.0|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
    host,
  );
}
