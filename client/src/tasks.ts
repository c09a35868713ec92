import process from "node:process";
import * as vscode from "vscode";

interface Definition extends vscode.TaskDefinition {
  path?: string;
  profile?: "recommended" | "strict";
  since?: string;
}

/** Tasks that run the command line of the extension on a folder; its output goes to the problem matcher. */
export function provideTasks(context: vscode.ExtensionContext): vscode.Disposable {
  const script = context.asAbsolutePath("dist/cli.mjs");
  const taskFor = (definition: Definition, folder: vscode.WorkspaceFolder): vscode.Task => {
    const { path, profile, since } = definition;
    const run = new vscode.ProcessExecution(
      process.execPath,
      [
        script,
        "scan",
        path ?? ".",
        ...(profile ? ["--profile", profile] : []),
        ...(since ? ["--since", since] : []),
      ],
      { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: "1", NO_COLOR: "1" } },
    );
    const name = since ? vscode.l10n.t("scan what changed since {0}", since) : vscode.l10n.t("scan");
    return new vscode.Task(definition, folder, name, "llmlint", run, "$llmlint");
  };
  return vscode.tasks.registerTaskProvider("llmlint", {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === "file")
        .flatMap((folder) => [
          taskFor({ type: "llmlint" }, folder),
          taskFor({ type: "llmlint", since: "HEAD" }, folder),
        ]),
    resolveTask(task) {
      const { scope, definition } = task;
      const folder =
        typeof scope === "object" && "uri" in scope ? scope : vscode.workspace.workspaceFolders?.[0];
      return folder && taskFor(definition as Definition, folder);
    },
  });
}
