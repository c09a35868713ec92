import type { CancellationToken, CodeLens, InlayHint } from "vscode-languageserver";
import type { CallView } from "./analysis/messages.ts";
import type { ServerContext } from "./context.ts";
import { overlap } from "./places.ts";
import type { Range } from "./positions.ts";
import { nameOf, originsOf, summaryOf } from "./wording.ts";

/** The command of a lens; the client shows the prompt of the call at that place. */
const SHOW_PROMPT = "llmlint.showPrompt";

/** Above each model call, what goes into it. */
export async function codeLenses(
  context: ServerContext,
  uri: string,
  token: CancellationToken,
): Promise<CodeLens[]> {
  if (!context.settings.codeLens) return [];
  const calls = await callsOf(context, uri, token);
  return calls.map((call) => ({
    range: call.range,
    command: { title: summaryOf(call), command: SHOW_PROMPT, arguments: [uri, call.range.start] },
  }));
}

/** Before what fills a slot of a model call: which slot, and where it comes from. */
export async function inlayHints(
  context: ServerContext,
  uri: string,
  range: Range,
  token: CancellationToken,
): Promise<InlayHint[]> {
  const document = context.documents.get(uri);
  if (document === undefined || !context.settings.inlayHints) return [];
  const byPlace = new Map<string, CallView["slots"]>();
  if (!(await context.waitFor(document, token, true))) return [];
  // A slot may be filled far from the call that it belongs to.
  for (const view of context.session.views()) {
    for (const slot of view.calls.flatMap((call) => call.slots)) {
      if (slot.path !== document.path || !overlap(slot.range, range)) continue;
      const key = `${slot.slot}|${slot.range.start.line}|${slot.range.start.character}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), slot]);
    }
  }
  return [...byPlace.values()].flatMap((slots) => {
    const [first] = slots;
    if (first === undefined) return [];
    const label = `${nameOf(first.slot)} ← ${originsOf(slots)}`;
    return [{ position: first.range.start, label, paddingRight: true }];
  });
}

async function callsOf(context: ServerContext, uri: string, token: CancellationToken): Promise<CallView[]> {
  const document = context.documents.get(uri);
  if (document === undefined || !(await context.waitFor(document, token, true))) return [];
  return context.session.view(document.path)?.calls ?? [];
}
