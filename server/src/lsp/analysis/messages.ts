import type { Confidence, Level, PromptSlot, Provenance, RunStats } from "../../findings/finding.ts";
import type { Profile, RuleInfo } from "../../findings/rule.ts";
import type { Encoding, Position, Range } from "../positions.ts";

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

/** What the thread of the protocol asks about findings that it was told of. Answered between two steps of a run as well. */
export interface Questions {
  /** Undefined where something changed since the last whole run. */
  map: { question: MapQuestion; answer: MapAnswer | undefined };
  /** What can be done about some findings of a file; undefined where they are others by now. */
  actions: { question: FindingsName; answer: ActionView[][] | undefined };
  /** What an action changes; undefined where it cannot be done, or the finding is another by now. */
  edits: { question: ActionName; answer: readonly EditView[] | undefined };
  /** By file, of its findings in their order: whether a repair is offered. */
  fixable: { question: undefined; answer: ReadonlyMap<string, readonly boolean[]> };
}
export type Asked = {
  [K in keyof Questions]: { kind: K; id: number; question: Questions[K]["question"] };
}[keyof Questions];

/** Findings of a file as it was shown: by its path and hash, and their place in the list. */
export interface FindingsName {
  path: string;
  hash: string;
  findings: readonly number[];
}
export interface ActionName {
  path: string;
  hash: string;
  finding: number;
  action: string;
}

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
  /** Documents that were opened or edited; of a notebook its cells by path, as views are to name them. */
  edited: readonly { path: string; text: string; cells?: readonly string[] }[];
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

/** Something that the editor can do about a finding. */
export interface ActionView {
  id: string;
  title: string;
  kind: "fix" | "suppress";
  /** Of a repair: how far it goes. Safe ones are also made all at once. */
  grade?: "safe" | "suggested" | "guided";
  /** What it changes is in a file that is not there yet. */
  makesFile?: boolean;
  /** Of repairs; of others when asked for. */
  edits?: readonly EditView[];
}

export interface EditView {
  path: string;
  range: Range;
  newText: string;
  placeholder?: { start: number; end: number };
  /** The file is not there yet. */
  isNew?: boolean;
  /** What this edit is for, where it is not what the action is for. */
  purpose?: string;
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

/** Which map is to be drawn, of the project of a file, or of the one with most model calls. */
export interface MapQuestion {
  view: "call" | "surface";
  path?: string;
  position?: Position;
  /** The id of the call in the inventory; it goes before the place. */
  call?: string;
  /** Of the surface: "risky", or one of OWASP's risks. */
  risk?: string;
}

export interface MapAnswer {
  /** HTML for the inside of a page; what leads to code has `data-path` and `data-at`, what leads to a call `data-call`. */
  page: string;
  /** The paths that the page names, with the absolute ones. */
  files: Readonly<Record<string, string>>;
  /** How many calls the project has. */
  calls: number;
  /** The call that is shown. */
  call?: { id: string; title: string; path: string; position: Position };
}
