import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { folderWith, root } from "../e2e/run.ts";

/** An editor that pulls and can do all we ask for. */
export const PULLING: ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    diagnostic: { relatedDocumentSupport: false, relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
  },
  workspace: {
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    workspaceFolders: true,
  },
  window: { workDoneProgress: true },
};

/** An editor without pull diagnostics. */
export const PUSHED: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true } },
};

export interface StartOptions {
  capabilities?: ClientCapabilities;
  initializationOptions?: unknown;
  /** Folders of the workspace below the made one; the made one itself if absent. */
  folders?: readonly string[];
}

/** A server on a folder of files, driven as an editor drives it. */
export class Client {
  readonly folder: string;
  readonly connection: MessageConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  capabilities: Record<string, unknown> = {};
  readonly #process: ChildProcess;
  readonly #versions = new Map<string, number>();
  #listeners: (() => void)[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    this.#process = spawn(process.execPath, [join(root, "dist/cli.mjs"), "lsp", "--stdio"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error("no streams");
    this.connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
  }

  static async start(
    files: Readonly<Record<string, string>>,
    { capabilities = PULLING, initializationOptions, folders = ["."] }: StartOptions = {},
  ): Promise<Client> {
    const client = new Client(realpathSync(folderWith(files)));
    const { connection } = client;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      client.published.push(params);
      client.#tell();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      client.logged.push(message);
    });
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.listen();
    const result: { capabilities: Record<string, unknown> } = await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((name) => ({ uri: client.uri(name).replace(/\/\.?$/, ""), name })),
      capabilities,
      initializationOptions,
    });
    client.capabilities = result.capabilities;
    await connection.sendNotification("initialized", {});
    return client;
  }

  uri(name: string): string {
    return name.includes(":") ? name : pathToFileURL(join(this.folder, name)).href;
  }

  async open(name: string, text: string, languageId = languageOf(name)): Promise<void> {
    this.#versions.set(name, 1);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(name), languageId, version: 1, text },
    });
  }

  async change(name: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(name), version },
      contentChanges,
    });
  }

  async close(name: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: this.uri(name) },
    });
  }

  /** Changes a file on the disk and tells the server as a watching editor does. */
  async write(name: string, text: string | undefined, type: 1 | 2 | 3 = 2): Promise<void> {
    const path = join(this.folder, name);
    if (text === undefined) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: this.uri(name), type }],
    });
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  at(name: string, more: object = {}): object {
    return { textDocument: { uri: this.uri(name) }, ...more };
  }

  report(name: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request("textDocument/diagnostic", this.at(name, { previousResultId }));
  }

  async pull(name: string): Promise<Diagnostic[]> {
    const report = await this.report(name);
    return report.kind === "full" ? report.items : [];
  }

  /** `line:rule` of each finding, counted from 1. */
  async rules(name: string): Promise<string[]> {
    return (await this.pull(name)).map(describe);
  }

  /** The next publication of a file that satisfies; one that came already counts. */
  async publication(
    name: string,
    isWanted: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const last = this.published.filter((params) => params.uri === this.uri(name)).at(-1);
      if (last && isWanted(last)) return last;
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }

  /** Resolves with the exit code of the server. */
  async stop(): Promise<number | null> {
    const code = new Promise<number | null>((resolve) => this.#process.on("exit", resolve));
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const result = await code;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return result;
  }

  #tell(): void {
    for (const resolve of this.#listeners.splice(0)) resolve();
  }
}

export function describe(diagnostic: Diagnostic): string {
  return `${diagnostic.range.start.line + 1}:${diagnostic.code}`;
}

function languageOf(name: string): string {
  return name.endsWith(".py") ? "python" : name.endsWith(".tsx") ? "typescriptreact" : "typescript";
}
