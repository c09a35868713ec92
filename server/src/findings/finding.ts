import type { Inventory } from "./inventory.ts";

export type Level = "error" | "warning" | "info";
/** How sure the analysis is of the way it took: resolved calls (high), a guess among few (medium), by name only (low). */
export type Confidence = "high" | "medium" | "low";

/** A place in a file; offsets are UTF-16. */
export interface Place {
  path: string;
  start: number;
  end: number;
}

/** What happens at a step of a path. */
export type StepKind =
  | "source"
  | "assigned"
  | "passed"
  | "returned"
  | "stored"
  | "text"
  | "request"
  | "answer"
  | "guard"
  | "sink";

export interface Step extends Place {
  kind: StepKind;
  /** A sentence fragment for people: "user input: req.body", "passed as question to ask()". */
  note: string;
}

/** A finding is plain data; every view (diagnostic, SARIF, text) is made from it. */
export interface Finding extends Place {
  ruleId: string;
  level: Level;
  /** 0–10, as in SARIF's security-severity; absent when the rule's own value holds. */
  securitySeverity?: number;
  confidence: Confidence;
  /** What is wrong, naming the variable and where it came from. */
  what: string;
  /** What can follow. */
  why: string;
  /** What to do. */
  fix: string;
  /** Why the level is lower or higher than the rule's, where it is ("example code", "delimited"). */
  notes: string[];
  /** One path per origin, at most four; empty for findings that are no flows. */
  paths: Step[][];
  /** Stable when lines move; set by `fingerprint.ts`. */
  fingerprint: string;
  /** By what the same defect is known again in another version of the code; set with the fingerprint. */
  identity?: Identity;
  /** Where a secret's value stands (a literal given as a password): no view shows that text. */
  secrets?: Place[];
  suppressed?: { reason: string; place: Place };
  /** Not new: it stands in the baseline, or was there before the change that is looked at. */
  known?: "baseline" | "unchanged";
  /** Where repairs begin; not part of any report. */
  anchor?: Anchor;
}

/** Hashes of what a finding stands on, none of which holds a line number or white space. */
export interface Identity {
  /** The expression that is reported. */
  expression: string;
  /** The line it begins on. */
  line: string;
  /** The code on both sides of it over line ends, quotes and closing commas aside. */
  before: string;
  after: string;
}

/** Whether a finding counts: no comment silences it, and it is new where only new ones were asked for. */
export function isActive(finding: Finding): boolean {
  return finding.suppressed === undefined && finding.known === undefined;
}

/** How many places a finding stands for: the ends of its paths. */
export const placesOf = ({ paths }: Finding): number =>
  Math.max(1, new Set(paths.flatMap((steps) => steps.at(-1) ?? []).map((s) => `${s.path} ${s.start}`)).size);

/** The modelled call (or assignment) that a finding is about, and which of its arguments. */
export interface Anchor extends Place {
  /** Number of the pack's row, negative for the language itself. */
  row: number;
  arg: string;
  /** Kind of sink, where there is one. */
  sink?: string;
  /** The program puts a message of the system among those that others choose. */
  systemTurn?: boolean;
  /** Files on the way from a request to the call, where others wait for it; isRepeated: by a loop. */
  served?: { by: string[]; isRepeated: boolean };
  /** The answer of the request goes on to do something: marking what enters does not settle it. */
  consequence?: boolean;
  /** Environment variable that the provider's key belongs into. */
  variable?: string;
  /** Calls and the setting of each with which a person is asked before tools run, named where it is for some. */
  asks?: (Place & { arg: string; value: string; import?: string; names?: string[] })[];
  /** The setting that removes a safety net, as the pack describes it. */
  danger?: {
    arg?: string;
    is?: unknown;
    contains?: string | undefined;
    like?: string | undefined;
    absent?: boolean;
    safe?: string;
    needed?: boolean;
    together?: Readonly<Record<string, string | boolean>>;
  };
}

/** What a run analysed, skipped and could not understand. */
export interface RunStats {
  files: number;
  analysed: number;
  lines: number;
  functions: number;
  modelCalls: number;
  /** reason → count: "ignored", "vendored", "minified", "generated", "binary", "too large", "test code", … */
  skipped: Record<string, number>;
  /** Calls by how their target was found: A resolved, B among few, C by name, none. */
  calls: { a: number; b: number; c: number; unresolved: number };
  /** Functions whose analysis ended at a bound: flows through them may be missing. */
  cuts: number;
}

/** A model call, for statistics. */
export interface ModelCall extends Place {
  /** The package of the pack. */
  package: string;
  /** "chat.completions.create" */
  call: string;
  /** How the target was found. */
  tier: "certain" | "few" | "name";
  /** Something of the request is known: some slot has content. */
  understood: boolean;
}

export interface RunProblem extends Place {
  severity: "error" | "warning" | "note";
  /** What, where, what to do. */
  message: string;
  /** True when a file meant for analysis could not be read or lowered at all (exit code 3). */
  fatal: boolean;
  /** What it is about, where it is about no analysed code; one of severity `error` counts as a finding. */
  about?: "suppression";
}

export interface RunResult {
  findings: Finding[];
  problems: RunProblem[];
  stats: RunStats;
  /** Model calls with their slots, for `llmlint prompts`; filled only when asked for. */
  prompts: PromptCall[];
  /** Filled only when asked for. */
  inventory?: Inventory;
  /** By path and place; filled only when asked for. */
  modelCalls?: ModelCall[];
}

export type Provenance =
  | "constant"
  | "config"
  | "user"
  | "retrieved"
  | "external"
  | "model"
  | "tool-input"
  | "secret"
  | "personal"
  | "parameter"
  | "unknown";

export interface PromptPiece extends Partial<Place> {
  provenance: Provenance;
  /** The constant's text, or a name for the hole ("body.question"). */
  text: string;
}
export interface PromptSlot extends Place {
  slot: "system" | "developer" | "user" | "assistant" | "tool" | "prompt" | "tool-description" | "unknown";
  /** The slot may occur any number of times (built in a loop, mapped). */
  repeated: boolean;
  pieces: PromptPiece[];
}
export interface PromptCall extends Place {
  /** "openai: chat.completions.create" */
  call: string;
  slots: PromptSlot[];
}
