import * as vscode from "vscode";
import { type Finding, goTo, placeName, rangeOf, type Step } from "./findings.ts";

interface Origin {
  kind: "origin";
  steps: Step[];
  number: number;
}
interface Place {
  kind: "step";
  step: Step;
  number: number;
}
export type PathItem = Origin | Place;

/** The way of the data of one finding, step by step, each with its code. */
export class PathView implements vscode.TreeDataProvider<PathItem>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<PathItem>;
  readonly #marks = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchHighlightBackground"),
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.findMatchForeground"),
  });
  readonly #listeners: vscode.Disposable[];
  #finding: Finding | undefined;

  constructor() {
    this.#view = vscode.window.createTreeView("llmlint.path", { treeDataProvider: this });
    this.#listeners = [
      this.#view,
      this.#marks,
      this.#view.onDidChangeVisibility(() => this.#mark()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#mark()),
      // Marks of a path that is told of another text would lie beside it.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.#touches(document.uri)) this.#clearMarks();
      }),
    ];
  }

  dispose(): void {
    for (const each of this.#listeners) each.dispose();
  }

  get finding(): Finding | undefined {
    return this.#finding;
  }

  async show(finding: Finding): Promise<void> {
    this.#finding = finding;
    this.#view.description = `${finding.rule} ${placeName(finding)}`;
    this.#view.message = finding.what;
    await vscode.commands.executeCommand("setContext", "llmlint.hasPath", true);
    this.#changed.fire(undefined);
    await vscode.commands.executeCommand("llmlint.path.focus");
    this.#mark();
  }

  getChildren(item?: PathItem): PathItem[] {
    if (item?.kind === "step") return [];
    const paths = this.#finding?.paths ?? [];
    const steps = item?.steps ?? (paths.length === 1 ? paths[0] : undefined);
    if (steps) return steps.map((step, i) => ({ kind: "step", step, number: i + 1 }));
    return paths.map((path, i) => ({ kind: "origin", steps: path, number: i + 1 }));
  }

  async getTreeItem(item: PathItem): Promise<vscode.TreeItem> {
    if (item.kind === "origin") {
      const origin = new vscode.TreeItem(
        vscode.l10n.t("Path {0}", item.number),
        vscode.TreeItemCollapsibleState.Expanded,
      );
      if (item.steps[0]) origin.description = item.steps[0].note;
      return origin;
    }
    const { step, number } = item;
    const code = await lineOf(step);
    const shown = new vscode.TreeItem(`${number}. ${step.note}`);
    shown.description = `${code}  ${placeName(step)}`;
    const tooltip = new vscode.MarkdownString();
    tooltip.appendText(`${step.note}\n`);
    tooltip.appendCodeblock(code, languageOf(step.uri));
    shown.tooltip = tooltip;
    shown.iconPath = new vscode.ThemeIcon(
      number === 1 ? "debug-start" : step === this.#last(step) ? "target" : "arrow-down",
    );
    shown.command = goTo(step);
    shown.contextValue = "step";
    shown.accessibilityInformation = { label: `${number}. ${step.note}, ${placeName(step)}: ${code}` };
    return shown;
  }

  #last(step: Step): Step | undefined {
    return this.#finding?.paths.find((path) => path.includes(step))?.at(-1);
  }

  #touches(uri: vscode.Uri): boolean {
    return this.#steps().some((step) => vscode.Uri.parse(step.uri).toString() === uri.toString());
  }

  #steps(): Step[] {
    return this.#finding?.paths.flat() ?? [];
  }

  #mark(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const here = this.#view.visible
        ? this.#steps().filter((step) => vscode.Uri.parse(step.uri).toString() === uri)
        : [];
      editor.setDecorations(this.#marks, here.map(rangeOf));
    }
  }

  #clearMarks(): void {
    for (const editor of vscode.window.visibleTextEditors) editor.setDecorations(this.#marks, []);
  }
}

/** The code of a step, on one line. */
async function lineOf(step: Step): Promise<string> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(step.uri));
    const { line } = step.range.start;
    return line < document.lineCount ? document.lineAt(line).text.trim().slice(0, 200) : "";
  } catch {
    return "";
  }
}

function languageOf(uri: string): string {
  return /\.pyi?$/i.test(uri) ? "python" : "typescript";
}
