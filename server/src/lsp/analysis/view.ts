import { type Engine, type EngineResult, maskSecrets } from "../../engine.ts";
import type { Finding, Place, PromptCall, PromptPiece, RunProblem, Step } from "../../findings/finding.ts";
import { absolutePath } from "../../workspace/paths.ts";
import { type Encoding, Positions } from "../positions.ts";
import type { ActionView, CallView, FileView, FindingView, PieceView, ProblemView } from "./messages.ts";

export interface ViewInput {
  result: EngineResult;
  engine: Engine;
  /** The folder that paths of the result are relative to. */
  top: string;
  encoding: Encoding;
  /** Advice of level info is for those who asked for it. */
  showsInfo(rule: string): boolean;
  /** Whether the editor shows the file: only then somebody may act on what is found in it. */
  isOpen(path: string): boolean;
  /** Whether findings can be repaired, as far as it is known for a text: of what is not open, it is asked once. */
  fixable: Map<string, { text: string; isFixable: boolean }>;
}

/** What the editor shows, file by file. No text in it holds more of a key than its prefix and last four characters. */
export async function viewFiles(input: ViewInput): Promise<FileView[]> {
  const { result, top } = input;
  const convert = new Converter(input);
  const files = new Map<string, Omit<FileView, "hash">>();
  const fileOf = (path: string) => {
    const absolute = absolutePath(top, path);
    const known = files.get(absolute) ?? { path: absolute, findings: [], problems: [], calls: [] };
    files.set(absolute, known);
    return known;
  };
  for (const finding of result.findings) {
    if (finding.suppressed || (finding.level === "info" && !input.showsInfo(finding.ruleId))) continue;
    fileOf(finding.path).findings.push(await convert.finding(finding));
  }
  for (const problem of result.problems)
    if (problem.severity !== "note") fileOf(problem.path).problems.push(convert.problem(problem));
  for (const prompt of result.prompts) fileOf(prompt.path).calls.push(convert.call(prompt));
  return [...files.values()].map(withHash);
}

export function withHash(file: Omit<FileView, "hash">): FileView {
  return { ...file, hash: hashOf(file) };
}

class Converter {
  readonly #input: ViewInput;
  readonly #positions = new Map<string, Positions>();

  constructor(input: ViewInput) {
    this.#input = input;
  }

  #of(path: string): Positions {
    const known =
      this.#positions.get(path) ?? new Positions(this.#input.result.text(path) ?? "", this.#input.encoding);
    this.#positions.set(path, known);
    return known;
  }

  #place(place: Place) {
    return {
      path: absolutePath(this.#input.top, place.path),
      range: this.#of(place.path).range(place),
    };
  }

  async finding(finding: Finding): Promise<FindingView> {
    return {
      rule: finding.ruleId,
      level: finding.level,
      confidence: finding.confidence,
      range: this.#of(finding.path).range(finding),
      what: maskSecrets(finding.what),
      why: maskSecrets(finding.why),
      fix: maskSecrets(finding.fix),
      notes: finding.notes.map(maskSecrets),
      paths: finding.paths.map((path) => path.map((step) => this.#step(step))),
      fingerprint: finding.fingerprint,
      isKnown: finding.known !== undefined,
      isFixable: this.#isFixable(finding),
      actions: await this.#actions(finding),
    };
  }

  #step(step: Step) {
    return { ...this.#place(step), note: maskSecrets(step.note) };
  }

  #isFixable(finding: Finding): boolean {
    const { result, fixable } = this.#input;
    const text = result.text(finding.path);
    if (text === undefined) return false;
    const key = `${finding.path}\0${finding.fingerprint}\0${finding.start}`;
    const known = fixable.get(key);
    if (known?.text === text) return known.isFixable;
    const isFixable = result.fixesFor(finding).length > 0;
    fixable.set(key, { text, isFixable });
    return isFixable;
  }

  /** What can be done about a finding of an open file; repairs of the engine join here. */
  async #actions(finding: Finding): Promise<ActionView[]> {
    const { engine, result, top, isOpen } = this.#input;
    const path = absolutePath(top, finding.path);
    const text = result.text(finding.path);
    if (text === undefined || !isOpen(path)) return [];
    const fixes = result.fixesFor(finding).map(
      (fix): ActionView => ({
        title: maskSecrets(fix.title),
        kind: "fix",
        grade: fix.grade,
        edits: fix.edits.map((one) => ({
          path,
          range: this.#of(finding.path).range(one),
          newText: one.text,
        })),
      }),
    );
    const edit = await engine.suppress(finding, text);
    if (edit === undefined) return fixes;
    const range = this.#of(finding.path).range({ start: edit.at, end: edit.at });
    return [
      ...fixes,
      {
        title: `Suppress ${finding.ruleId} here, with a reason`,
        kind: "suppress",
        edits: [{ path, range, newText: edit.newText, placeholder: edit.reason }],
      },
    ];
  }

  problem(problem: RunProblem): ProblemView {
    return {
      range: this.#of(problem.path).range(problem),
      severity: problem.severity === "error" ? "error" : "warning",
      message: maskSecrets(problem.message),
    };
  }

  call(prompt: PromptCall): CallView {
    return {
      range: this.#of(prompt.path).range(prompt),
      title: prompt.call,
      slots: prompt.slots.map((slot) => ({
        ...this.#place(slot),
        slot: slot.slot,
        repeated: slot.repeated,
        pieces: slot.pieces.map((piece) => this.#piece(piece)),
      })),
    };
  }

  #piece({ provenance, text, path, start, end }: PromptPiece): PieceView {
    const place =
      path === undefined || start === undefined
        ? {}
        : { place: this.#place({ path, start, end: end ?? start }) };
    return { provenance, text: maskSecrets(text), ...place };
  }
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
