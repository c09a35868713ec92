import { z } from "zod";
import { OWN_SINKS, OWN_SOURCES } from "../findings/ownRule.ts";

const level = z.enum(["off", "error", "warning", "info"]);
const rules = z
  .record(z.string(), level)
  .describe("Rule id → its level, or off; naming a rule of the strict profile switches it on.");
const texts = z.union([z.string().min(1), z.array(z.string().min(1))]);

/** Settings that hold for some files only. */
export const overrideSchema = z.strictObject({
  files: texts.describe("Patterns as in .gitignore, relative to the folder of this file."),
  rules,
});

export const suppressionsSchema = z.strictObject({
  requireReason: z.boolean().optional().describe("A comment without a reason after -- silences nothing."),
  unused: z
    .enum(["off", "warning", "error"])
    .optional()
    .describe("What comments are that silence nothing (default: warning); error makes the exit code 1."),
});

/** A rule of the project, by kinds of data and of places. */
export const ownRuleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,60}\/[a-z0-9][a-z0-9-]{0,60}$/, "must be of the form team/what-it-forbids")
    .describe("A name of the team, a slash, what the rule forbids."),
  from: z.array(z.enum(OWN_SOURCES)).min(1).describe("Kinds of data."),
  to: z.array(z.enum(OWN_SINKS)).min(1).describe("Kinds of places that they may not reach."),
  level: z.enum(["error", "warning", "info"]).default("warning"),
  message: z
    .string()
    .min(1)
    .regex(/^(?:[^{}]|\{(?:source|sink)\})*$/, "may hold {source} and {sink}, and no other braces")
    .default("{source} reaches {sink}.")
    .describe("What is wrong; {source} and {sink} are filled in."),
  why: z.string().min(1).optional().describe("What can follow."),
  fix: z.string().min(1).optional().describe("What to do."),
});

/** What a configuration file may say, the same in all its forms. Data only. */
export const settingsSchema = z.strictObject({
  $schema: z.string().optional().describe("For editors; not read."),
  extends: texts
    .optional()
    .describe("Configuration files that this one builds on, relative to it; what stands here goes before."),
  profile: z
    .enum(["recommended", "strict"])
    .optional()
    .describe("recommended is quiet on good code; strict adds advice."),
  rules: rules.optional(),
  overrides: z
    .array(overrideSchema)
    .optional()
    .describe("Levels for some files; where several fit, the later goes before."),
  failOn: z
    .enum(["error", "warning", "info", "never"])
    .optional()
    .describe("The lowest level that makes the exit code 1."),
  ignore: z
    .array(z.string().min(1))
    .optional()
    .describe("Files that are not analysed: patterns as in .gitignore, relative to the folder of this file."),
  baseline: z
    .string()
    .min(1)
    .optional()
    .describe("A baseline, relative to this file: only what it does not hold is reported."),
  suppressions: suppressionsSchema.optional().describe("What is asked of llmlint-disable comments."),
  ownRules: z.array(ownRuleSchema).optional().describe("Rules of the project: which data may not go where."),
  packs: z
    .array(z.string().min(1))
    .optional()
    .describe("Model packs of the project: files, or folders of them, relative to this file."),
});

export type Settings = z.infer<typeof settingsSchema>;
export type RuleLevel = z.infer<typeof level>;
export type FailOn = NonNullable<Settings["failOn"]>;

/** Settings with every default filled in: what the command line adds its options to. */
export interface ResolvedConfig {
  /** The file they came from; undefined for the defaults alone. */
  file: string | undefined;
  /** The files it builds on, the remotest first. */
  extended: string[];
  profile: "recommended" | "strict";
  levels: Record<string, RuleLevel>;
  overrides: Override[];
  failOn: FailOn;
  ignore: PatternList[];
  /** Absolute. */
  baseline: string | undefined;
  suppressions: { requireReason: boolean; unused: "off" | "warning" | "error" };
  ownRules: z.infer<typeof ownRuleSchema>[];
  packs: PackPath[];
}

/** Patterns as in .gitignore, and the absolute folder that they are relative to. */
export interface PatternList {
  folder: string;
  patterns: string[];
}

export interface Override extends PatternList {
  levels: Record<string, RuleLevel>;
}

/** A path to model packs as a configuration has it, with the place where it stands; line and column from 1. */
export interface PackPath {
  file: string;
  path: string;
  line: number;
  column: number;
}

/** The configuration of a project that has no file. */
export const defaultConfig: ResolvedConfig = {
  file: undefined,
  extended: [],
  profile: "recommended",
  levels: {},
  overrides: [],
  failOn: "warning",
  ignore: [],
  baseline: undefined,
  suppressions: { requireReason: false, unused: "warning" },
  ownRules: [],
  packs: [],
};
