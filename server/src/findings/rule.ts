import type { Level } from "./finding.ts";

export type Profile = "recommended" | "strict";

/** One rule of the catalogue as the generated tables hold it. */
export interface RuleInfo {
  id: string;
  /** Names that it bore before, which hold until the next major version. */
  formerly?: string[];
  title: string;
  profile: Profile;
  /** A preview is judged on too little real code: it is shown under `strict` only, whatever its profile. */
  status: "preview" | "stable" | "deprecated";
  level: Level;
  securitySeverity: number;
  precision: "very-high" | "high" | "medium" | "low";
  /** A rule about settings of calls: the risks that packs give them. */
  risks?: string[];
  /** Lines of real code that people read: reported rightly, reported wrongly, alike and rightly left alone. */
  judged?: { right: number; wrong: number; quiet: number };
  languages: ("python" | "typescript")[];
  cwe: number[];
  owaspLlm2025: string[];
  owaspLlm2026: string[];
  owaspAgentic: string[];
  atlas: string[];
  /** One sentence each; {placeholders} are filled per finding. */
  what: string;
  why: string;
  fix: string;
  /** Why no quick fix is right, for a rule that has none. */
  unrepaired?: string;
  references: string[];
  /** The text of docs.md. */
  docs: string;
}
