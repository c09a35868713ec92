import { z } from "zod";

const level = z.enum(["off", "error", "warning", "info"]);

/** What a configuration file may say, the same in all its forms. Data only. */
export const settingsSchema = z.strictObject({
  /** For editors; not read. */
  $schema: z.string().optional(),
  /** `recommended` is quiet on good code; `strict` adds advice. */
  profile: z.enum(["recommended", "strict"]).optional(),
  /** Rule id → its level, or `off`; naming a rule of the strict profile switches it on. */
  rules: z.record(z.string(), level).optional(),
  /** The lowest level that makes the exit code 1. */
  failOn: z.enum(["error", "warning", "info", "never"]).optional(),
  /** Model packs of the project: files, or folders of them, relative to the configuration. */
  packs: z.array(z.string().min(1)).optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
export type RuleLevel = z.infer<typeof level>;
export type FailOn = NonNullable<Settings["failOn"]>;

/** Settings with every default filled in: what the command line adds its options to. */
export interface ResolvedConfig {
  /** The file they came from; undefined for the defaults alone. */
  file: string | undefined;
  profile: "recommended" | "strict";
  levels: Record<string, RuleLevel>;
  failOn: FailOn;
  packs: PackPath[];
}

/** A path to model packs as the configuration has it, with the place where it stands; line and column from 1. */
export interface PackPath {
  path: string;
  line: number;
  column: number;
}

/** The configuration of a project that has no file. */
export const defaultConfig: ResolvedConfig = {
  file: undefined,
  profile: "recommended",
  levels: {},
  failOn: "warning",
  packs: [],
};
