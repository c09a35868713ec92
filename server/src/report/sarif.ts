import { compareText } from "../base/order.ts";
import {
  type Finding,
  isActive,
  type Level,
  type Place,
  type RunProblem,
  type Step,
  type StepKind,
} from "../findings/finding.ts";
import { orderFindings, orderProblems } from "../findings/order.ts";
import type { RuleInfo } from "../findings/rule.ts";
import { orderedStats } from "./json.ts";
import { printJson } from "./printJson.ts";
import { maskResult, type Repair, type ReportInput } from "./report.ts";
import { openSources } from "./source.ts";

/**
 * SARIF 2.1.0: one run with every rule, every finding with its paths, and what could not be analysed as notifications.
 * URIs are relative to the root of the repository, which the log does not name: two clones write the same bytes.
 */
export function renderSarif(input: ReportInput): string {
  const result = maskResult(input.result, input.maskSecrets);
  const rules = [...input.rules].sort((a, b) => compareText(a.id, b.id));
  const context: Context = { ...locator(input), rules, index: new Map() };
  rules.forEach((rule, i) => {
    context.index.set(rule.id, i);
  });
  const kept = withinLimits(result.findings);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: input.tool.name,
            version: input.tool.version,
            semanticVersion: input.tool.version,
            rules: rules.map((rule) => describeRule(rule, input.profile)),
          },
        },
        invocations: [
          {
            executionSuccessful: !result.problems.some((problem) => problem.fatal),
            toolExecutionNotifications: [
              ...orderProblems(result.problems).map((problem) => convertProblem(problem, context)),
              ...(kept.length < result.findings.length
                ? [leftOut(result.findings.length - kept.length)]
                : []),
            ],
          },
        ],
        originalUriBaseIds: {
          [BASE]: { description: { text: "The root of the repository, else the first path of the scan." } },
        },
        columnKind: "utf16CodeUnits",
        results: kept.map((finding) => convertFinding(finding, context)),
        properties: {
          profile: input.profile,
          ...(input.shard && { shard: input.shard }),
          stats: orderedStats(result.stats),
        },
      },
    ],
  };
  return `${printJson(log, 2)}\n`;
}

const BASE = "%SRCROOT%";

/**
 * What GitHub takes of one run: 25,000 results, of which it shows 5,000; 1,000 steps of a path are shown; 20 tags of a rule.
 * Beyond the results that are shown no paths are written, so that the file stays below its 10 MB when compressed.
 */
export const MOST_RESULTS = 25_000;
export const MOST_SHOWN = 5_000;
const MOST_STEPS = 1_000;
const MOST_TAGS = 20;

/** The worst findings, as many as a host takes, in the order of their places. */
function withinLimits(findings: readonly Finding[]): Finding[] {
  if (findings.length <= MOST_SHOWN) return orderFindings(findings);
  const worstFirst = orderFindings(findings).sort((a, b) => rank(b) - rank(a));
  const kept = worstFirst
    .slice(0, MOST_RESULTS)
    .map((finding, i) => (i < MOST_SHOWN ? finding : { ...finding, paths: [] }));
  return orderFindings(kept);
}

/** Active before silenced, then by level. */
function rank(finding: Finding): number {
  return (isActive(finding) ? RANKS.length : 0) + RANKS.indexOf(finding.level);
}

export function leftOut(number: number) {
  return {
    level: "warning",
    message: { text: `${number} findings of the lowest levels are left out: a run holds ${MOST_RESULTS}.` },
  };
}

/** The first and the last steps of a path that is longer than any reader. */
function stepsWithinLimits(path: readonly Step[]): readonly Step[] {
  if (path.length <= MOST_STEPS) return path;
  return [...path.slice(0, MOST_STEPS / 2), ...path.slice(-MOST_STEPS / 2)];
}

