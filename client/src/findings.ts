import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

export type Level = "error" | "warning" | "info";

/** A place as the protocol writes it. */
export interface Place {
  uri: string;
  range: { start: Position; end: Position };
}
export interface Position {
  line: number;
  character: number;
}

export interface Step extends Place {
  note: string;
}

/** A finding as the server lists it. */
export interface Finding extends Place {
  rule: string;
  level: Level;
  confidence: "high" | "medium" | "low";
  what: string;
  fingerprint: string;
  isFixable: boolean;
  /** It stands in the baseline. */
  isKnown: boolean;
  risks: string[];
  call?: Place & { title: string };
  paths: Step[][];
}

/** The findings of the workspace, read again after each analysis while somebody looks at them. */
export class Findings {
  readonly #client: LanguageClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #all: readonly Finding[] = [];
  #isStale = true;
  #reading: Promise<readonly Finding[]> | undefined;

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  /** Another analysis came to its end. */
  expire(): void {
    this.#isStale = true;
    this.#changed.fire();
  }

  async all(): Promise<readonly Finding[]> {
    while (this.#isStale) {
      this.#isStale = false;
      this.#reading = this.#client
        .sendRequest<Finding[]>("llmlint/findings")
        .catch((): readonly Finding[] => []);
      this.#all = await this.#reading;
    }
    return this.#reading ?? this.#all;
  }

  /** The finding at the cursor; the smallest of several. */
  async at(editor: vscode.TextEditor | undefined): Promise<Finding | undefined> {
    if (editor === undefined) return undefined;
    const uri = editor.document.uri.toString();
    const { active } = editor.selection;
    const here = (await this.all())
      .filter((finding) => vscode.Uri.parse(finding.uri).toString() === uri)
      .map((finding) => ({ finding, range: rangeOf(finding) }));
    const touched = here.filter(({ range }) => range.contains(active));
    const found = touched.length > 0 ? touched : here.filter(({ range }) => range.start.line === active.line);
    return found.sort((a, b) => sizeOf(a.range) - sizeOf(b.range))[0]?.finding;
  }
}

export function rangeOf({ range: { start, end } }: Place): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** `src/app.py:12` */
export function placeName(place: Place): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri))}:${place.range.start.line + 1}`;
}

/** Opens the editor at a place, as the default command of an item. */
export function goTo(place: Place): vscode.Command {
  return {
    title: vscode.l10n.t("Go to"),
    command: "vscode.open",
    arguments: [vscode.Uri.parse(place.uri), { selection: rangeOf(place), preserveFocus: true }],
  };
}

function sizeOf(range: vscode.Range): number {
  return (range.end.line - range.start.line) * 10_000 + range.end.character - range.start.character;
}
