import { type NotebookCell, readNotebook } from "../../base/notebook.ts";

/** The code cells of a notebook as one Python program, in their order. */
export interface NotebookProgram {
  text: string;
  /** For each UTF-16 unit of the text, and its end, the offset in the notebook's file. */
  offsets: Int32Array;
}

/** Commands of the shell become calls of the module that is imported under this name. */
const SHELL = "_notebook_os";
const HEAD = `import os as ${SHELL}\n`;

/** Undefined for a text that is no notebook. Cells of other languages and magics leave no code behind. */
export function notebookProgram(text: string): NotebookProgram | undefined {
  const cells = readNotebook(text);
  if (cells === undefined) return undefined;
  const out = new Output();
  out.add(HEAD, cells[0]?.offsets[0] ?? 0);
  for (const cell of cells) if (cell.isCode) addCell(cell, out);
  return out.finish();
}

class Output {
  readonly #parts: string[] = [];
  readonly #offsets: number[] = [];

  /** Text that the notebook does not have, standing for a place in it. */
  add(text: string, offset: number): void {
    this.#parts.push(text);
    for (let i = 0; i < text.length; i++) this.#offsets.push(offset);
  }

  copy({ source, offsets }: NotebookCell, from: number, to: number): void {
    this.#parts.push(source.slice(from, to));
    for (let i = from; i < to; i++) this.#offsets.push(offsets[i] ?? 0);
  }

  finish(): NotebookProgram {
    this.#offsets.push((this.#offsets.at(-1) ?? -1) + 1);
    return { text: this.#parts.join(""), offsets: Int32Array.from(this.#offsets) };
  }
}

/** Magics that only say how the rest of the cell is run. */
const AROUND = /^%%(?:time|timeit|capture|prun|memit|mprun|heat|python|python3|wandb|debug)\b/;

function addCell(cell: NotebookCell, out: Output): void {
  const { source, offsets } = cell;
  const first = source.trimStart();
  const end = offsets[source.length] ?? 0;
  if (first.startsWith("%%") && !AROUND.test(first)) {
    out.add("pass\n", offsets[0] ?? end);
    return;
  }
  let quote = "";
  for (let from = 0; from < source.length; ) {
    const newline = source.indexOf("\n", from);
    const to = newline < 0 ? source.length : newline + 1;
    const line = source.slice(from, to);
    if (quote !== "" || !addSpecial(cell, from, line, out)) out.copy(cell, from, to);
    quote = openQuote(line, quote);
    from = to;
  }
  out.add("\n", end);
}

/** Writes what stands for a magic, a command of the shell or a question; false for Python. */
function addSpecial(cell: NotebookCell, from: number, line: string, out: Output): boolean {
  const match = /^(\s*)(?:(%|\?)|(!{1,2})|([A-Za-z_][\w., ]{0,80}?=\s*)(!|%))(?!=)/.exec(line);
  const at = cell.offsets[from + (match?.[1]?.length ?? 0)] ?? 0;
  const rest = line.trimEnd();
  if (match === null) {
    if (!/^\s*[\w.]+\?{1,2}$/.test(rest)) return false;
    out.add(`${/^\s*/.exec(line)?.[0] ?? ""}pass\n`, at);
    return true;
  }
  const [whole, indent = "", , , assigned = "", assignedBy] = match;
  out.add(indent, at);
  if (match[2] !== undefined || assignedBy === "%") out.add(assigned === "" ? "pass" : `${assigned}None`, at);
  else {
    if (assigned !== "") out.copy(cell, from + indent.length, from + indent.length + assigned.length);
    out.add(assigned === "" ? `${SHELL}.system(f"""` : `${SHELL}.popen(f"""`, at);
    addCommand(cell, from + whole.length, from + rest.length, out);
    out.add(assigned === "" ? '""")' : '""").read()', at);
  }
  out.add("\n", cell.offsets[from + rest.length] ?? at);
  return true;
}

/** A command's text as the inside of an f-string: `{x}` and `$x` are holes. */
function addCommand(cell: NotebookCell, from: number, to: number, out: Output): void {
  const hole = /\{([A-Za-z_][\w.]*(?:\[[\w'"]+\])?)\}|\$([a-z_]\w*)/g;
  const text = cell.source.slice(from, to);
  let at = 0;
  const plain = (end: number) => {
    for (; at < end; at++) {
      const c = text[at] ?? "";
      const place = cell.offsets[from + at] ?? 0;
      if (c === "{" || c === "}") out.add(c + c, place);
      else if (c === "\\" || c === '"') out.add(`\\${c}`, place);
      else out.copy(cell, from + at, from + at + 1);
    }
  };
  for (const match of text.matchAll(hole)) {
    plain(match.index);
    const name = match[1] ?? match[2] ?? "";
    const start = from + match.index + 1;
    out.add("{", cell.offsets[start - 1] ?? 0);
    out.copy(cell, start, start + name.length);
    out.add("}", cell.offsets[start + name.length] ?? 0);
    at = match.index + match[0].length;
  }
  plain(text.length);
}

/** Which triple quote is open after a line. */
function openQuote(line: string, open: string): string {
  let quote = open;
  for (let i = 0; i < line.length; i++) {
    const three = line.slice(i, i + 3);
    if (quote !== "") {
      if (line[i] === "\\") i++;
      else if (three === quote) {
        quote = "";
        i += 2;
      }
    } else if (three === '"""' || three === "'''") {
      quote = three;
      i += 2;
    } else if (line[i] === "#") return "";
    else if (line[i] === '"' || line[i] === "'") {
      const end = line.indexOf(line[i] as string, i + 1);
      if (end < 0) return "";
      i = end;
    }
  }
  return quote;
}
