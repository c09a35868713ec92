import { compareText } from "../base/order.ts";
import {
  type Finding,
  isActive,
  type ModelCall,
  type PromptCall,
  type RunProblem,
  type RunStats,
  type Step,
} from "../findings/finding.ts";
import { orderFindings, orderProblems } from "../findings/order.ts";
import type { Shard } from "../findings/shard.ts";
import { printJson } from "./printJson.ts";
import { maskResult, type ReportInput } from "./report.ts";
import { openSources, type Position, type Source } from "./source.ts";

/**
 * The version of the form below. It rises when a key goes away or changes its meaning; new keys may come at any time.
 * docs/json-format.md describes the form for readers.
 */
export const JSON_FORMAT_VERSION = 1;

/** A place: `path` relative to the root of the repository; lines and columns from 1, in UTF-16 units. */
export interface JsonPlace {
  path: string;
  start: Position;
  end: Position;
}

export interface JsonStep extends JsonPlace {
  kind: Step["kind"];
  note: string;
}

export interface JsonFinding extends JsonPlace {
  rule: string;
  level: Finding["level"];
  securitySeverity: number | null;
  confidence: Finding["confidence"];
  what: string;
  why: string;
  fix: string;
  notes: string[];
  /** One per origin; empty for findings that are no flows. */
  paths: JsonStep[][];
  fingerprint: string;
  suppressed: { reason: string; place: JsonPlace } | null;
  /** Why it is not new, where only new findings were asked for. */
  known: Finding["known"] | null;
}

export interface JsonProblem extends JsonPlace {
  severity: RunProblem["severity"];
  message: string;
  /** The file could not be analysed at all. */
  fatal: boolean;
}

export interface JsonReport {
  version: typeof JSON_FORMAT_VERSION;
  tool: { name: string; version: string };
  profile: string;
  /** With `--shard` only: the part that this report is. */
  shard?: Shard;
  summary: { error: number; warning: number; info: number; suppressed: number; known: number };
  stats: RunStats;
  findings: JsonFinding[];
  problems: JsonProblem[];
  /** With `--stats` only. */
  modelCalls?: JsonModelCall[];
}

export interface JsonModelCall extends JsonPlace {
  package: string;
  call: string;
  tier: ModelCall["tier"];
  understood: boolean;
}

export interface JsonPrompts {
  version: typeof JSON_FORMAT_VERSION;
  tool: { name: string; version: string };
  prompts: (JsonPlace & {
    call: string;
    slots: (JsonPlace & {
      slot: string;
      repeated: boolean;
      pieces: { provenance: string; text: string; place: JsonPlace | null }[];
    })[];
  })[];
}

/** The report for programs: one JSON document whose keys always stand in the same order. */
export function renderJson(input: ReportInput): string {
  return `${printJson(jsonReport(input), 2)}\n`;
}

export function jsonReport(input: ReportInput): JsonReport {
  const result = maskResult(input.result, input.maskSecrets);
  const place = placer(input);
  const active = result.findings.filter(isActive);
  const number = (level: Finding["level"]) => active.filter((finding) => finding.level === level).length;
  return {
    version: JSON_FORMAT_VERSION,
    tool: { name: input.tool.name, version: input.tool.version },
    profile: input.profile,
    ...(input.shard && { shard: input.shard }),
    summary: {
      error: number("error"),
      warning: number("warning"),
      info: number("info"),
      suppressed: result.findings.filter((finding) => finding.suppressed).length,
      known: result.findings.filter((finding) => finding.known && !finding.suppressed).length,
    },
    stats: orderedStats(result.stats),
    findings: orderFindings(result.findings).map((finding) => convertFinding(finding, input, place)),
    problems: orderProblems(result.problems).map((problem) => ({
      severity: problem.severity,
      message: problem.message,
      fatal: problem.fatal,
      ...place(problem),
    })),
    ...(result.modelCalls && {
      modelCalls: result.modelCalls.map((call) => ({
        package: call.package,
        call: call.call,
        tier: call.tier,
        understood: call.understood,
        ...place(call),
      })),
    }),
  };
}

/** The prompt map as JSON: each model call with its slots, and each slot with its pieces in their order. */
export function renderPromptsJson(input: ReportInput): string {
  const place = placer(input);
  const report: JsonPrompts = {
    version: JSON_FORMAT_VERSION,
    tool: { name: input.tool.name, version: input.tool.version },
    prompts: orderPrompts(maskResult(input.result, input.maskSecrets).prompts).map((prompt) => ({
      call: prompt.call,
      ...place(prompt),
      slots: prompt.slots.map((slot) => ({
        slot: slot.slot,
        repeated: slot.repeated,
        ...place(slot),
        pieces: slot.pieces.map(({ provenance, text, path, start, end }) => ({
          provenance,
          text,
          place:
            path === undefined || start === undefined || end === undefined
              ? null
              : place({ path, start, end }),
        })),
      })),
    })),
  };
  return `${printJson(report, 2)}\n`;
}

/** Model calls by file and place. */
export function orderPrompts(prompts: readonly PromptCall[]): PromptCall[] {
  return [...prompts].sort(
    (a, b) =>
      compareText(a.path, b.path) || a.start - b.start || a.end - b.end || compareText(a.call, b.call),
  );
}

/** The same figures with their keys in a fixed order. */
export function orderedStats(stats: RunStats): RunStats {
  const reasons = Object.entries(stats.skipped).sort(([a], [b]) => compareText(a, b));
  const { a, b, c, unresolved } = stats.calls;
  return {
    files: stats.files,
    analysed: stats.analysed,
    lines: stats.lines,
    functions: stats.functions,
    modelCalls: stats.modelCalls,
    skipped: Object.fromEntries(reasons),
    calls: { a, b, c, unresolved },
    cuts: stats.cuts,
  };
}

type Placer = (place: { path: string; start: number; end: number }) => JsonPlace;

function placer(input: ReportInput): Placer {
  const openSource: (path: string) => Source = openSources(input);
  return (place) => ({ path: input.rootName(place.path), ...openSource(place.path).region(place) });
}

function convertFinding(finding: Finding, input: ReportInput, place: Placer): JsonFinding {
  const rule = input.rules.find((candidate) => candidate.id === finding.ruleId);
  return {
    rule: finding.ruleId,
    level: finding.level,
    securitySeverity: finding.securitySeverity ?? rule?.securitySeverity ?? null,
    confidence: finding.confidence,
    ...place(finding),
    what: finding.what,
    why: finding.why,
    fix: finding.fix,
    notes: finding.notes,
    paths: finding.paths.map((path) =>
      path.map((step) => ({ kind: step.kind, note: step.note, ...place(step) })),
    ),
    fingerprint: finding.fingerprint,
    suppressed: finding.suppressed
      ? { reason: finding.suppressed.reason, place: place(finding.suppressed.place) }
      : null,
    known: finding.known ?? null,
  };
}
