import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { changedFiles } from "./changedFiles.ts";
import { SCHEME } from "./client.ts";
import type { Finding, Findings, Place, Position } from "./findings.ts";
import type { FindingsView, Item } from "./findingsView.ts";
import type { MapPanel } from "./mapPanel.ts";
import type { PathView } from "./pathView.ts";
import { openSample } from "./sample.ts";
import type { Status } from "./status.ts";
import { suppress } from "./suppress.ts";

interface RuleName {
  id: string;
  title: string;
  level: string;
}

/** What the commands act on. */
export interface Parts {
  context: vscode.ExtensionContext;
  client: LanguageClient;
  log: vscode.LogOutputChannel;
  findings: Findings;
  view: FindingsView;
  path: PathView;
  map: MapPanel;
}

export function registerCommands(parts: Parts): vscode.Disposable[] {
  const { context, client, log, view, path } = parts;
  const commands: Record<string, (...given: never[]) => unknown> = {
    "llmlint.explain": (of?: string | Item) =>
      explain(client, typeof of === "string" ? of : of?.kind === "finding" ? of.finding.rule : undefined),
    "llmlint.restart": () => client.restart(),
    "llmlint.showLog": () => log.show(),
    "llmlint.scanWorkspace": () => scanWorkspace(client),
    "llmlint.scanChangedFiles": () => scanChangedFiles(parts),
    "llmlint.showPath": async (item?: Item) => {
      const finding = await chosen(parts, item);
      if (finding) await path.show(finding);
    },
    "llmlint.suppress": async (item?: Item, reason?: string) => {
      const finding = await chosen(parts, item);
      return finding && suppress(client, finding, reason);
    },
    "llmlint.groupByCall": () => view.groupBy("call"),
    "llmlint.groupByFile": () => view.groupBy("file"),
    "llmlint.groupByRule": () => view.groupBy("rule"),
    "llmlint.groupByRisk": () => view.groupBy("risk"),
    "llmlint.filterFindings": () => view.pickFilter(),
    "llmlint.clearFilter": () => view.clearFilter(),
    "llmlint.openSample": () => openSample(context),
    "llmlint.showPrompt": (of?: string | Item, at?: Position) => showPrompt(parts, of, at),
    "llmlint.showSurface": () =>
      parts.map.showSurface(vscode.window.activeTextEditor?.document.uri.toString()),
    "llmlint.printDebugInformation": () => printDebugInformation(client, log),
  };
  return Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
}

/** The finding of an item of the tree, else the one at the cursor. */
async function chosen({ findings }: Parts, item: Item | undefined): Promise<Finding | undefined> {
  if (item?.kind === "finding") return item.finding;
  const finding = await findings.at(vscode.window.activeTextEditor);
  if (finding === undefined)
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no finding at the cursor."));
  return finding;
}

/** Opens what a rule is about; asks which where none is given. */
async function explain(client: LanguageClient, given: string | undefined): Promise<void> {
  const rule = given ?? (await pickRule(client));
  if (rule === undefined) return;
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  await vscode.commands.executeCommand("markdown.showPreview", uri);
}

async function pickRule(client: LanguageClient): Promise<string | undefined> {
  const here = vscode.window.activeTextEditor;
  const found = new Set(
    here === undefined
      ? []
      : vscode.languages
          .getDiagnostics(here.document.uri)
          .filter((each) => each.source === "llmlint" && each.range.intersection(here.selection))
          .map(({ code }) => String(typeof code === "object" ? code.value : code)),
  );
  const rules = await client.sendRequest<RuleName[]>("llmlint/rules");
  const items = rules
    .map(({ id, title, level }) => ({ label: id, description: level, detail: title }))
    .sort((a, b) => Number(found.has(b.label)) - Number(found.has(a.label)));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("The rule to explain"),
    matchOnDetail: true,
  });
  return picked?.label;
}

async function scanWorkspace(client: LanguageClient): Promise<void> {
  const status = await rescan(client, vscode.l10n.t("analysing the workspace"));
  if (status !== undefined && status.findings > 0)
    await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** Undefined where the user called it off. */
async function rescan(client: LanguageClient, message: string): Promise<Status | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: "llmlint", cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message });
    const status = await client
      .sendRequest<Status>("llmlint/rescan", {}, token)
      .catch((): undefined => undefined);
    return token.isCancellationRequested ? undefined : status;
  });
}

async function scanChangedFiles({ client, view }: Parts): Promise<void> {
  const files = await changedFiles();
  if (files === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Which files changed is asked of Git, and there is no Git repository open."),
    );
    return;
  }
  if (files.size === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No file changed since the last commit."));
    return;
  }
  if ((await rescan(client, vscode.l10n.t("analysing what changed"))) !== undefined)
    await view.showFiles(files);
}

/** The prompt map of the model call at a place, of an item of the tree, or at the cursor. */
async function showPrompt(
  { map }: Parts,
  of: string | Item | undefined,
  at: Position | undefined,
): Promise<void> {
  if (typeof of === "string" && at !== undefined) return map.showCall(of, at);
  const place = typeof of === "object" ? callOf(of) : undefined;
  if (place !== undefined) return map.showCall(place.uri, place.range.start);
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return map.showSurface(undefined);
  const { line, character } = editor.selection.active;
  return map.showCall(editor.document.uri.toString(), { line, character });
}

/** Where the call of a finding stands, or the finding itself where it is about none. */
function callOf(item: Item): Place | undefined {
  const finding = item.kind === "finding" ? item.finding : item.findings[0];
  return finding?.call ?? finding;
}

function printDebugInformation(client: LanguageClient, log: vscode.LogOutputChannel): void {
  const { serverInfo } = client.initializeResult ?? {};
  log.info(`llmlint ${serverInfo?.version ?? "(not running)"} in ${vscode.env.appName} ${vscode.version}`);
  log.info(
    `node ${process.version}, ${process.platform} ${process.arch}, trusted: ${vscode.workspace.isTrusted}`,
  );
  log.info(
    `folders: ${(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme).join(", ")}`,
  );
  log.info(`settings: ${JSON.stringify(vscode.workspace.getConfiguration("llmlint"))}`);
  log.show();
}
