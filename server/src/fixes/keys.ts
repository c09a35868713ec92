import { fix, innermost, quoted, replace, textOf, withImport } from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";

/** A key in the code → the environment variable that the provider's SDK reads. */
export function keyFromEnvironment(input: FixInput): Fix[] {
  const { finding, constructs, lang } = input;
  const literal = innermost(constructs.texts, finding);
  if (!literal || literal.pieces.some((p) => p.kind === "hole")) return [];
  // Only where the text is the value itself: a default, an argument, an assignment.
  const isWhole =
    literal.pieces.length === 1 && finding.end - finding.start >= (literal.end - literal.start) / 2;
  if (!isWhole || constructs.sums.some((s) => s.operands.some((o) => o.start === literal.start))) return [];
  const name = finding.anchor?.variable ?? variableOf(input.row?.packId);
  const title = `Read it from the environment variable ${name}; revoke this key`;
  if (lang === "py") {
    const edits = [replace(literal, `os.environ[${quoted(input, name)}]`), ...withImport(input, "import os")];
    return [fix(input, "suggested", title, edits)];
  }
  // In a list or an object of texts it is a value like any other; as a key it is none.
  if (
    constructs.objects.some((o) =>
      o.entries.some((e) => e.start === literal.start && e.value.start !== literal.start),
    )
  )
    return [];
  return [fix(input, "suggested", title, [replace(literal, `process.env.${name}`)])];
}

/** "pypi/openai" → OPENAI_API_KEY: the name by which most SDKs read it. */
function variableOf(packId: string | undefined): string {
  const words = (packId?.split("/").slice(1).join("_") ?? "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_|_(?:sdk|js|ai_sdk)?$/g, "");
  return words === "" ? "API_KEY" : `${words.toUpperCase()}_API_KEY`;
}

const covers = (outer: { start: number; end: number }, inner: { start: number; end: number }): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** What stays on this machine needs no certificate. */
const LOOPBACK = /http:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal)/;

/** http://host → https://host, where the address is written at the finding. */
export function useHttps(input: FixInput): Fix[] {
  const { finding, constructs } = input;
  const texts = constructs.texts.filter((t) => covers(finding, t) || covers(t, finding));
  const found = texts.flatMap((t) => {
    const at = textOf(input, t).indexOf("http://");
    return at < 0 || at > t.open.length || LOOPBACK.test(textOf(input, t))
      ? []
      : [{ start: t.start + at, end: t.start + at + 4 }];
  });
  const [only] = found;
  return found.length === 1 && only ? [fix(input, "suggested", "Use https", [replace(only, "https")])] : [];
}
