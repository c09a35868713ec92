import { cellWith, readNotebook, unitAt } from "../../base/notebook.ts";
import type { EngineResult } from "../../engine.ts";
import type { Place } from "../../findings/finding.ts";
import { absolutePath } from "../../workspace/paths.ts";
import { type Encoding, Positions } from "../positions.ts";
import type { PlaceView } from "./messages.ts";

export interface PlacingInput {
  result: EngineResult;
  /** The folder that paths of the result are relative to. */
  top: string;
  encoding: Encoding;
  /** Names of the cells of an open notebook: what lies in one is told as lying in a document of that name. */
  cellsOf(path: string): readonly string[] | undefined;
}

/** A cell of an open notebook. */
export interface Cell {
  name: string;
  source: string;
  /** Of each unit of the source in the notebook's file. */
  offsets: Int32Array;
  positions: Positions;
}

/** Where places of a result lie for the editor. */
export class Placing {
  readonly #input: PlacingInput;
  readonly #positions = new Map<string, Positions>();
  readonly #cells = new Map<string, Cell[]>();

  constructor(input: PlacingInput) {
    this.#input = input;
  }

  /** Of a file of the result. */
  positions(path: string): Positions {
    const known =
      this.#positions.get(path) ?? new Positions(this.#input.result.text(path) ?? "", this.#input.encoding);
    this.#positions.set(path, known);
    return known;
  }

  place(place: Place): PlaceView {
    const path = absolutePath(this.#input.top, place.path);
    const found = this.cellAt(path, place);
    if (found) return { path: found.name, range: found.positions.range(found) };
    return { path, range: this.positions(place.path).range(place) };
  }

  /** The cell of an open notebook that a place lies in, with where in it. */
  cellAt(path: string, place: Place): (Cell & { start: number; end: number }) | undefined {
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
}
