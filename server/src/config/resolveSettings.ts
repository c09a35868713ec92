import type { z } from "zod";
import { LineIndex } from "../base/lineIndex.ts";
import { nearest } from "../base/nearest.ts";
import { currentName } from "../findings/ruleNames.ts";
import type { ConfigDocument } from "./document.ts";
import type { ConfigProblem } from "./loadConfig.ts";
import {
  overrideSchema,
  ownRuleSchema,
  type Settings,
  settingsSchema,
  suppressionsSchema,
} from "./settings.ts";

/** What one file says, checked, and where in it a key stands; line and column from 1. */
export interface CheckedSettings {
  settings: Settings;
  problems: ConfigProblem[];
  placeOf(path: readonly PropertyKey[]): { line: number; column: number };
  /** Where it gives levels to rules of the project. */
  ownNames: { id: string; path: PropertyKey[] }[];
}

/** Checks what a file says; every problem names the line and, for a name, the nearest valid one. */
export function checkSettings(
  file: string,
  text: string,
  document: ConfigDocument,
  ruleIds: readonly string[],
): CheckedSettings {
  const lines = new LineIndex(text);
  const problems: ConfigProblem[] = [];
  const place = (offset: number) => {
    const { line, column } = lines.position(offset);
    return { line: line + 1, column: column + 1 };
  };
  const placeOf = (path: readonly PropertyKey[]) => place(document.offsetOf(path));
  const report = (offset: number, message: string) => problems.push({ file, ...place(offset), message });
  for (const problem of document.problems) report(problem.offset, problem.message);
  if (problems.length > 0 || document.value === undefined)
    return { settings: {}, problems, placeOf, ownNames: [] };
  const parsed = settingsSchema.safeParse(document.value, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) {
    for (const { path, message } of explainIssue(issue)) report(document.offsetOf(path), message);
  }
  for (const path of ruleNames(document.value)) {
    const id = String(path.at(-1));
    // Rules of the project may stand in another file that builds on this one, or the other way round.
    if (!ruleIds.includes(currentName(id)) && !id.includes("/")) {
      report(document.offsetOf(path), `unknown rule "${id}"${didYouMean(id, ruleIds)}`);
    }
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  const ownNames = ruleNames(document.value)
    .map((path) => ({ id: String(path.at(-1)), path }))
    .filter(({ id }) => id.includes("/"));
  return { settings: withCurrentNames(parsed.data ?? {}), problems, placeOf, ownNames };
}

/** Levels under the names that rules have now; what is written under the present name goes before. */
function withCurrentNames(settings: Settings): Settings {
  const renamed = <Level>(levels: Readonly<Record<string, Level>>): Record<string, Level> => ({
    ...Object.fromEntries(Object.entries(levels).map(([id, level]) => [currentName(id), level])),
    ...levels,
  });
  const { rules, overrides } = settings;
  return {
    ...settings,
    ...(rules && { rules: renamed(rules) }),
    ...(overrides && {
      overrides: overrides.map((it) => (it.rules ? { ...it, rules: renamed(it.rules) } : it)),
    }),
  };
}

/** `; did you mean "x"?`, or nothing where no valid name is near. */
export function didYouMean(name: string, names: readonly string[]): string {
  const close = nearest(name, names);
  return close === undefined ? "" : `; did you mean "${close}"?`;
}

/** Where ids of rules stand, also where the rest of the file is wrong. */
function ruleNames(value: unknown): PropertyKey[][] {
  const named = (of: unknown, path: PropertyKey[]) =>
    keysOf(member(of, "rules")).map((id) => [...path, "rules", id]);
  const overrides = member(value, "overrides");
  const inside = Array.isArray(overrides)
    ? overrides.map((it: unknown, i) => named(it, ["overrides", i]))
    : [];
  return [...named(value, []), ...inside.flat()];
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

type Issue = z.core.$ZodIssue;

function explainIssue(issue: Issue): { path: PropertyKey[]; message: string }[] {
  const where = issue.path.length === 0 ? "the configuration" : `"${issue.path.join(".")}"`;
  if (issue.code === "unrecognized_keys") {
    const names = keysAt(issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `unknown key "${key}"${didYouMean(key, names)}`,
    }));
  }
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String);
    const given = typeof issue.input === "string" ? didYouMean(issue.input, values) : "";
    return [{ path: issue.path, message: `${where} must be one of ${values.join(", ")}${given}` }];
  }
  if (issue.code === "invalid_type") {
    const kind = issue.expected === "record" ? "object" : issue.expected;
    const lacks = issue.input === undefined;
    return [
      { path: issue.path, message: lacks ? `${where} is missing` : `${where} must be of type ${kind}` },
    ];
  }
  if (issue.code === "invalid_union") {
    const lacks = issue.input === undefined;
    return [
      { path: issue.path, message: `${where} ${lacks ? "is missing" : "must be a text or a list of texts"}` },
    ];
  }
  return [{ path: issue.path, message: `${where}: ${issue.message}` }];
}

function keysAt(path: readonly PropertyKey[]): string[] {
  if (path[0] === "overrides") return Object.keys(overrideSchema.shape);
  if (path[0] === "ownRules") return Object.keys(ownRuleSchema.shape);
  if (path[0] === "suppressions") return Object.keys(suppressionsSchema.shape);
  return Object.keys(settingsSchema.shape);
}
