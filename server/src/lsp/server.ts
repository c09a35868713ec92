import process from "node:process";
import type { Readable, Writable } from "node:stream";
import {
  CodeLensRefreshRequest,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  InlayHintRefreshRequest,
  ProposedFeatures,
  ResponseError,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Logger } from "../base/logger.ts";
import { EDITOR_STYLE } from "../report/html/editorStyle.ts";
import type { AnalysisSettings } from "./analysis/messages.ts";
import { codeLenses, inlayHints } from "./callHints.ts";
import { encodingOf, featuresOf, optionsOf, serverCapabilities, settingsOf } from "./capabilities.ts";
import { codeActions, resolveAction } from "./codeActions.ts";
import type { ServerContext } from "./context.ts";
import { documentDiagnostics, Publisher, requestRefresh, workspaceDiagnostics } from "./diagnostics.ts";
import { documentLinks } from "./documentLinks.ts";
import { Documents } from "./documents.ts";
import { type FindingName, listFindings, suppressionFor } from "./findingList.ts";
import { hover } from "./hover.ts";
import { type MapRequest, showMap } from "./maps.ts";
import { Notebooks } from "./notebooks.ts";
import { Progress } from "./progress.ts";
import { CarefulReader } from "./reader.ts";
import { documentationOf, statusOf } from "./reports.ts";
import { Session } from "./session.ts";
import { pathOfUri, uriOfPath } from "./uris.ts";
import { changesOf, isSource, watchFiles } from "./watching.ts";

export interface ServerOptions {
  input: Readable;
  output: Writable;
  /** The script of the analysis thread. */
  script: URL;
  version: string;
  /** Hides keys in what is logged. */
  mask(text: string): string;
}

/** Milliseconds after the last key before a run begins. */
const TYPING = 120;

