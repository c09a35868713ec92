import type { Finding, Place } from "../findings/finding.ts";
import type { WhyData } from "../findings/why.ts";
import { ALL_SINKS, INDIRECT, type Label, type LabelSet, sinkBit } from "../flow/labels.ts";
import { PARAM_ROW, siteFunc, siteRow } from "../flow/program.ts";
import { parseInput } from "../flow/values.ts";
import type { JudgeInput, Silence } from "../rules/judge.ts";
import { placeOf } from "../rules/places.ts";
import { labelPhrase } from "../rules/wording.ts";

/** What explanations are read from. */
export interface WhyInput extends JudgeInput {
  /** Data that rules left alone. */
  silences: readonly Silence[];
  /** All findings, before profile and configuration have a say. */
  findings: readonly Finding[];
}

/** The same data, whatever was done to it. */
export const dataKey = (l: Label): string => `${l.kind}|${l.origin}|${l.input}`;

export function labelsIn(input: WhyInput, set: LabelSet): Label[] {
  const { labels } = input.result.store;
  return labels
    .list(set)
    .map((id) => labels.get(id))
    .filter((l) => l.kind !== "verdict");
}

/** Where the data entered; undefined for what nobody in sight gave. */
export function bornAt(input: WhyInput, label: Label): Place | undefined {
  if (label.origin < 0) return undefined;
  const place = placeOf(input.program, label.origin);
  if (siteRow(label.origin) < PARAM_ROW) return place;
  const { ir } = input.program.func(siteFunc(label.origin));
  return { ...place, end: Math.min(place.end, ir.start + 1) };
}

/** `gid`: the function whose input the label may be. */
export function describe(input: WhyInput, label: Label, gid = -1): WhyData {
  const from = bornAt(input, label);
  return {
    what: label.kind === "in" ? inputPhrase(input, label, gid) : labelPhrase(input, label),
    ...(from && { from }),
    clearedFor: sinkNames(label.cleared),
    loweredFor: sinkNames(label.lowered & ~label.cleared),
    unsure: (label.cleared & INDIRECT) !== 0,
  };
}

/** An input of a function by its name: "what run() is given (cmd)". */
export function inputPhrase(input: WhyInput, label: Label, gid: number): string {
  if (gid < 0) return "what the caller hands over";
  const { ir } = input.program.func(gid);
  const { root, path } = parseInput(label.input);
  const first =
    root === "this"
      ? "its object"
      : root.startsWith("p")
        ? (ir.params[Number(root.slice(1))]?.name ?? "a parameter")
        : "a variable around it";
  const whom = ir.kind === "module" ? "the module" : ir.name === "" ? "the function" : `${ir.name}()`;
  return `what ${whom} is given (${[first, ...path].join(".")})`;
}

/** Kinds of sinks by their bits; one word where it is all of them. */
export function sinkNames(bits: number): string[] {
  if ((bits & ALL_SINKS) === ALL_SINKS) return ["every sink"];
  return Object.entries(sinkBit).flatMap(([kind, bit]) => (bits & bit ? [kind] : []));
}
