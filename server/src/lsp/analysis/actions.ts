import { type EngineResult, maskSecrets } from "../../engine.ts";
import type { Finding } from "../../findings/finding.ts";
import type { SuppressionEdit } from "../../findings/suppressionEdit.ts";
import type { FileSystem } from "../../host/fileSystem.ts";
import { absolutePath } from "../../workspace/paths.ts";
import { findVariableList, listedVariable } from "../../workspace/variableList.ts";
import { Positions } from "../positions.ts";
import type { ActionView, EditView } from "./messages.ts";
import { Placing, type PlacingInput } from "./placing.ts";

/** A file outside of the code that says what is silenced: the configuration, the baseline. */
export interface Silencer {
  id: "configuration" | "baseline";
  path: string;
  /** Undefined where it is not there yet. */
  text: string | undefined;
  title(finding: Finding): string;
  /** Whether it can say it at all. */
  isPossible: boolean;
  /** The text with which the finding is silenced; undefined where it cannot be said. */
  silenced(finding: Finding, line: number): string | undefined;
}

export interface ActionInput extends PlacingInput {
  result: EngineResult;
  silencers: readonly Silencer[];
  files: FileSystem;
}

/** What can be done about the findings of one result. Nothing is made before somebody asks for it. */
export class Actions {
  readonly #input: ActionInput;
  readonly #placing: Placing;

  constructor(input: ActionInput) {
    this.#input = input;
    this.#placing = new Placing(input);
  }

  /** All actions by name, repairs first; what they change is told of repairs only. */
  list(finding: Finding): ActionView[] {
    const { ruleId } = finding;
    const title = (where: string) => `Suppress ${ruleId} ${where}, with a reason`;
    const here: ActionView = { id: "here", title: title("here"), kind: "suppress" };
    if (this.#cellOf(finding)) return [here];
    const silencers = this.#input.silencers.filter(({ isPossible }) => isPossible);
    return [
      ...this.repairs(finding),
      here,
      { id: "file", title: title("in this file"), kind: "suppress" },
      ...silencers.map(
        (silencer): ActionView => ({
          id: silencer.id,
          title: silencer.title(finding),
          kind: "suppress",
          ...(silencer.text === undefined && { makesFile: true }),
        }),
      ),
    ];
  }

  repairs(finding: Finding): ActionView[] {
    const path = absolutePath(this.#input.top, finding.path);
    if (this.#cellOf(finding)) return [];
    return this.#input.result.fixesFor(finding).map((fix, i) => {
      const edits = fix.edits.map((one) => ({
        path,
        range: this.#placing.positions(finding.path).range(one),
        newText: one.text,
      }));
      // What another file gets too is looked up when somebody asks.
      const isWhole = fix.variable === undefined;
      const title = maskSecrets(fix.title);
      return { id: `fix${i}`, title, kind: "fix", grade: fix.grade, ...(isWhole && { edits }) };
    });
  }

  textOf({ path }: Finding): string | undefined {
    return this.#input.result.text(path);
  }

  isFixable(finding: Finding): boolean {
    return this.#input.result.fixesFor(finding).length > 0;
  }

  /** What an action changes; undefined where it cannot be done. */
  async edits(finding: Finding, id: string): Promise<readonly EditView[] | undefined> {
    if (id.startsWith("fix")) return this.#repair(finding, Number(id.slice(3)));
    const text = this.#input.result.text(finding.path);
    if (text === undefined) return undefined;
    if (id === "here" || id === "file") return this.#comment(finding, text, id);
    const silencer = this.#input.silencers.find((each) => each.id === id);
    const line = text.slice(0, finding.start).split(/\r\n|\n|\r/).length;
    const newText = silencer?.silenced(finding, line);
    if (silencer === undefined || newText === undefined) return undefined;
    const known = silencer.text ?? "";
    const range = new Positions(known, this.#input.encoding).range({ start: 0, end: known.length });
    return [{ path: silencer.path, range, newText, ...(silencer.text === undefined && { isNew: true }) }];
  }

  async #repair(finding: Finding, index: number): Promise<readonly EditView[] | undefined> {
    const { files, top, encoding, result } = this.#input;
    const fix = this.#cellOf(finding) ? undefined : result.fixesFor(finding)[index];
    if (!fix) return undefined;
    const path = absolutePath(top, finding.path);
    const positions = this.#placing.positions(finding.path);
    const edits: EditView[] = fix.edits.map((one) => ({
      path,
      range: positions.range(one),
      newText: one.text,
    }));
    const { variable } = fix;
    const list = variable === undefined ? undefined : await findVariableList(files, top, path);
    const newText = list && variable !== undefined ? listedVariable(list.text, variable) : undefined;
    if (!list || newText === undefined) return edits;
    const { length } = list.text;
    const range = new Positions(list.text, encoding).range({ start: length, end: length });
    const name = list.path.slice(list.path.lastIndexOf("/") + 1);
    return [...edits, { path: list.path, range, newText, purpose: `Name ${variable} in ${name}` }];
  }

  #comment(finding: Finding, text: string, scope: "here" | "file"): EditView[] | undefined {
    const { result, top } = this.#input;
    const cell = this.#cellOf(finding);
    if (cell) {
      const inside = { ...finding, path: "cell.py", start: cell.start, end: cell.end };
      const edit = result.suppressionFor(inside, cell.source);
      return edit && [commentView(edit, cell.name, cell.positions)];
    }
    const edit = result.suppressionFor(finding, text, scope);
    return (
      edit && [commentView(edit, absolutePath(top, finding.path), this.#placing.positions(finding.path))]
    );
  }

  #cellOf(finding: Finding) {
    return this.#placing.cellAt(absolutePath(this.#input.top, finding.path), finding);
  }
}

function commentView({ at, newText, reason }: SuppressionEdit, path: string, positions: Positions): EditView {
  return { path, range: positions.range({ start: at, end: at }), newText, placeholder: reason };
}
