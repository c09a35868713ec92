import type { CancellationToken } from "vscode-languageserver";
import type { MapAnswer, MapQuestion } from "./analysis/messages.ts";
import type { ServerContext } from "./context.ts";
import type { Position } from "./positions.ts";
import { pathOfUri } from "./uris.ts";

/** A question whose file is named as the client names it. */
export type MapRequest = Omit<MapQuestion, "path"> & { uri?: string };

/** The same with URIs instead of paths. */
export type ShownMap = Omit<MapAnswer, "call"> & {
  call?: { id: string; title: string; uri: string; position: Position };
};

/** The prompt map of a model call, or the map of a project, as HTML; null where nothing is known. */
export async function showMap(
  context: ServerContext,
  { uri, ...question }: MapRequest,
  token: CancellationToken,
): Promise<ShownMap | null> {
  token.onCancellationRequested(() => context.session.wake());
  const path = uri === undefined ? undefined : (context.documents.get(uri)?.path ?? pathOfUri(uri));
  const asked = { ...question, ...(path === undefined ? {} : { path }) };
  const answer = await context.session.map(asked, () => token.isCancellationRequested);
  if (answer === undefined) return null;
  const { call, files, ...rest } = answer;
  const uris = Object.fromEntries(
    Object.entries(files).map(([name, absolute]) => [name, context.uriOf(absolute)]),
  );
  if (call === undefined) return { ...rest, files: uris };
  const { path: at, ...named } = call;
  return { ...rest, files: uris, call: { ...named, uri: context.uriOf(at) } };
}
