import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Level } from "../findings/finding.ts";
import type { FileView, FindingView, StepView } from "./analysis/messages.ts";
import { NOWHERE } from "./analysis/project.ts";
import type { ServerContext } from "./context.ts";

const NOTHING = "0";
/** Files of a workspace report that go out at once. */
const BATCH = 100;

const SEVERITY: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

export async function documentDiagnostics(
  context: ServerContext,
  uri: string,
  previous: string | undefined,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const document = context.documents.get(uri);
  if (document === undefined) return { kind: "full", resultId: NOTHING, items: [] };
  const isFresh = await context.waitFor(document, token);
  if (!isFresh) throw superseded();
  const view = context.session.view(document.path);
  const resultId = view?.hash ?? NOTHING;
  return resultId === previous
    ? { kind: "unchanged", resultId }
    : { kind: "full", resultId, items: diagnosticsOf(context, view) };
}

/** Clients ask again on this answer only when it says so, even for a text that changed while they waited. */
function superseded(): ResponseError<{ retriggerRequest: boolean }> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, "The document changed meanwhile.", {
    retriggerRequest: true,
  });
}

/** What changed since the client asked last; where nothing did, the answer waits for something to change. */
export async function workspaceDiagnostics(
  context: ServerContext,
  previous: readonly { uri: string; value: string }[],
  token: CancellationToken,
  partial: ResultProgressReporter<{ items: WorkspaceDocumentDiagnosticReport[] }> | undefined,
): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(previous.map(({ uri, value }) => [uri, value]));
  let items: WorkspaceDocumentDiagnosticReport[] = [];
  for (;;) {
    await context.settled(token);
    if (token.isCancellationRequested) throw superseded();
    items = changedReports(context, known);
    if (items.length > 0 || known.size === 0) break;
    await context.nextRun(token);
  }
  if (partial === undefined) return { items };
  for (let at = 0; at < items.length; at += BATCH) partial.report({ items: items.slice(at, at + BATCH) });
  return { items: [] };
}

function changedReports(
  context: ServerContext,
  known: ReadonlyMap<string, string>,
): WorkspaceDocumentDiagnosticReport[] {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const seen = new Set<string>();
  for (const view of context.session.views()) {
    if (view.path.startsWith(NOWHERE)) continue;
    const uri = context.uriOf(view.path);
    seen.add(uri);
    if (isEmpty(view) ? !known.has(uri) || known.get(uri) === NOTHING : known.get(uri) === view.hash)
      continue;
    const resultId = isEmpty(view) ? NOTHING : view.hash;
    const version = context.documents.at(view.path)?.version ?? null;
    items.push({ kind: "full", uri, version, resultId, items: diagnosticsOf(context, view) });
  }
  for (const [uri, value] of known)
    if (!seen.has(uri) && value !== NOTHING)
      items.push({
        kind: "full",
        uri,
        version: context.documents.get(uri)?.version ?? null,
        resultId: NOTHING,
        items: [],
      });
  return items;
}

/** For clients that do not pull: tells each file whose diagnostics changed. */
export class Publisher {
  readonly #context: ServerContext;
  readonly #sent = new Map<string, string>();

  constructor(context: ServerContext) {
    this.#context = context;
  }

  publish(connection: Connection): void {
    const { session, documents } = this.#context;
    const now = new Map<string, FileView>();
    for (const view of session.views()) if (!isEmpty(view)) now.set(this.#context.uriOf(view.path), view);
    for (const uri of this.#sent.keys()) {
      if (now.has(uri)) continue;
      this.#sent.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    for (const view of now.values()) this.publishFile(connection, view);
    // A document without findings is told so once: its user waits for an answer.
    for (const { uri, version } of documents.all()) {
      if (now.has(uri) || this.#sent.has(uri)) continue;
      this.#sent.set(uri, `${NOTHING}@${version}`);
      void connection.sendDiagnostics({ uri, version, diagnostics: [] });
    }
  }

  publishFile(connection: Connection, view: FileView): void {
    const uri = this.#context.uriOf(view.path);
    const document = this.#context.documents.at(view.path);
    const state = `${view.hash}@${document?.version ?? ""}`;
    if (this.#sent.get(uri) === state) return;
    this.#sent.set(uri, state);
    const version = document === undefined ? {} : { version: document.version };
    void connection.sendDiagnostics({ uri, ...version, diagnostics: diagnosticsOf(this.#context, view) });
  }
}

export function requestRefresh(connection: Connection): void {
  connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => {});
}

function isEmpty(view: FileView): boolean {
  return view.findings.every(({ isKnown }) => isKnown) && view.problems.length === 0;
}

function diagnosticsOf(context: ServerContext, view: FileView | undefined): Diagnostic[] {
  if (view === undefined) return [];
  return [
    ...view.findings.filter(({ isKnown }) => !isKnown).map((finding) => diagnosticOf(context, finding)),
    ...view.problems.map(
      ({ range, severity, message }): Diagnostic => ({
        range,
        severity: SEVERITY[severity],
        source: "llmlint",
        message,
      }),
    ),
  ];
}

export function diagnosticOf(context: ServerContext, finding: FindingView): Diagnostic {
  const doubt = finding.confidence === "high" ? "" : ` (${finding.confidence} confidence)`;
  const notes = finding.notes.map((note) => `Note: ${note}.`);
  const related = relatedTo(context, finding);
  const href = context.documentationOf(finding.rule);
  return {
    range: finding.range,
    severity: SEVERITY[finding.level],
    source: "llmlint",
    code: finding.rule,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    message: [`${finding.what}${doubt}`, finding.why, finding.fix, ...notes].filter(Boolean).join("\n"),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    data: { fingerprint: finding.fingerprint },
  };
}

/** Every step of the first path; of the others, where they begin. */
function relatedTo(
  context: ServerContext,
  { paths }: FindingView,
): Diagnostic["relatedInformation"] & object {
  if (!context.client.hasRelatedInformation) return [];
  const [first = [], ...others] = paths;
  const information = (step: StepView, message: string) => ({
    location: { uri: context.uriOf(step.path), range: step.range },
    message,
  });
  return [
    ...first.map((step, i) => information(step, `${i + 1}. ${step.note}`)),
    ...others.flatMap((path) => path.slice(0, 1).map((step) => information(step, `also from: ${step.note}`))),
  ];
}