interface Context {
  locate(place: Place): object;
  region(place: Place): object;
  artifact(path: string): object;
  repairs(finding: Finding): readonly Repair[];
  mask(text: string): string;
  /** The cell of a notebook that a place lies in. */
  cell(place: Place): { cell: number; line: number } | undefined;
  rules: readonly RuleInfo[];
  index: Map<string, number>;
}

function describeRule(rule: RuleInfo, profile: ReportInput["profile"]) {
  return {
    id: rule.id,
    name: rule.id,
    ...(rule.formerly && { deprecatedIds: rule.formerly }),
    shortDescription: { text: rule.title },
    fullDescription: { text: withoutHoles(rule.why) },
    help: { text: helpText(rule), markdown: rule.docs },
    defaultConfiguration: {
      enabled: rule.profile === "recommended" || profile === "strict",
      level: LEVELS[rule.level],
    },
    properties: {
      precision: rule.precision,
      profile: rule.profile,
      "security-severity": rule.securitySeverity.toFixed(1),
      tags: ruleTags(rule),
    },
  };
}

/** A rule's own sentences have {placeholders}; outside of a finding only their names are left. */
function withoutHoles(text: string): string {
  return text.replace(/\{(\w+)\}/g, "$1");
}

function helpText(rule: RuleInfo): string {
  const references = rule.references.map((reference) => `- ${reference}`);
  return [withoutHoles(rule.why), withoutHoles(rule.fix), ...references].join("\n");
}

