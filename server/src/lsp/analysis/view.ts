import { maskSecrets } from "../../engine.ts";
import type { Finding, Place, PromptCall, PromptPiece, RunProblem } from "../../findings/finding.ts";
import type { CallView, FileView, FindingView, PieceView, ProblemView } from "./messages.ts";
import { Placing, type PlacingInput } from "./placing.ts";

export interface ViewInput extends PlacingInput {
  /** Advice of level info is for those who asked for it. */
  showsInfo(rule: string): boolean;
}

/** What the editor shows of a file, and the findings that it was made from, in the same order. */
export interface Shown {
  view: FileView;
  findings: readonly Finding[];
}

/** What the editor shows, file by file. No text in it holds more of a key than its prefix and last four characters. */
export function viewFiles(input: ViewInput): Shown[] {
  const { result } = input;
  const placing = new Placing(input);
  const files = new Map<string, { view: Omit<FileView, "hash">; findings: Finding[] }>();
  const fileOf = (place: Place) => {
    const { path } = placing.place(place);
    const known = files.get(path) ?? { view: { path, findings: [], problems: [], calls: [] }, findings: [] };
    files.set(path, known);
    return known;
  };
  for (const finding of result.findings) {
    if (finding.suppressed || (finding.level === "info" && !input.showsInfo(finding.ruleId))) continue;
    const file = fileOf(finding);
    file.view.findings.push(findingView(finding, placing));
    file.findings.push(finding);
  }
  for (const problem of result.problems)
    if (problem.severity !== "note" && problem.path !== "")
      fileOf(problem).view.problems.push(problemView(problem, placing));
  for (const prompt of result.prompts) fileOf(prompt).view.calls.push(callView(prompt, placing));
  return [...files.values()].map(({ view, findings }) => ({ view: withHash(view), findings }));
}

export function withHash(file: Omit<FileView, "hash">): FileView {
  return { ...file, hash: hashOf(file) };
}

function findingView(finding: Finding, placing: Placing): FindingView {
  return {
    rule: finding.ruleId,
    level: finding.level,
    confidence: finding.confidence,
    range: placing.place(finding).range,
    what: maskSecrets(finding.what),
    why: maskSecrets(finding.why),
    fix: maskSecrets(finding.fix),
    notes: finding.notes.map(maskSecrets),
    paths: finding.paths.map((path) =>
      path.map((step) => ({ ...placing.place(step), note: maskSecrets(step.note) })),
    ),
    fingerprint: finding.fingerprint,
    isKnown: finding.known !== undefined,
  };
}

function problemView(problem: RunProblem, placing: Placing): ProblemView {
  return {
    range: placing.place(problem).range,
    severity: problem.severity === "error" ? "error" : "warning",
    message: maskSecrets(problem.message),
  };
}

function callView(prompt: PromptCall, placing: Placing): CallView {
  return {
    range: placing.place(prompt).range,
    title: prompt.call,
    slots: prompt.slots.map((slot) => ({
      ...placing.place(slot),
      slot: slot.slot,
      repeated: slot.repeated,
      pieces: slot.pieces.map((piece) => pieceView(piece, placing)),
    })),
  };
}

function pieceView({ provenance, text, path, start, end }: PromptPiece, placing: Placing): PieceView {
  const place =
    path === undefined || start === undefined
      ? {}
      : { place: placing.place({ path, start, end: end ?? start }) };
  return { provenance, text: maskSecrets(text), ...place };
}

/** Of what is published: model calls may change without a diagnostic changing. */
function hashOf({ findings, problems }: Omit<FileView, "hash">): string {
  const text = JSON.stringify([findings, problems]);
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
