import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CreateFile,
  type TextDocumentEdit,
  type TextEdit,
} from "vscode-languageserver";
import type { ActionView } from "./analysis/messages.ts";
import type { ServerContext } from "./context.ts";
import { diagnosticOf } from "./diagnostics.ts";
import { overlap } from "./places.ts";

/** What can be done about the findings in a range: repairs first, then comments that silence them. */
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
  if (isFixAll) return fixAll(context, document.path);
  const findings = (context.session.view(document.path)?.findings ?? []).filter(
    (finding) => !finding.isKnown && overlap(finding.range, range),
  );
  const { hasDocumentChanges, hasFileCreation } = context.client;
  const isPossible = (action: ActionView): boolean =>
    !action.edits.some((edit) => edit.isNew) || (hasDocumentChanges && hasFileCreation);
  const actions = findings.flatMap((finding) =>
    finding.actions
      .filter(isPossible)
      .map((action) => ({ action, diagnostic: diagnosticOf(context, finding) })),
  );
  return [
    ...actions.filter(({ action }) => action.kind === "fix"),
    ...actions.filter(({ action }) => action.kind === "suppress"),
  ].map(({ action, diagnostic }) => ({
    title: action.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: editOf(context, action),
    ...(isClearBest(action) && { isPreferred: true }),
  }));
  function isClearBest(action: ActionView): boolean {
    const owner = findings.find((finding) => finding.actions.includes(action));
    const repairs = owner?.actions.filter((each) => each.kind === "fix" && each.grade !== "guided") ?? [];
    return repairs.length === 1 && repairs[0] === action;
  }
}

export const FIX_ALL = "source.fixAll.llmlint";

/** The safe repairs of a file as one edit; where two touch the same text, the first. */
function fixAll(context: ServerContext, path: string): CodeAction[] {
  const edits: ActionView["edits"] = [];
  for (const finding of context.session.view(path)?.findings ?? []) {
    const action = finding.actions.find((each) => each.kind === "fix" && each.grade === "safe");
    const fresh = action?.edits.filter((edit) => !edits.some((known) => isSameInsertion(known, edit))) ?? [];
    if (!fresh.some((edit) => edits.some((known) => overlap(known.range, edit.range)))) edits.push(...fresh);
  }
  if (edits.length === 0) return [];
  const edit = editOf(context, { title: "", kind: "fix", edits });
  return [{ title: "Repair everything that is safe to repair", kind: FIX_ALL, edit }];
}
function isSameInsertion(a: ActionView["edits"][number], b: ActionView["edits"][number]): boolean {
  return a.newText === b.newText && JSON.stringify(a.range) === JSON.stringify(b.range);
}

/** The edit belongs to the version that was analysed; a client that knows versions refuses it for another. */
function editOf(context: ServerContext, action: ActionView): NonNullable<CodeAction["edit"]> {
  const { hasDocumentChanges, hasSnippetEdits, hasAnnotations } = context.client;
  // What a developer chooses is shown with its reason, and a client may ask before it applies it.
  const annotationId = hasAnnotations && action.grade === "suggested" ? "choice" : undefined;
  const created = action.edits
    .filter((edit) => edit.isNew)
    .map((edit) => CreateFile.create(context.uriOf(edit.path), { ignoreIfExists: true }));
  if (!hasDocumentChanges) {
    const changes: Record<string, TextEdit[]> = {};
    for (const { path, range, newText } of action.edits)
      changes[context.uriOf(path)] = [...(changes[context.uriOf(path)] ?? []), { range, newText }];
    return { changes };
  }
  const documentChanges = new Map<string, TextDocumentEdit>();
  for (const { path, range, newText, placeholder } of action.edits) {
    const uri = context.uriOf(path);
    const version = context.documents.at(path)?.version ?? null;
    const change = documentChanges.get(uri) ?? { textDocument: { uri, version }, edits: [] };
    change.edits.push(
      placeholder && hasSnippetEdits
        ? { range, snippet: { kind: "snippet", value: snippetOf(newText, placeholder) } }
        : { range, newText, ...(annotationId !== undefined && { annotationId }) },
    );
    documentChanges.set(uri, change);
  }
  return {
    documentChanges: [...created, ...documentChanges.values()],
    ...(annotationId !== undefined && {
      changeAnnotations: {
        [annotationId]: {
          label: action.title,
          needsConfirmation: false,
          description: "A choice: look at it before you keep it.",
        },
      },
    }),
  };
}

function snippetOf(text: string, { start, end }: { start: number; end: number }): string {
  const quote = (part: string) => part.replace(/[\\$}]/g, "\\$&");
  return `${quote(text.slice(0, start))}\${1:${quote(text.slice(start, end))}}${quote(text.slice(end))}`;
}
