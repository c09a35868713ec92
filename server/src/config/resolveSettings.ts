import type { z } from "zod";
import { LineIndex } from "../base/lineIndex.ts";
import { nearest } from "../base/nearest.ts";
import type { ConfigDocument } from "./document.ts";
import type { ConfigProblem, LoadedConfig } from "./loadConfig.ts";
import { defaultConfig, type Settings, settingsSchema } from "./settings.ts";

/** Checks what a file says and fills in the defaults; every problem names the line and, for a name, the nearest valid one. */
export function resolveSettings(
  file: string,
  text: string,
  document: ConfigDocument,
  ruleIds: readonly string[],
): LoadedConfig {
  const lines = new LineIndex(text);
  const problems: ConfigProblem[] = [];
  const report = (offset: number, message: string) => {
    const { line, column } = lines.position(offset);
    problems.push({ file, line: line + 1, column: column + 1, message });
  };
  for (const problem of document.problems) report(problem.offset, problem.message);
  if (problems.length > 0 || document.value === undefined) {
    return { config: { ...defaultConfig, file }, problems };
  }
  const parsed = settingsSchema.safeParse(document.value, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) {
    for (const { path, message } of explainIssue(issue)) report(document.offsetOf(path), message);
  }
  const settings: Settings = parsed.data ?? {};
  const levels = ruleLevels(document.value);
  for (const id of levels) {
    if (!ruleIds.includes(id)) {
      report(document.offsetOf(["rules", id]), `unknown rule "${id}"${didYouMean(id, ruleIds)}`);
    }
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return {
    config: {
      file,
      profile: settings.profile ?? defaultConfig.profile,
      levels: settings.rules ?? {},
      failOn: settings.failOn ?? defaultConfig.failOn,
      packs: (settings.packs ?? []).map((path, i) => {
        const { line, column } = lines.position(document.offsetOf(["packs", i]));
        return { path, line: line + 1, column: column + 1 };
      }),
    },
    problems,
  };
}

/** `; did you mean "x"?`, or nothing where no valid name is near. */
export function didYouMean(name: string, names: readonly string[]): string {
  const close = nearest(name, names);
  return close === undefined ? "" : `; did you mean "${close}"?`;
}

/** The ids under `rules`, also where the rest of the file is wrong. */
function ruleLevels(value: unknown): string[] {
  if (typeof value !== "object" || value === null || !("rules" in value)) return [];
  const rules = value.rules;
  return typeof rules === "object" && rules !== null && !Array.isArray(rules) ? Object.keys(rules) : [];
}

type Issue = z.core.$ZodIssue;

function explainIssue(issue: Issue): { path: PropertyKey[]; message: string }[] {
  const where = issue.path.length === 0 ? "the configuration" : `"${issue.path.join(".")}"`;
  if (issue.code === "unrecognized_keys") {
    const names = Object.keys(settingsSchema.shape);
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
    return [{ path: issue.path, message: `${where} must be of type ${kind}` }];
  }
  return [{ path: issue.path, message: `${where}: ${issue.message}` }];
}
