import type { Level } from "./finding.ts";

/** Kinds of data that a rule of a project may ask for. */
export const OWN_SOURCES = [
  "user",
  "local",
  "retrieved",
  "external",
  "model",
  "tool-input",
  "secret",
  "personal",
  "internals",
] as const;

/** Where it may forbid them: dangerous calls by their kind, and the slots of a request. */
export const OWN_SINKS = [
  "prompt",
  "prompt.system",
  "prompt.user",
  "code",
  "shell",
  "sql",
  "html",
  "path",
  "url",
  "deserialize",
  "template",
  "log",
  "response",
  "vector-store",
  "remote-content",
  "training-data",
] as const;

/** A rule that a project adds: data of these kinds may not reach places of those. */
export interface OwnRule {
  /** With a slash, which no rule of the program has. */
  id: string;
  from: readonly (typeof OWN_SOURCES)[number][];
  to: readonly (typeof OWN_SINKS)[number][];
  level: Level;
  /** May name `{source}` and `{sink}`. */
  message: string;
  why?: string | undefined;
  fix?: string | undefined;
}
