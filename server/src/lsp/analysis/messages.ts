import type { Confidence, Level, PromptSlot, Provenance, RunStats } from "../../findings/finding.ts";
import type { Profile, RuleInfo } from "../../findings/rule.ts";
import type { Encoding, Range } from "../positions.ts";

/** What the thread of the protocol and the thread of the analysis tell each other. Plain data. */
export type ToAnalysis =
  | { kind: "configure"; settings: AnalysisSettings }
  | { kind: "analyse"; id: number; changes: Changes; pause: number };

export type FromAnalysis =
  | { kind: "ready"; rules: readonly RuleInfo[] }
  | { kind: "progress"; id: number; stage: string; done: number; total: number }
  /** What is found in one open file, before the whole project is looked at. */
  | { kind: "glance"; id: number; view: FileView }
  | { kind: "project"; id: number; view: ProjectView }
  | { kind: "done"; id: number; isCancelled: boolean }
  | { kind: "log"; level: "info" | "warn" | "error"; message: string };

export interface AnalysisSettings {
  /** Absolute POSIX paths. */
  folders: readonly string[];
  encoding: Encoding;
  /** Beats the profile of the configuration. */
  profile?: Profile;
  /** Levels of rules that beat those of the configuration. */
  levels: Readonly<Record<string, Level | "off">>;
  /** Packs of the workspace are data of strangers until its user trusts it. */
  isTrusted: boolean;
}

export interface Changes {
  /** Documents that were opened or edited. */
  edited: readonly { path: string; text: string }[];
  closed: readonly string[];
  /** Files that the disk changed. */
  touched: readonly string[];
  /** Files came or went, or configuration changed. */
  isStructural: boolean;
}

export interface PlaceView {
  path: string;
  range: Range;
}

export interface StepView extends PlaceView {
  note: string;
}

/** Something that the editor can do about a finding. Repairs come here too. */
export interface ActionView {
  title: string;
  kind: "fix" | "suppress";
  /** Of a repair: how far it goes. Safe ones are also made all at once. */
  grade?: "safe" | "suggested" | "guided";
  edits: { path: string; range: Range; newText: string; placeholder?: { start: number; end: number } }[];
}

export interface FindingView {
  rule: string;
  level: Level;
  confidence: Confidence;
  range: Range;
  what: string;
  why: string;
  fix: string;
  notes: readonly string[];
  paths: readonly StepView[][];
  fingerprint: string;
  /** It stands in the baseline: listed, but no problem. */
  isKnown: boolean;
  isFixable: boolean;
  actions: readonly ActionView[];
}

export interface ProblemView {
  range: Range;
  severity: Level;
  message: string;
}

export interface PieceView {
  provenance: Provenance;
  text: string;
  place?: PlaceView;
}

export interface SlotView extends PlaceView {
  slot: PromptSlot["slot"];
  repeated: boolean;
  pieces: PieceView[];
}

export interface CallView {
  range: Range;
  title: string;
  slots: SlotView[];
}

export interface FileView {
  /** Absolute POSIX. */
  path: string;
  /** Equal for equal findings and problems. */
  hash: string;
  findings: FindingView[];
  problems: ProblemView[];
  calls: CallView[];
}

export interface ProjectView {
  /** The folder, or the file that stands alone. */
  key: string;
  files: FileView[];
  /** The open documents that belong to it. */
  documents: string[];
  stats: RunStats | undefined;
  /** Milliseconds. */
  duration: number;
  /** Of the rules that are active. */
  rules: number;
  /** What the user should know: packs that were left out, a configuration that is wrong. */
  notices: string[];
}
