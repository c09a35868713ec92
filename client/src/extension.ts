import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient, SCHEME } from "./client.ts";
import { registerCommands } from "./commands.ts";
import { openStatus } from "./status.ts";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("llmlint", { log: true });
  const status = openStatus();
  const running = createClient(context, log, status);
  client = running;
  context.subscriptions.push(
    log,
    status,
    ...registerCommands(running, log),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) =>
        (await running.sendRequest<string | null>("llmlint/explain", { rule: ruleOf(uri) })) ??
        `There is no rule ${ruleOf(uri)}.`,
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.sendNotification("llmlint/trusted")),
  );
  await running.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function ruleOf(uri: vscode.Uri): string {
  return uri.path.replace(/^\//, "").replace(/\.md$/, "");
}