function ruleTags(rule: RuleInfo): string[] {
  const number = (id: string) => (/\d+/.exec(id)?.[0] ?? id).padStart(2, "0");
  return [
    "security",
    ...rule.cwe.map((cwe) => `CWE-${cwe}`),
    ...rule.cwe.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, "0")}`),
    ...rule.owaspLlm2025.map((id) => `OWASP-LLM${number(id)}:2025`),
    ...rule.owaspLlm2026.map((id) => `OWASP-LLM${number(id)}:2026`),
    ...rule.owaspAgentic.map((id) => `OWASP-ASI${number(id)}`),
    ...rule.atlas,
  ]
    .filter((tag, i, all) => all.indexOf(tag) === i)
    .slice(0, MOST_TAGS);
}

function convertFinding(finding: Finding, context: Context) {
  const index = context.index.get(finding.ruleId);
  const rule = index === undefined ? undefined : context.rules[index];
  const severity = findingSeverity(finding, rule);
  const cell = context.cell(finding);
  return {
    ruleId: finding.ruleId,
    ...(index !== undefined && { ruleIndex: index }),
    level: LEVELS[finding.level],
    message: {
      text: [
        finding.what,
        finding.why,
        finding.fix,
        ...finding.notes,
        cell && `(cell ${cell.cell}, line ${cell.line})`,
      ]
        .filter(Boolean)
        .join(" "),
    },
    locations: [context.locate(finding)],
    partialFingerprints: {
      "llmlint/v1": finding.fingerprint,
      // Code hosts compute this one from the line's text when it is absent; ours survives more edits.
      primaryLocationLineHash: `${finding.fingerprint}:1`,
    },
    ...(finding.paths.length > 0 && {
      codeFlows: finding.paths.map((path) => ({
        threadFlows: [{ locations: stepsWithinLimits(path).map((step) => convertStep(step, context)) }],
      })),
    }),
    ...fixesOf(finding, context),
    ...(finding.known !== undefined && { baselineState: "unchanged" }),
    ...((finding.suppressed || finding.known) && { suppressions: suppressionsOf(finding, context) }),
    properties: {
      // The region is that of the file's JSON; this is where a notebook's editor shows it.
      ...(cell && { notebook: cell }),
      confidence: finding.confidence,
      ...(severity !== undefined && { "security-severity": severity.toFixed(1) }),
    },
  };
}

/** What would repair it, in SARIF's own form: a host or an editor may apply it. */
function fixesOf(finding: Finding, context: Context) {
  const repairs = isActive(finding) ? context.repairs(finding) : [];
  if (repairs.length === 0) return {};
  return {
    fixes: repairs.map(({ title, path, edits }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation: context.artifact(path),
          replacements: edits.map(({ start, end, text }) => ({
            deletedRegion: context.region({ path, start, end }),
            insertedContent: { text: context.mask(text) },
          })),
        },
      ],
    })),
  };
}

function suppressionsOf(finding: Finding, context: Context) {
  return [
    ...(finding.suppressed
      ? [
          {
            kind: "inSource",
            status: "accepted",
            ...(finding.suppressed.reason !== "" && { justification: finding.suppressed.reason }),
            location: context.locate(finding.suppressed.place),
          },
        ]
      : []),
    ...(finding.known ? [{ kind: "external", status: "accepted", justification: KNOWN[finding.known] }] : []),
  ];
}

const KNOWN = {
  baseline: "It stands in the baseline.",
  unchanged: "It was there before the change.",
} as const;

/** The finding's own severity; one whose level was lowered never keeps the number of its rule. */
function findingSeverity(finding: Finding, rule: RuleInfo | undefined): number | undefined {
  if (finding.securitySeverity !== undefined || rule === undefined) return finding.securitySeverity;
  if (RANKS.indexOf(finding.level) >= RANKS.indexOf(rule.level)) return undefined;
  return Math.min(rule.securitySeverity, finding.level === "warning" ? 6.9 : 3.9);
}

const RANKS: readonly Level[] = ["info", "warning", "error"];
const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

function convertStep(step: Step, context: Context) {
  return {
    kinds: [STEP_KINDS[step.kind]],
    location: { ...context.locate(step), message: { text: step.note || step.kind } },
    importance: importanceOf(step.kind),
  };
}

/** SARIF's words for what happens at a step where it has one, else ours. */
const STEP_KINDS: Record<StepKind, string> = {
  source: "taint",
  assigned: "assignment",
  passed: "call",
  returned: "return",
  stored: "memory",
  text: "text",
  request: "request",
  answer: "answer",
  guard: "branch",
  sink: "danger",
};

function importanceOf(kind: StepKind): string {
  if (kind === "source" || kind === "sink") return "essential";
  return kind === "assigned" ? "unimportant" : "important";
}

function convertProblem(problem: RunProblem, context: Context) {
  return {
    level: problem.fatal ? "error" : problem.severity,
    message: { text: problem.message },
    ...(problem.path !== "" && { locations: [context.locate(problem)] }),
  };
}

function locator(input: ReportInput): Omit<Context, "rules" | "index"> {
  const openSource = openSources(input);
  const region = (place: Place) => {
    const { start, end } = openSource(place.path).region(place);
    return {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  };
  const artifact = (path: string) => artifactLocation(input.rootName(path));
  const locate = (place: Place) => ({
    physicalLocation: { artifactLocation: artifact(place.path), region: region(place) },
  });
  return {
    locate,
    region,
    artifact,
    repairs: (finding) => input.repairs?.(finding) ?? [],
    mask: input.maskSecrets,
    cell: (place) => openSource(place.path).cell(place.start),
  };
}

function artifactLocation(name: string): { uri: string; uriBaseId?: string } {
  const encode = (path: string) => path.split("/").map(encodeSegment).join("/");
  const drive = /^([A-Za-z]:)\/(.*)$/s.exec(name);
  if (drive) return { uri: `file:///${drive[1]}/${encode(drive[2] ?? "")}` };
  if (name.startsWith("//")) return { uri: `file:${encode(name)}` };
  if (name.startsWith("/")) return { uri: `file://${encode(name)}` };
  return { uri: encode(name), uriBaseId: BASE };
}

/** Halves of surrogate pairs, which a file name may hold, have no encoding; they become the replacement character. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /%(?:40|2B|2C|3D)/g,
    (code) => ALLOWED[code] ?? code,
  );
}

/** Characters that `encodeURIComponent` encodes though a path segment may hold them. */
const ALLOWED: Record<string, string> = { "%40": "@", "%2B": "+", "%2C": ",", "%3D": "=" };
