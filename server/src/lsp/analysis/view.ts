import { cellWith, readNotebook, unitAt } from "../../base/notebook.ts";
import { type Engine, type EngineResult, maskSecrets } from "../../engine.ts";
import type { Finding, Place, PromptCall, PromptPiece, RunProblem, Step } from "../../findings/finding.ts";
import type { SuppressionEdit } from "../../findings/suppressionEdit.ts";
import { absolutePath } from "../../workspace/paths.ts";
import { type Encoding, Positions } from "../positions.ts";
import type {
  ActionView,
  CallView,
  FileView,
  FindingView,
  PieceView,
  PlaceView,
  ProblemView,
} from "./messages.ts";

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
  /** Whole texts of files outside of the code that hold what is silenced, and how each is when a finding is. */
  silencers: readonly Silencer[];
  /** Names of the cells of an open notebook: what lies in one is told as lying in a document of that name. */
  cellsOf(path: string): readonly string[] | undefined;
  /** Whether findings could be repaired, by the text they were asked for: of what is not open, it is asked once. */
  wasFixable: ReadonlyMap<string, { text: string; isFixable: boolean }>;
  /** The same of the present findings, filled here. */
  fixable: Map<string, { text: string; isFixable: boolean }>;
}

/** A file that says what is silenced: the configuration, the baseline. */
export interface Silencer {
  path: string;
  /** Undefined where it is not there yet. */
  text: string | undefined;
  title(finding: Finding): string;
  /** The text with which the finding is silenced; undefined where it cannot be said. */
  silenced(finding: Finding, line: number): string | undefined;
}

/** What the editor shows, file by file. No text in it holds more of a key than its prefix and last four characters. */
export async function viewFiles(input: ViewInput): Promise<FileView[]> {
  const { result } = input;
  const convert = new Converter(input);
  const files = new Map<string, Omit<FileView, "hash">>();
  const fileOf = (place: Place) => {
    const { path } = convert.place(place);
    const known = files.get(path) ?? { path, findings: [], problems: [], calls: [] };
    files.set(path, known);
    return known;
  };
  for (const finding of result.findings) {
    if (finding.suppressed || (finding.level === "info" && !input.showsInfo(finding.ruleId))) continue;
    fileOf(finding).findings.push(await convert.finding(finding));
  }
  for (const problem of result.problems)
    if (problem.severity !== "note" && problem.path !== "")
      fileOf(problem).problems.push(convert.problem(problem));
  for (const prompt of result.prompts) fileOf(prompt).calls.push(convert.call(prompt));
  return [...files.values()].map(withHash);
}

export function withHash(file: Omit<FileView, "hash">): FileView {
  return { ...file, hash: hashOf(file) };
}

interface Cell {
  name: string;
  source: string;
  /** Of each unit of the source in the notebook's file. */
  offsets: Int32Array;
  positions: Positions;
}

class Converter {
  readonly #input: ViewInput;
  readonly #positions = new Map<string, Positions>();
  readonly #cells = new Map<string, Cell[]>();

  constructor(input: ViewInput) {
    this.#input = input;
  }

