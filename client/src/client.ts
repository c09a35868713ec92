import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import type { Status, StatusView } from "./status.ts";

/** Documents that show what a rule is about; the server writes them. */
export const SCHEME = "llmlint-rule";

const LANGUAGES = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact"];
/** Where documents live: on the disk, nowhere yet, in a repository that is only looked at. */
const SCHEMES = ["file", "untitled", "vscode-vfs"];

export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  status: Pick<StatusView, "show" | "fail">,
): LanguageClient {
  // The editor's own Node runs the server, in a process of its own.
  const server: ServerOptions = {
    module: context.asAbsolutePath("dist/cli.mjs"),
    args: ["lsp"],
    transport: TransportKind.stdio,
  };
  const settings = vscode.workspace.getConfiguration("llmlint");
  const options: LanguageClientOptions = {
    documentSelector: [
      ...SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
      { scheme: "vscode-notebook-cell", language: "python" },
      { scheme: "file", pattern: "**/llmlint.{jsonc,json,yaml,yml}" },
    ],
    outputChannel: log,
    initializationOptions: {
      isTrusted: vscode.workspace.isTrusted,
      documentationScheme: SCHEME,
      hoverShowsDiagnostics: true,
      settings: { ...settings },
    },
    diagnosticPullOptions: { onChange: settings.get("run") !== "onSave", onSave: true },
    errorHandler: createErrorHandler(log, status),
    markdown: { isTrusted: false, supportHtml: false },
  };
  const client = new LanguageClient("llmlint", "llmlint", server, options);
  client.onNotification("llmlint/status", (told: Status) => status.show(told));
  return client;
}

/** Deaths within this time (ms) count together. */
const MEMORY = 180_000;
const MOST_RESTARTS = 5;

/** A server that dies is started again, each time after a longer pause; one that keeps dying stays down. */
function createErrorHandler(log: vscode.LogOutputChannel, status: Pick<StatusView, "fail">): ErrorHandler {
  let deaths: number[] = [];
  return {
    error: (error, _, count) => {
      log.error(error);
      return { action: (count ?? 0) < 5 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: async () => {
      const now = Date.now();
      deaths = [...deaths.filter((at) => now - at < MEMORY), now];
      if (deaths.length > MOST_RESTARTS) {
        const message = "The llmlint server stopped five times and is not started again. The log tells more.";
        status.fail(message);
        return { action: CloseAction.DoNotRestart, message };
      }
      const pause = 250 * 2 ** deaths.length;
      log.warn(`The server stopped; it is started again in ${pause} ms.`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}
