import {
  type CancellationToken,
  type ChangeAnnotation,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CreateFile,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentEdit,
  type TextEdit,
} from "vscode-languageserver";
import type { ActionName, ActionView, EditView } from "./analysis/messages.ts";
import type { ServerContext } from "./context.ts";
import { diagnosticOf } from "./diagnostics.ts";
import type { Document } from "./documents.ts";
import { overlap } from "./places.ts";

/** What can be done about the findings in a range: repairs first, then what silences them. */
export async function codeActions(
  context: ServerContext,
  { textDocument, range, context: asked }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const isWanted = (asked.only ?? [CodeActionKind.QuickFix]).some(
    (kind) => kind === "" || kind === CodeActionKind.QuickFix,
  );
  const isFixAll = asked.only?.some((kind) => `${FIX_ALL}.`.startsWith(`${kind}.`)) === true;
  const document = context.documents.get(textDocument.uri);
  if ((!isWanted && !isFixAll) || document === undefined || !(await context.waitFor(document, token)))
    return [];
  const view = context.session.view(document.path);
  if (view === undefined) return [];
  const { version } = document;
  const places = view.findings.flatMap((finding, i) =>
    isFixAll || (!finding.isKnown && overlap(finding.range, range)) ? [i] : [],
  );
  const found = places.length === 0 ? [] : await context.session.actions(view, places);
  if (found === undefined || document.version !== version) return [];
  if (isFixAll) return fixAll(context, found);
  const { hasDocumentChanges, hasFileCreation, resolvesActions } = context.client;
  const isPossible = (action: ActionView): boolean =>
    !action.makesFile || (hasDocumentChanges && hasFileCreation);
  const offered = found.flatMap((actions, i) =>
    actions
      .filter(isPossible)
      .map((action) => ({ action, at: places[i] ?? 0, isClear: isClearBest(action, actions) })),
  );
  const made = offered.map(async ({ action, at, isClear }): Promise<CodeAction[]> => {
    const finding = view.findings[at];
    if (finding === undefined) return [];
    const name: ActionName = { path: view.path, hash: view.hash, finding: at, action: action.id };
    const edits = resolvesActions ? undefined : (action.edits ?? (await context.session.edits(name)));
    if (!resolvesActions && edits === undefined) return [];
    return [
      {
        title: action.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticOf(context, finding)],
        ...(isClear && { isPreferred: true }),
        ...(edits
          ? { edit: editOf(context, action, edits) }
          : {
              data: {
                ...name,
                uri: document.uri,
                version,
                ...(action.grade && { grade: action.grade }),
              } satisfies ActionData,
            }),
      },
    ];
  });
  const ready = await Promise.all(made);
  const isFix = (i: number): boolean => offered[i]?.action.kind === "fix";
  return [...ready.filter((_, i) => isFix(i)), ...ready.filter((_, i) => !isFix(i))].flat();
}

function isClearBest(action: ActionView, all: readonly ActionView[]): boolean {
  const repairs = all.filter((each) => each.kind === "fix" && each.grade !== "guided");
  return repairs.length === 1 && repairs[0] === action;
}

/** What an action is resolved by. */
interface ActionData extends ActionName {
  uri: string;
  version: number;
  grade?: NonNullable<ActionView["grade"]>;
}

/** What an action changes, for clients that ask when somebody takes it. */
export async function resolveAction(context: ServerContext, action: CodeAction): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  if (action.edit !== undefined || data === undefined) return action;
  const isPresent = (): boolean => {
    const document: Document | undefined = context.documents.get(data.uri);
    return document?.version === data.version && context.session.view(data.path)?.hash === data.hash;
  };
  if (!isPresent()) throw outdated();
  const edits = await context.session.edits(data);
  if (!isPresent()) throw outdated();
  if (edits === undefined)
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      `Nothing was changed: ${action.title} is not possible here.`,
    );
  return { ...action, edit: editOf(context, { ...data, title: action.title }, edits) };
}

function outdated(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, "The document changed meanwhile.");
}

export const FIX_ALL = "source.fixAll.llmlint";

/** The safe repairs of a file as one edit; where two touch the same text, the first. */
function fixAll(context: ServerContext, found: readonly ActionView[][]): CodeAction[] {
  const edits: EditView[] = [];
  for (const actions of found) {
    const action = actions.find((each) => each.kind === "fix" && each.grade === "safe");
    const fresh = action?.edits?.filter((edit) => !edits.some((known) => isSameInsertion(known, edit))) ?? [];
    if (!fresh.some((edit) => edits.some((known) => overlap(known.range, edit.range)))) edits.push(...fresh);
  }
  if (edits.length === 0) return [];
  const title = "Repair everything that is safe to repair";
  return [{ title, kind: FIX_ALL, edit: editOf(context, { title }, edits) }];
}
function isSameInsertion(a: EditView, b: EditView): boolean {
  return a.newText === b.newText && JSON.stringify(a.range) === JSON.stringify(b.range);
}

/** The edit belongs to the version that was analysed; a client that knows versions refuses it for another. */
function editOf(
  context: ServerContext,
  action: Pick<ActionView, "title" | "grade">,
  edits: readonly EditView[],
): NonNullable<CodeAction["edit"]> {
  const { hasDocumentChanges, hasSnippetEdits, hasAnnotations } = context.client;
  // What a developer chooses is shown with its reason, and a client may ask before it applies it.
  const annotationId = hasAnnotations && action.grade === "suggested" ? "choice" : undefined;
  const purposes = hasAnnotations ? edits.flatMap(({ purpose }) => purpose ?? []) : [];
  const created = edits
    .filter((edit) => edit.isNew)
    .map((edit) => CreateFile.create(context.uriOf(edit.path), { ignoreIfExists: true }));
  if (!hasDocumentChanges) {
    const changes: Record<string, TextEdit[]> = {};
    for (const { path, range, newText } of edits)
      changes[context.uriOf(path)] = [...(changes[context.uriOf(path)] ?? []), { range, newText }];
    return { changes };
  }
  const documentChanges = new Map<string, TextDocumentEdit>();
  for (const { path, range, newText, placeholder, purpose } of edits) {
    const at = purposes.indexOf(purpose ?? "");
    const annotation = at < 0 ? annotationId : `purpose${at}`;
    const uri = context.uriOf(path);
    const version = context.documents.at(path)?.version ?? null;
    const change = documentChanges.get(uri) ?? { textDocument: { uri, version }, edits: [] };
    change.edits.push(
      placeholder && hasSnippetEdits
        ? { range, snippet: { kind: "snippet", value: snippetOf(newText, placeholder) } }
        : { range, newText, ...(annotation !== undefined && { annotationId: annotation }) },
    );
    documentChanges.set(uri, change);
  }
  const annotations: Record<string, ChangeAnnotation> = {};
  if (annotationId !== undefined)
    annotations[annotationId] = {
      label: action.title,
      needsConfirmation: false,
      description: "A choice: look at it before you keep it.",
    };
  for (const [i, label] of purposes.entries())
    annotations[`purpose${i}`] = { label, needsConfirmation: false };
  return {
    documentChanges: [...created, ...documentChanges.values()],
    ...(Object.keys(annotations).length > 0 && { changeAnnotations: annotations }),
  };
}

function snippetOf(text: string, { start, end }: { start: number; end: number }): string {
  const quote = (part: string) => part.replace(/[\\$}]/g, "\\$&");
  return `${quote(text.slice(0, start))}\${1:${quote(text.slice(start, end))}}${quote(text.slice(end))}`;
}
