import * as vscode from "vscode";
import { type Finding, type Findings, goTo, type Level, placeName } from "./findings.ts";

type Grouping = "call" | "file" | "rule" | "risk";
interface Filter {
  /** What is less grave is left out. */
  least: Level;
  currentFile: boolean;
  fixable: boolean;
  isNew: boolean;
  /** Only these files, where changed files were asked for. */
  files: ReadonlySet<string> | undefined;
}
interface Group {
  kind: "group";
  id: string;
  label: string;
  icon: vscode.ThemeIcon;
  description?: string;
  resource?: vscode.Uri;
  /** It stands for a model call. */
  hasCall?: boolean;
  findings: Finding[];
}
interface Leaf {
  kind: "finding";
  finding: Finding;
  group: Group;
}
export type Item = Group | Leaf;

const RANK: Readonly<Record<Level, number>> = { error: 0, warning: 1, info: 2 };
const NO_FILTER: Filter = {
  least: "info",
  currentFile: false,
  fixable: false,
  isNew: false,
  files: undefined,
};
const GROUPING = "llmlint.findings.grouping";

/** The tree of all findings, by model call, file, rule or risk. */
export class FindingsView implements vscode.TreeDataProvider<Item>, vscode.Disposable {
  readonly #findings: Findings;
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Item>;
  readonly #listeners: vscode.Disposable[];
  #grouping: Grouping;
  #filter = NO_FILTER;

  constructor(findings: Findings, state: vscode.Memento) {
    this.#findings = findings;
    this.#state = state;
    this.#grouping = state.get<Grouping>(GROUPING, "call");
    this.#view = vscode.window.createTreeView("llmlint.findings", {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#listeners = [
      this.#view,
      findings.onDidChange(() => this.#refresh()),
      vscode.window.onDidChangeActiveTextEditor(() => {
        if (this.#filter.currentFile) this.#refresh();
      }),
    ];
    this.#refresh();
  }

  dispose(): void {
    for (const each of this.#listeners) each.dispose();
  }

  async getChildren(item?: Item): Promise<Item[]> {
    if (item?.kind === "finding") return [];
    if (item) return item.findings.map((finding) => ({ kind: "finding", finding, group: item }));
    const all = await this.#findings.all();
    const shown = all.filter((finding) => this.#isShown(finding));
    const fresh = shown.filter(({ isKnown }) => !isKnown).length;
    this.#view.badge =
      fresh === 0 ? undefined : { value: fresh, tooltip: vscode.l10n.t("{0} findings", fresh) };
    this.#view.description = this.#isFiltered() ? vscode.l10n.t("{0} of {1}", shown.length, all.length) : "";
    this.#view.message =
      shown.length === 0 && all.length > 0 ? vscode.l10n.t("No finding passes the filter.") : "";
    const groups = new Map<string, Group>();
    for (const finding of shown)
      for (const group of this.#groupsOf(finding)) {
        const known = groups.get(group.id);
        if (known) known.findings.push(finding);
        else groups.set(group.id, { ...group, findings: [finding] });
      }
    const worst = ({ findings }: Group) => Math.min(...findings.map(({ level }) => RANK[level]));
    return [...groups.values()].sort((a, b) => worst(a) - worst(b) || (a.label < b.label ? -1 : 1));
  }

  getParent(item: Item): Item | undefined {
    return item.kind === "finding" ? item.group : undefined;
  }

  getTreeItem(item: Item): vscode.TreeItem {
    return item.kind === "group" ? groupItem(item) : this.#findingItem(item);
  }

  async groupBy(grouping: Grouping): Promise<void> {
    this.#grouping = grouping;
    await this.#state.update(GROUPING, grouping);
    this.#refresh();
  }

  /** Shows these files only, until the filter is cleared. */
  async showFiles(files: ReadonlySet<string>): Promise<void> {
    this.#filter = { ...this.#filter, files };
    this.#refresh();
    await vscode.commands.executeCommand("llmlint.findings.focus");
  }

  clearFilter(): void {
    this.#filter = NO_FILTER;
    this.#refresh();
  }

  async pickFilter(): Promise<void> {
    const { least, currentFile, fixable, isNew, files } = this.#filter;
    const choices = [
      { id: "error", label: vscode.l10n.t("Errors only"), picked: least === "error" },
      { id: "warning", label: vscode.l10n.t("Errors and warnings only"), picked: least === "warning" },
      { id: "currentFile", label: vscode.l10n.t("Current file"), picked: currentFile },
      { id: "fixable", label: vscode.l10n.t("Fixable"), picked: fixable },
      { id: "isNew", label: vscode.l10n.t("New since the baseline"), picked: isNew },
      ...(files
        ? [{ id: "files", label: vscode.l10n.t("Changed files ({0})", files.size), picked: true }]
        : []),
    ];
    const picked = await vscode.window.showQuickPick(choices, {
      canPickMany: true,
      title: vscode.l10n.t("Show only"),
    });
    if (picked === undefined) return;
    const has = (id: string) => picked.some((choice) => choice.id === id);
    this.#filter = {
      least: has("error") ? "error" : has("warning") ? "warning" : "info",
      currentFile: has("currentFile"),
      fixable: has("fixable"),
      isNew: has("isNew"),
      files: has("files") ? files : undefined,
    };
    this.#refresh();
  }

  /** What is shown now, as a test or another view asks for it. */
  async shown(): Promise<{ label: string; findings: Finding[] }[]> {
    const groups = await this.getChildren();
    return groups.flatMap((group) =>
      group.kind === "group" ? [{ label: group.label, findings: group.findings }] : [],
    );
  }

  #refresh(): void {
    const isFiltered = this.#isFiltered();
    void vscode.commands.executeCommand("setContext", "llmlint.isFiltered", isFiltered);
    void vscode.commands.executeCommand("setContext", "llmlint.grouping", this.#grouping);
    this.#changed.fire(undefined);
  }

  #isFiltered(): boolean {
    const { least, currentFile, fixable, isNew, files } = this.#filter;
    return least !== "info" || currentFile || fixable || isNew || files !== undefined;
  }

  #isShown(finding: Finding): boolean {
    const { least, currentFile, fixable, isNew, files } = this.#filter;
    const uri = () => vscode.Uri.parse(finding.uri).toString();
    return (
      RANK[finding.level] <= RANK[least] &&
      (!fixable || finding.isFixable) &&
      (!isNew || !finding.isKnown) &&
      (files === undefined || files.has(uri())) &&
      (!currentFile || vscode.window.activeTextEditor?.document.uri.toString() === uri())
    );
  }

