import type { RunProblem } from "../findings/finding.ts";
import { orderProblems } from "../findings/order.ts";
import { escapeSentence } from "../report/escape.ts";
import type { ReportInput } from "../report/report.ts";
import { openSources } from "../report/source.ts";
import type { CliIo } from "./io.ts";

/** Names each file that could not be read or understood on stderr. */
export function reportProblems(input: ReportInput, io: CliIo): void {
  const openSource = openSources(input);
  for (const problem of orderProblems(input.result.problems)) {
    io.stderr.write(`${describeProblem(problem, input, openSource)}\n`);
  }
}

function describeProblem(
  problem: RunProblem,
  input: ReportInput,
  openSource: ReturnType<typeof openSources>,
): string {
  const { line, column } = openSource(problem.path).position(problem.start);
  const file = problem.path === "" ? "" : `${input.displayName(problem.path)}:${line}:${column}: `;
  return escapeSentence(`${file}${problem.severity}: ${input.maskSecrets(problem.message)}`);
}
