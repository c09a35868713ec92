import { INDIRECT, type Label, REDACTED, sinkBit } from "../flow/labels.ts";
import { personalName } from "../flow/personal.ts";
import { PARAM_ROW, siteRow } from "../flow/program.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { placeOf } from "./places.ts";
import { slotsOf } from "./slots.ts";

/** Records of a person, by what the code calls them. */
const PERSON =
  /user|customer|patient|employee|candidate|applicant|contact|profile|person|member|student|lead|guest|tenant|owner|author|recipient|subscriber|session|account|passenger|resident|insured|citizen|borrower|donor|attendee|participant|buyer|seller|driver|visitor|claims|client_?(?:data|info|record)|\bme\b/i;
/** Addresses and numbers of an organisation or a machine. */
const NO_PERSON =
  /config|settings|\benv\b|environ|company|business|organi[sz]ation|support|smtp|vendor|constants?|\bsite\b|brand/i;

/** Fields about a person in a request to a model that runs at somebody else's. */
export function judgePersonalData(input: JudgeInput, out: Candidate[]): void {
  const onDevice = new Set(input.models.packs.filter((p) => p.onDevice).map((p) => p.id));
  for (const hit of input.result.hits) {
    const { use } = hit;
    if (use.kind !== "request") continue;
    const row = input.models.row(use.row);
    if (onDevice.has(row.packId)) continue;
    const all = concrete(input, use.value).some((l) => l.kind === "personal");
    if (!all) continue;
    for (const segment of slotsOf(input.result.store, row, use.value, use.site).segments) {
      if (segment.slot === "data" || segment.slot === "tool-description") continue;
      for (const label of concrete(input, segment.text)) {
        if (label.kind !== "personal" || !isSent(label)) continue;
        const field = personalField(input, label);
        if (field === undefined) continue;
        out.push(
          newCandidate("personal-data-in-prompt", hit, label, {
            site: segment.site,
            arg: segment.arg,
            text: segment.text,
            tier: Math.max(use.tier, 1),
            values: { slot: segment.slot === "prompt" ? "the prompt" : `the ${segment.slot} message` },
          }),
        );
      }
    }
  }
}

/** As it is: not through a redaction, nor through something that may be one. */
const isSent = (label: Label): boolean =>
  ((label.cleared | label.lowered) & sinkBit.prompt) === 0 && !(label.cleared & (INDIRECT | REDACTED));

/** The field that the label was born at, as the code writes it; undefined when it is no person's. */
export function personalField(input: JudgeInput, label: Label): string | undefined {
  if (label.origin < 0 || siteRow(label.origin) >= PARAM_ROW) return undefined;
  const { path, start, end } = placeOf(input.program, label.origin);
  const file = input.text(path);
  const text = file?.slice(start, Math.min(end, start + 200)).replace(/\s+/g, "") ?? "";
  const name = /([\w$-]{2,40})(?:["'`]?[\])]{0,3})?$/.exec(text.replace(/,[^,]{0,40}\)$/, ")"))?.[1];
  const kind = name === undefined ? undefined : personalName(name);
  if (name === undefined || kind === undefined) return undefined;
  // `const { phone } = customer`: the record stands behind the braces.
  const behind = /\}\s*=\s*(?:await\s+)?([\w.$]{1,60})/.exec(file?.slice(end, end + 200) ?? "")?.[1];
  const record = text === name ? (behind ?? "") : text.slice(0, text.lastIndexOf(name));
  if (NO_PERSON.test(record)) return undefined;
  return kind === "always" || PERSON.test(record) ? text : undefined;
}
