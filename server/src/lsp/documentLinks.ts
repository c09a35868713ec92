import type { CancellationToken, DocumentLink } from "vscode-languageserver";
import type { ServerContext } from "./context.ts";
import { Positions } from "./positions.ts";

const CONFIGURATION = /\/llmlint\.(?:jsonc?|ya?ml)$/i;
const COMMENT = "llmlint-disable";
const NAME = /[a-z][a-z0-9]*(?:-[a-z0-9]+)+/g;

/** Where rules are named (comments that silence them, the configuration), their documentation is a click away. */
export async function documentLinks(
  context: ServerContext,
  uri: string,
  token: CancellationToken,
): Promise<DocumentLink[]> {
  const document = context.documents.get(uri);
  if (document === undefined) return [];
  const { text, path } = document;
  const isConfiguration = CONFIGURATION.test(path);
  if (!isConfiguration && !text.includes(COMMENT)) return [];
  // The rules are known as soon as something was analysed.
  if (context.session.rules.length === 0) await context.waitFor(document, token);
  const rules = new Map(context.session.rules.map((rule) => [rule.id, rule]));
  const positions = new Positions(text, context.documents.encoding);
  const links: DocumentLink[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const from = isConfiguration ? 0 : line.indexOf(COMMENT);
    if (from >= 0)
      for (const { 0: name, index } of line.slice(from).matchAll(NAME)) {
        const rule = rules.get(name);
        const target = rule && context.documentationOf(name);
        if (rule === undefined || target === undefined) continue;
        const start = at + from + index;
        const range = positions.range({ start, end: start + name.length });
        links.push({ range, target, tooltip: rule.title });
      }
    at += line.length + 1;
  }
  return links;
}
