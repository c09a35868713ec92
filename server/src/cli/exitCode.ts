import { type Finding, isActive, type Level, type RunResult } from "../findings/finding.ts";

/** 0: nothing at or above `--fail-on`; 1: findings; 2: wrong usage or configuration; 3: a file could not be analysed at all. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The exit code of a scan that ran; 3 goes before 1. What a comment silences or was known before does not count. */
export function scanExitCode(result: RunResult, failOn: Level | "never"): ExitCode {
  if (result.problems.some((problem) => problem.fatal)) return 3;
  if (failOn === "never") return 0;
  if (result.problems.some((problem) => problem.about === "suppression" && problem.severity === "error"))
    return 1;
  return result.findings.some((finding) => isActive(finding) && reaches(finding, failOn)) ? 1 : 0;
}

function reaches(finding: Finding, level: Level): boolean {
  return LEVELS.indexOf(finding.level) >= LEVELS.indexOf(level);
}

const LEVELS: readonly Level[] = ["info", "warning", "error"];
