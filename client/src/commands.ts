import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { SCHEME } from "./client.ts";
import type { Status } from "./status.ts";

interface RuleName {
  id: string;
  title: string;
  level: string;
}

export function registerCommands(client: LanguageClient, log: vscode.LogOutputChannel): vscode.Disposable[] {
  const commands: Record<string, (...given: never[]) => unknown> = {
    "llmlint.explain": (rule?: string) => explain(client, rule),
    "llmlint.restart": () => client.restart(),
    "llmlint.showLog": () => log.show(),
    "llmlint.scanWorkspace": () => scanWorkspace(client),
    "llmlint.showPrompt": (uri: string, at: { line: number; character: number }) => showPrompt(uri, at),
    "llmlint.printDebugInformation": () => printDebugInformation(client, log),
  };
  return Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
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
    placeHolder: "The rule to explain",
    matchOnDetail: true,
  });
  return picked?.label;
}

async function scanWorkspace(client: LanguageClient): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: "llmlint", cancellable: true };
  const status = await vscode.window.withProgress(options, (progress, token) => {
    progress.report({ message: "analysing the workspace" });
    return client.sendRequest<Status>("llmlint/rescan", {}, token).catch(() => undefined);
  });
  if (status !== undefined && status.findings > 0)
    await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** The prompt of the model call at a place, as its hover shows it. */
async function showPrompt(uri: string, at: { line: number; character: number }): Promise<void> {
  const position = new vscode.Position(at.line, at.character);
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection, preserveFocus: false });
  await vscode.commands.executeCommand("editor.action.showHover");
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
