import type { Finding, Place, RunResult } from "../findings/finding.ts";
import type { Inventory } from "../findings/inventory.ts";
import type { RuleInfo } from "../findings/rule.ts";
import type { Shard } from "../findings/shard.ts";

/** What every format is made from. A format is a pure function of it: no clock, no environment, no order of its own. */
export interface ReportInput {
  result: RunResult;
  /** All rules that exist, in any order. */
  rules: readonly RuleInfo[];
  tool: { name: string; version: string };
  profile: "recommended" | "strict";
  /** The text of a file by the path findings use; undefined when it cannot be read any more. */
  text(path: string): string | undefined;
  /** The path relative to the root of the repository, with `/`; absolute for a file outside of it. */
  rootName(path: string): string;
  /** The path as a person in the current folder would type it. */
  displayName(path: string): string;
  /** Takes the secrets out of a text; called on everything that came from a file. */
  maskSecrets(text: string): string;
  /** What would repair a finding, the best first; absent where nobody can tell. */
  repairs?(finding: Finding): readonly Repair[];
  /** The report holds only this part. */
  shard?: Shard;
  /** How many findings of the baseline are there no more, where one was compared with. */
  gone?: number;
  /** When the scan ran, for the one format that must say so: UTC, `2026-01-31T12:00:00`. */
  time: string;
}

/** A repair of one file: edits by offset, which do not overlap. */
export interface Repair {
  title: string;
  path: string;
  edits: readonly { start: number; end: number; text: string }[];
}

export interface RenderOptions {
  /** Only for a terminal. */
  color: boolean;
  /** The address of a file, where the terminal makes links of them. */
  link?: (path: string) => string;
  /** Findings of the level `info` are advice: printed where they were asked for; `json`, `jsonl` and `sarif` have them always. */
  showInfo: boolean;
}

/** A copy of the result in which no sentence, name or constant piece holds a secret. Offsets stay as they are. */
export function maskResult(result: RunResult, mask: (text: string) => string): RunResult {
  return {
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      what: mask(finding.what),
      why: mask(finding.why),
      fix: mask(finding.fix),
      notes: finding.notes.map(mask),
      paths: finding.paths.map((path) => path.map((step) => ({ ...step, note: mask(step.note) }))),
      ...(finding.suppressed && {
        suppressed: { ...finding.suppressed, reason: mask(finding.suppressed.reason) },
      }),
    })),
    problems: result.problems.map((problem) => ({ ...problem, message: mask(problem.message) })),
    ...(result.inventory && { inventory: maskInventory(result.inventory, mask) }),
    prompts: result.prompts.map((prompt) => ({
      ...prompt,
      call: mask(prompt.call),
      slots: prompt.slots.map((slot) => ({
        ...slot,
        pieces: slot.pieces.map((piece) => ({ ...piece, text: mask(piece.text) })),
      })),
    })),
  };
}

/** Names, texts and targets of an inventory; its ids are made of names, and follow. */
function maskInventory(inventory: Inventory, mask: (text: string) => string): Inventory {
  const masked = (value: unknown): unknown => {
    if (typeof value === "string") return mask(value);
    if (Array.isArray(value)) return value.map(masked);
    if (typeof value !== "object" || value === null) return value;
    // Paths open files.
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, key === "path" ? each : masked(each)]),
    );
  };
  return masked(inventory) as Inventory;
}

/** Every place of a file whose text is a secret: named by a finding, or found by a rule about hard-coded credentials. */
export function secretPlaces(input: ReportInput): Place[] {
  const credentialRules = new Set(
    input.rules.filter((rule) => rule.cwe.includes(HARD_CODED_CREDENTIALS)).map((rule) => rule.id),
  );
  return input.result.findings.flatMap((finding) => [
    ...(finding.secrets ?? []),
    ...(credentialRules.has(finding.ruleId) ? [finding] : []),
  ]);
}

const HARD_CODED_CREDENTIALS = 798;
