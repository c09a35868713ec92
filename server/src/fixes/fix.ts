import type { Finding } from "../findings/finding.ts";
import type { Constructs } from "../ir/constructs.ts";
import type { Lang } from "../ir/types.ts";
import type { TemplateClass } from "../models/messageNames.ts";
import type { IndexedRow } from "../models/modelIndex.ts";
import type { MessageRow, ProgramModel, ReadsRow, RepairRow } from "../models/pack.ts";

/**
 * How far a fix may go. safe: for honest input the program does what it did. suggested: a choice that a developer makes.
 * guided: a skeleton to complete.
 */
export type Grade = "safe" | "suggested" | "guided";

/** A piece of a file, by UTF-16 offsets, and what replaces it. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Edits of one file that repair one finding. They do not overlap. */
export interface Fix {
  /** What it does, as an order: "Run it without a shell". */
  title: string;
  grade: Grade;
  path: string;
  edits: Edit[];
  /** The environment variable that the program reads then. */
  variable?: string;
}

/** What a maker of fixes may look at. */
export interface FixInput {
  finding: Finding;
  text: string;
  lang: Lang;
  constructs: Constructs;
  /** Text of a file of the program, by its path. */
  textOf: (path: string) => string | undefined;
  /** Exported constants that hold the seconds which a platform gives the handlers of their file. */
  timeLimits: readonly string[];
  /** The written form of another text of this file, as an edit leaves it. */
  reread: (text: string) => Constructs | undefined;
  /** Row of the pack that the finding's call has, in the version at hand. */
  row: IndexedRow | undefined;
  /** What the language offers to make a value harmless for the finding's kind of sink. */
  repair: RepairRow | undefined;
  /** What the packages that the project has offer for a kind of sink, or against long texts. */
  helpers: (kind: string) => readonly RepairRow[];
  /** What the language has to end a call after a number of milliseconds. */
  timer: RepairRow | undefined;
  /** How the language shows what a value is. */
  reads: ReadsRow | undefined;
  /** What is known of a program that commands start. */
  program: (name: string) => ProgramModel | undefined;
  /** Property that takes the value of an assignment to `name` as it is; undefined where none is known. */
  instead: (name: string) => string | undefined;
  /** The call takes a plain object of settings as this argument. */
  isRecord: (name: string) => boolean;
  /** The model runs on the machine itself. */
  isOnDevice: boolean;
  /** What a class of this name is as a message of a request. */
  message: (name: string) => MessageRow | undefined;
  /** What a class of this name makes prompt templates with. */
  template: (name: string) => TemplateClass | undefined;
  /** The same for the other findings of the rule in this file. */
  beside: () => readonly FixInput[];
  /** A function of the language that bears this name gives a value and does nothing else. */
  isQuiet: (name: string) => boolean;
}

/** Offers fixes for a finding; none where it would have to guess. */
export type FixMaker = (input: FixInput) => Fix[];