  #of(path: string): Positions {
    const known =
      this.#positions.get(path) ?? new Positions(this.#input.result.text(path) ?? "", this.#input.encoding);
    this.#positions.set(path, known);
    return known;
  }

  place(place: Place): PlaceView {
    const path = absolutePath(this.#input.top, place.path);
    const found = this.#cellAt(path, place);
    if (found) return { path: found.name, range: found.positions.range(found) };
    return { path, range: this.#of(place.path).range(place) };
  }

  /** The cell of an open notebook that a place lies in, with where in it. */
  #cellAt(path: string, place: Place): (Cell & { start: number; end: number }) | undefined {
    const names = this.#input.cellsOf(path);
    if (!names) return undefined;
    let cells = this.#cells.get(path);
    if (!cells) {
      const read = readNotebook(this.#input.result.text(place.path) ?? "") ?? [];
      cells = read.flatMap(({ source, offsets }, i) => {
        const name = names[i];
        return name === undefined
          ? []
          : [{ name, source, offsets, positions: new Positions(source, this.#input.encoding) }];
      });
      this.#cells.set(path, cells);
    }
    const cell = cellWith(cells, place.start);
    return cell && { ...cell, start: unitAt(cell, place.start), end: unitAt(cell, place.end) };
  }

  async finding(finding: Finding): Promise<FindingView> {
    return {
      rule: finding.ruleId,
      level: finding.level,
      confidence: finding.confidence,
      range: this.place(finding).range,
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
    return { ...this.place(step), note: maskSecrets(step.note) };
  }

  #isFixable(finding: Finding): boolean {
    const { result, fixable, wasFixable } = this.#input;
    const text = result.text(finding.path);
    if (text === undefined) return false;
    const key = `${finding.path}\0${finding.fingerprint}\0${finding.start}`;
    const known = wasFixable.get(key);
    const isFixable = known?.text === text ? known.isFixable : result.fixesFor(finding).length > 0;
    fixable.set(key, { text, isFixable });
    return isFixable;
  }

  /** What can be done about a finding of an open file; repairs of the engine join here. */
  async #actions(finding: Finding): Promise<ActionView[]> {
    const { engine, result, top, isOpen } = this.#input;
    const path = absolutePath(top, finding.path);
    const text = result.text(finding.path);
    if (text === undefined || !isOpen(path)) return [];
    const cell = this.#cellAt(path, finding);
    if (cell) {
      const inside = { ...finding, path: "cell.py", start: cell.start, end: cell.end };
      const edit = await engine.suppress(inside, cell.source);
      return edit === undefined ? [] : [suppressionOf(finding, edit, cell.name, cell.positions)];
    }
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
    const here = await engine.suppress(finding, text);
    const file = await engine.suppress(finding, text, "file");
    const positions = this.#of(finding.path);
    return [
      ...fixes,
      ...(here ? [suppressionOf(finding, here, path, positions)] : []),
      ...(file
        ? [
            {
              ...suppressionOf(finding, file, path, positions),
              title: `Suppress ${finding.ruleId} in this file, with a reason`,
            },
          ]
        : []),
      ...this.#silencings(finding, text),
    ];
  }

  #silencings(finding: Finding, text: string): ActionView[] {
    const { encoding, silencers } = this.#input;
    const line = text.slice(0, finding.start).split(/\r\n|\n|\r/).length;
    return silencers.flatMap((silencer): ActionView[] => {
      const newText = silencer.silenced(finding, line);
      if (newText === undefined || newText === silencer.text) return [];
      const known = silencer.text ?? "";
      const range = new Positions(known, encoding).range({ start: 0, end: known.length });
      const isNew = silencer.text === undefined;
      return [
        {
          title: silencer.title(finding),
          kind: "suppress",
          edits: [{ path: silencer.path, range, newText, ...(isNew && { isNew }) }],
        },
      ];
    });
  }

  problem(problem: RunProblem): ProblemView {
    return {
      range: this.place(problem).range,
      severity: problem.severity === "error" ? "error" : "warning",
      message: maskSecrets(problem.message),
    };
  }

  call(prompt: PromptCall): CallView {
    return {
      range: this.place(prompt).range,
      title: prompt.call,
      slots: prompt.slots.map((slot) => ({
        ...this.place(slot),
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
        : { place: this.place({ path, start, end: end ?? start }) };
    return { provenance, text: maskSecrets(text), ...place };
  }
}

function suppressionOf(
  { ruleId }: Finding,
  { at, newText, reason }: SuppressionEdit,
  path: string,
  positions: Positions,
): ActionView {
  return {
    title: `Suppress ${ruleId} here, with a reason`,
    kind: "suppress",
    edits: [{ path, range: positions.range({ start: at, end: at }), newText, placeholder: reason }],
  };
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
