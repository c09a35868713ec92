import type { Level, Place } from "./finding.ts";

/** Why a line is reported or not: plain data, for text and JSON alike. */
export interface WhyReport extends Place {
  /** Undefined where the file was analysed. */
  left?: { reason: string };
  role: "source" | "test" | "example" | "docs";
  /** Functions that hold the line and whose analysis ended at a bound. */
  exhausted: string[];
  findings: WhyFinding[];
  calls: WhyCall[];
  /** Where data that enters on this line goes. */
  onward: WhyOnward[];
}

export interface WhyFinding extends Place {
  ruleId: string;
  level: Level;
  what: string;
  /** Undefined: it is reported. */
  hidden?: string;
}

/** A call or an assignment on the line. */
export interface WhyCall extends Place {
  known: "package" | "project" | "language" | "unknown";
  /** "openai: chat.completions.create", "run() in app/tools.py", "nobody knows it". */
  callee: string;
  /** What packs say it is: "model call", "sink: shell (0)". */
  roles: string[];
  arguments: WhyArgument[];
  endings: WhyEnding[];
  rules: WhyRule[];
}

export interface WhyArgument {
  /** Position, name, `this`. */
  name: string;
  /** What arrives, by origin; empty where nothing that is followed arrives. */
  data: WhyData[];
  /** What it is where no data arrives: "a constant", "parameter q of run()". */
  else?: string;
}

export interface WhyData {
  what: string;
  /** Where it entered; absent for what the program was given by nobody in sight. */
  from?: Place;
  /** Kinds of sinks that it does nothing at any more. */
  clearedFor: string[];
  loweredFor: string[];
  /** It came through a callee that nobody knows. */
  unsure: boolean;
}

/** Where data, or a power of it, ended on its way to the line. */
export interface WhyEnding extends Place {
  data: string;
  from?: Place;
  /** "lost": nothing of it is left. "cleared", "lowered": it does nothing, or less, at sinks of these kinds. "unsure": an unknown callee. */
  effect: "lost" | "cleared" | "lowered" | "unsure";
  sinks: string[];
  how: string;
}

export interface WhyRule {
  ids: string[];
  data: string;
  from?: Place;
  because: string;
}

export interface WhyOnward extends Place {
  data: string;
  to: string;
  outcome: string;
}
