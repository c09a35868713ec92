import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Finding } from "./findings.ts";

interface Suppression {
  version: number;
  edit: {
    newText: string;
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
  };
  /** Where in the new text the reason stands. */
  reason: { start: number; end: number };
}

/** Asks for a reason and writes the comment that silences a finding; a reason that is given already is not asked for. */
export async function suppress(client: LanguageClient, finding: Finding, given?: string): Promise<boolean> {
  const reason =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t("Suppress {0}", finding.rule),
      prompt: vscode.l10n.t("Why is it no danger here? The reason stands in the comment."),
      validateInput: (text) =>
        text.trim() === ""
          ? vscode.l10n.t("A reason is needed: whoever reads the code asks for it.")
          : undefined,
    }));
  if (reason === undefined || reason.trim() === "") return false;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(finding.uri));
  // The server acts on what is open; a document that was just opened may not have been told yet.
  await vscode.window.showTextDocument(document, { preserveFocus: true });
  const { uri, fingerprint, range } = finding;
  const answer = await client.sendRequest<Suppression | null>("llmlint/suppression", {
    uri,
    fingerprint,
    range,
  });
  if (answer === null || answer.version !== document.version) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("No comment can silence {0} here, or the file changed meanwhile.", finding.rule),
    );
    return false;
  }
  const { newText, range: at } = answer.edit;
  const words = reason.replace(/\s+/g, " ").replaceAll("*/", "").trim();
  const text = newText.slice(0, answer.reason.start) + words + newText.slice(answer.reason.end);
  const edit = new vscode.WorkspaceEdit();
  const { start, end } = at;
  edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), text);
  return vscode.workspace.applyEdit(edit);
}