  #groupsOf(finding: Finding): Omit<Group, "findings">[] {
    const group = (id: string, label: string, icon: string, more: Partial<Group> = {}) =>
      ({ kind: "group", id, label, icon: new vscode.ThemeIcon(icon), ...more }) as const;
    const resource = vscode.Uri.parse(finding.uri);
    switch (this.#grouping) {
      case "call": {
        const { call } = finding;
        if (call === undefined) return [group("-", vscode.l10n.t("No model call"), "circle-slash")];
        const place = placeName(call);
        const more = { description: place, hasCall: true };
        return [group(`${call.uri}|${place}|${call.title}`, call.title, "sparkle", more)];
      }
      case "file": {
        const name = vscode.workspace.asRelativePath(resource);
        return [group(finding.uri, name, "file", { resource, icon: vscode.ThemeIcon.File })];
      }
      case "rule":
        return [group(finding.rule, finding.rule, "law")];
      case "risk": {
        const risks = finding.risks.length > 0 ? finding.risks : [vscode.l10n.t("Other")];
        return risks.map((risk) => group(risk, risk, "shield"));
      }
    }
  }

  #findingItem({ finding, group }: Leaf): vscode.TreeItem {
    const item = new vscode.TreeItem(finding.what);
    item.id = `${group.id}|${finding.uri}|${finding.fingerprint}|${finding.range.start.line}|${finding.range.start.character}`;
    item.description =
      this.#grouping === "rule" ? placeName(finding) : `${finding.rule} ${placeName(finding)}`;
    item.iconPath = iconOf(finding);
    const tooltip = new vscode.MarkdownString();
    tooltip.appendText(finding.what);
    if (finding.isKnown) tooltip.appendText(`\n${vscode.l10n.t("It stands in the baseline.")}`);
    item.tooltip = tooltip;
    item.contextValue = `finding${finding.paths.length > 0 ? ".path" : ""}${finding.call ? ".call" : ""}`;
    item.command = goTo(finding);
    return item;
  }
}

function groupItem({ id, label, icon, description, resource, hasCall, findings }: Group): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.iconPath = icon;
  if (resource) item.resourceUri = resource;
  item.description = [description, String(findings.length)].filter(Boolean).join(" · ");
  item.contextValue = hasCall ? "group.call" : "group";
  return item;
}

function iconOf({ level, isKnown }: Finding): vscode.ThemeIcon {
  if (isKnown) return new vscode.ThemeIcon("history", new vscode.ThemeColor("disabledForeground"));
  const [icon, color] = {
    error: ["error", "list.errorForeground"],
    warning: ["warning", "list.warningForeground"],
    info: ["info", "notificationsInfoIcon.foreground"],
  }[level];
  return new vscode.ThemeIcon(icon as string, new vscode.ThemeColor(color as string));
}
