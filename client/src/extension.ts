import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient, SCHEME } from "./client.ts";
import { registerCommands } from "./commands.ts";
import { Findings } from "./findings.ts";
import { FindingsView } from "./findingsView.ts";
import { MapPanel } from "./mapPanel.ts";
import { PathView } from "./pathView.ts";
import { openStatus } from "./status.ts";
import { provideTasks } from "./tasks.ts";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Views> {
  const log = vscode.window.createOutputChannel("llmlint", { log: true });
  const status = openStatus();
  const running = createClient(context, log, {
    ...status,
    show(told) {
      status.show(told);
      if (told.state !== "ready") return;
      findings.expire();
      void map.refresh();
    },
  });
  client = running;
  const findings = new Findings(running);
  const view = new FindingsView(findings, context.workspaceState);
  const path = new PathView();
  const map = new MapPanel(running, async (fingerprint) => {
    const finding = (await findings.all()).find((each) => each.fingerprint === fingerprint);
    if (finding) await path.show(finding);
  });
  context.subscriptions.push(
    log,
    status,
    view,
    path,
    map,
    provideTasks(context),
    ...registerCommands({ context, client: running, log, findings, view, path, map }),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) =>
        (await running.sendRequest<string | null>("llmlint/explain", { rule: ruleOf(uri) })) ??
        `There is no rule ${ruleOf(uri)}.`,
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.sendNotification("llmlint/trusted")),
  );
  await running.start();
  return { shownFindings: () => view.shown(), shownPath: () => path.finding, shownMap: () => map.shown };
}

/** What the views show, for the tests inside of VS Code. */
interface Views {
  shownFindings: FindingsView["shown"];
  shownPath(): PathView["finding"];
  shownMap(): MapPanel["shown"];
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function ruleOf(uri: vscode.Uri): string {
  return uri.path.replace(/^\//, "").replace(/\.md$/, "");
}
