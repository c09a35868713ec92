import { INDIRECT, type Label, sinkBit } from "../flow/labels.ts";
import { fieldOf, fileNames } from "./files.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";

const UNTRUSTED = new Set(["user", "external", "retrieved"]);
/** Files that say by their name that a model learns from them. */
const TRAINING_FILE =
  /^(?:.{0,40}[_.-])?(?:train(?:ing)?|fine-?_?tun(?:e|ed|ing)|sft|dpo|rlhf|eval(?:uation)?_?(?:set|data(?:set)?))(?:[_.-].{0,40})?\.(?:jsonl?|csv|tsv|txt|parquet|arrow)$/i;

/** What strangers wrote becomes what a model learns from: directly, or through a file that is written here and uploaded there. */
export function judgeTrainingData(input: JudgeInput, out: Candidate[]): void {
  const uploads = new Set<string>();
  for (const { use } of input.result.hits)
    if (use.kind === "sink" && use.sink === "training-data")
      for (const name of fileNames(input, fieldOf(input, use.value, "name"))) uploads.add(name);
  for (const hit of input.result.hits) {
    const { use } = hit;
    if (use.kind !== "sink" || (use.sink !== "training-data" && use.sink !== "file")) continue;
    if (use.form === "download") continue;
    const names = use.sink === "file" ? fileNames(input, fieldOf(input, use.value, "name")) : [];
    const isUploaded = names.some((name) => uploads.has(name));
    if (use.sink === "file" && !isUploaded && !names.some((name) => TRAINING_FILE.test(name))) continue;
    for (const label of concrete(input, fieldOf(input, use.value, "content"))) {
      if (!isUntrusted(input, label) || label.cleared & sinkBit["training-data"]) continue;
      // A moderation or a review stands between.
      if (label.lowered & sinkBit.prompt) continue;
      out.push(
        newCandidate("untrusted-training-data", hit, label, {
          tier:
            label.cleared & INDIRECT
              ? 2
              : use.sink === "file" && !isUploaded
                ? Math.max(1, use.tier)
                : use.tier,
        }),
      );
    }
  }
}

/** What a model wrote is what its prompt was: answers to strangers are theirs as much. */
function isUntrusted(input: JudgeInput, label: Label): boolean {
  const { labels } = input.result.store;
  return (
    UNTRUSTED.has(label.kind) ||
    (label.kind === "model" && labels.list(label.fed).some((id) => labels.get(id).kind === "user"))
  );
}