/** Speaks the protocol until the client says exit. */
export function startServer(options: ServerOptions): void {
  const input = new CarefulReader(options.input, () =>
    log.warn("A message without the form of one was left out."),
  );
  const connection = createConnection(ProposedFeatures.all, input, new StreamMessageWriter(options.output));
  const log = loggerOf(connection, options.mask);
  const documents = new Documents();
  const notebooks = new Notebooks(documents);
  const progress = new Progress(connection);
  let folders: string[] = [];
  let isTrusted = true;
  let isReady = false;
  let hints = "";
  const waiting: (() => void)[] = [];

  const session = new Session(
    options.script,
    { documents, notebooks },
    {
      started: () => {
        if (context.client.hasProgress) progress.start();
        tellStatus("analysing");
      },
      progress: (stage, done, total) => progress.update(stage, done, total),
      glanced: (view) => {
        if (!context.client.hasPull) publisher.publishFile(connection, view);
      },
      settled: (causes) => {
        progress.finish();
        for (const project of session.projects.values())
          for (const notice of project.notices) log.warn(notice);
        if (!context.client.hasPull) publisher.publish(connection);
        else if (causes.has("other") && context.client.hasDiagnosticRefresh) requestRefresh(connection);
        refreshHints();
        tellStatus("ready");
        for (const resolve of waiting.splice(0)) resolve();
      },
    },
    log,
  );
  const context: ServerContext = {
    documents,
    session,
    client: featuresOf({ processId: null, rootUri: null, capabilities: {} }),
    settings: settingsOf(undefined),
    uriOf: (path) => documents.at(path)?.uri ?? uriOfPath(path),
    documentationOf: () => undefined,
    waitFor: (document, token, isWhole = false) => {
      token.onCancellationRequested(() => session.wake());
      return session.whenFresh(document, () => token.isCancellationRequested, isWhole);
    },
    settled: (token) => {
      token.onCancellationRequested(() => session.wake());
      return session.whenSettled(() => token.isCancellationRequested);
    },
    nextRun: (token) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        token.onCancellationRequested(() => resolve());
      }),
  };
  const publisher = new Publisher(context);

  /** A request that fails is logged and answered without it. */
  const guarded = async <T>(name: string, answer: () => Promise<T>, fallback: T): Promise<T> => {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return fallback;
    }
  };
  const tellStatus = (state: "analysing" | "ready"): void => {
    void connection.sendNotification("llmlint/status", { state, ...statusOf(session) });
  };
  const refreshHints = (): void => {
    const now = JSON.stringify([...documents.all()].map(({ path }) => session.view(path)?.calls));
    if (now === hints) return;
    hints = now;
    const { hasCodeLensRefresh, hasInlayHintRefresh } = context.client;
    if (hasCodeLensRefresh) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
    if (hasInlayHintRefresh) connection.sendRequest(InlayHintRefreshRequest.type).catch(() => {});
  };
  const configure = (): void => {
    const { profile, levels } = context.settings;
    const settings: AnalysisSettings = {
      folders,
      encoding: documents.encoding,
      isTrusted,
      levels,
      ...(profile && { profile }),
    };
    session.configure(settings);
  };
  const readSettings = async (): Promise<void> => {
    if (!context.client.hasConfiguration) return;
    const value: unknown = await connection.workspace.getConfiguration("llmlint").catch(() => undefined);
    if (value !== undefined && value !== null) context.settings = settingsOf(value);
  };

  connection.onInitialize((params) => {
    context.client = featuresOf(params);
    documents.encoding = encodingOf(params);
    folders = foldersOf(params);
    const own = optionsOf(params.initializationOptions);
    isTrusted = own.isTrusted;
    context.settings = settingsOf(own.settings);
    const { documentationScheme } = own;
    if (documentationScheme !== undefined)
      context.documentationOf = (rule) => `${documentationScheme}:/${encodeURIComponent(rule)}.md`;
    return {
      capabilities: serverCapabilities(documents.encoding, {
        hasDocumentation: documentationScheme !== undefined,
      }),
      serverInfo: { name: "llmlint", version: options.version },
    };
  });
  connection.onInitialized(async () => {
    if (context.client.hasWatching)
      await watchFiles(connection).catch((error) => log.warn(`Files are not watched: ${error}`));
    if (context.client.hasSettingsEvents)
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "llmlint" });
    await readSettings();
    if (context.client.hasFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.map(({ uri }) => pathOfUri(uri));
        folders = [
          ...folders.filter((path) => !gone.includes(path)),
          ...added.flatMap(({ uri }) => pathOf(uri)),
        ];
        configure();
      });
    isReady = true;
    configure();
  });
  connection.onDidChangeConfiguration(async ({ settings }) => {
    const before = context.settings;
    if (context.client.hasConfiguration) await readSettings();
    else context.settings = settingsOf((settings as { llmlint?: unknown } | undefined)?.llmlint);
    if (
      before.profile !== context.settings.profile ||
      JSON.stringify(before.levels) !== JSON.stringify(context.settings.levels)
    )
      configure();
    else {
      hints = "changed";
      refreshHints();
    }
  });
  connection.onNotification("llmlint/trusted", () => {
    isTrusted = true;
    configure();
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    // Cells of notebooks come as notebooks.
    if (uri.startsWith("vscode-notebook-cell:") || documents.get(uri) !== undefined) return;
    const { path } = documents.open(uri, languageId, version, text);
    changed({ edited: [{ path, text }], isStructural: !isSource(path) }, isReady ? 0 : TYPING);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = documents.change(textDocument.uri, textDocument.version, contentChanges);
    if (document === undefined) return;
    const { path, text } = document;
    const changes = { edited: [{ path, text }], isStructural: !isSource(path) };
    if (context.settings.run === "onSave") session.changedQuietly(changes);
    else changed(changes, TYPING);
  });
  const cells = connection.notebooks.synchronization;
  cells.onDidOpenNotebookDocument((params) =>
    changed({ edited: [notebooks.open(params)] }, isReady ? 0 : TYPING),
  );
  cells.onDidChangeNotebookDocument((params) => {
    const edited = notebooks.change(params);
    if (edited === undefined) return;
    if (context.settings.run === "onSave") session.changedQuietly({ edited: [edited] });
    else changed({ edited: [edited] }, TYPING);
  });
  cells.onDidSaveNotebookDocument(() => {
    if ([...documents.all()].some((document) => !session.isFresh(document))) changed({}, 0);
  });
  cells.onDidCloseNotebookDocument(({ notebookDocument }) => {
    const path = notebooks.close(notebookDocument.uri);
    if (path !== undefined) changed({ closed: [path] }, TYPING);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    const document = documents.get(uri);
    if (document !== undefined && !session.isFresh(document)) changed({}, 0);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const document = documents.close(uri);
    if (document === undefined) return;
    const { path } = document;
    changed({ closed: [path], isStructural: !isSource(path) }, TYPING);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const found = changesOf(changes, (uri) => documents.get(uri) !== undefined);
    if (found.isStructural || found.touched?.length)
      session.changed(found, { cause: "other", delay: TYPING });
  });
  function changed(changes: Parameters<Session["changed"]>[0], delay: number): void {
    session.changed(changes, { cause: "edit", delay });
  }

  connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
    guarded("Diagnostics", () => documentDiagnostics(context, textDocument.uri, previousResultId, token), {
      kind: "full",
      items: [],
    }),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token, _, partial) =>
    guarded(
      "Diagnostics of the workspace",
      () => workspaceDiagnostics(context, previousResultIds, token, partial),
      { items: [] },
    ),
  );
  connection.onHover(({ textDocument, position }, token) =>
    guarded("Hover", () => hover(context, textDocument.uri, position, token), null),
  );
  connection.onCodeLens(({ textDocument }, token) =>
    guarded("Code lens", () => codeLenses(context, textDocument.uri, token), []),
  );
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    guarded("Inlay hints", () => inlayHints(context, textDocument.uri, range, token), []),
  );
  connection.onDocumentLinks(({ textDocument }, token) =>
    guarded("Document links", () => documentLinks(context, textDocument.uri, token), []),
  );
  connection.onCodeAction((params, token) =>
    guarded("Code actions", () => codeActions(context, params, token), []),
  );
  connection.onCodeActionResolve((action) =>
    guarded("The action", () => resolveAction(context, action), action),
  );
  connection.onRequest("llmlint/explain", ({ rule }: { rule: string }) => documentationOf(session, rule));
  connection.onRequest("llmlint/rules", () =>
    session.rules.map(({ id, title, level }) => ({ id, title, level })),
  );
  connection.onRequest("llmlint/findings", () => listFindings(context));
  connection.onRequest("llmlint/suppression", (params: FindingName, token) =>
    guarded("Suppression", () => suppressionFor(context, params, token), null),
  );
  connection.onRequest("llmlint/map", (params: MapRequest, token) =>
    guarded("Map", () => showMap(context, params, token), null),
  );
  connection.onRequest("llmlint/mapStyle", () => EDITOR_STYLE);
  connection.onRequest("llmlint/rescan", async (_: unknown, token) => {
    session.changed({ isStructural: true }, { cause: "other", delay: 0 });
    await context.settled(token);
    return statusOf(session);
  });
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
    return session.stop();
  });
  // An editor that crashed says nothing.
  for (const event of ["end", "close"]) options.input.on(event, () => process.exit(isShutDown ? 0 : 1));
  connection.listen();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap(pathOf);
}

/** Folders that are no files have only their open documents. */
function pathOf(uri: string): string[] {
  const path = pathOfUri(uri)?.replace(/(?<=[^/:])\/$/, "");
  return path === undefined ? [] : [path];
}

function loggerOf(connection: Connection, mask: (text: string) => string): Logger {
  return {
    debug: (message) => connection.console.debug(mask(message)),
    info: (message) => connection.console.info(mask(message)),
    warn: (message) => connection.console.warn(mask(message)),
    error: (message) => connection.console.error(mask(message)),
  };
}
