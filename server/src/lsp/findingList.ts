import type { CancellationToken, TextEdit } from "vscode-languageserver";
import type { Confidence, Level } from "../findings/finding.ts";
import { OWASP } from "../report/html/owasp.ts";
import type { CallView, FileView, FindingView } from "./analysis/messages.ts";
import type { ServerContext } from "./context.ts";
import { contains } from "./places.ts";
import type { Range } from "./positions.ts";

/** A finding as a list of the whole workspace shows it. */
export interface ListedFinding {
  uri: string;
  range: Range;
  rule: string;
  level: Level;
  confidence: Confidence;
  what: string;
  fingerprint: string;
  isFixable: boolean;
  /** It stands in the baseline. */
  isKnown: boolean;
  /** OWASP's names of the risks, "LLM05 Improper Output Handling". */
  risks: string[];
  /** The model call that it is about. */
  call?: { uri: string; range: Range; title: string };
  /** One path per origin. */
  paths: { uri: string; range: Range; note: string }[][];
}

/** What names a finding of a document. */
export interface FindingName {
  uri: string;
  fingerprint: string;
  range: Range;
}

/** All findings of the workspace, those of the baseline too, by file and place. */
export async function listFindings(context: ServerContext): Promise<ListedFinding[]> {
  const { session } = context;
  const fixable = await session.fixable();
  const byPath = new Map([...session.views()].map((view) => [view.path, view]));
  const risks = new Map(session.rules.map((rule) => [rule.id, rule.owaspLlm2025]));
  return [...byPath.values()]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((view) =>
      view.findings.map((finding, i) => {
        const call = callOf(finding, view, byPath);
        return {
          uri: context.uriOf(view.path),
          range: finding.range,
          rule: finding.rule,
          level: finding.level,
          confidence: finding.confidence,
          what: finding.what,
          fingerprint: finding.fingerprint,
          isFixable: fixable.get(view.path)?.[i] === true,
          isKnown: finding.isKnown,
          risks: (risks.get(finding.rule) ?? []).map((id) => `${id} ${OWASP["2025"][id] ?? ""}`.trimEnd()),
          ...(call && {
            call: { uri: context.uriOf(call.path), range: call.view.range, title: call.view.title },
          }),
          paths: finding.paths.map((path) =>
            path.map((step) => ({ uri: context.uriOf(step.path), range: step.range, note: step.note })),
          ),
        };
      }),
    );
}

/** The call that stands at the finding, else the last one that its path goes through. */
function callOf(
  finding: FindingView,
  own: FileView,
  byPath: ReadonlyMap<string, FileView>,
): { path: string; view: CallView } | undefined {
  const steps = finding.paths.flatMap((path) => [...path].reverse());
  for (const { path, range } of [{ path: own.path, range: finding.range }, ...steps]) {
    const view = byPath
      .get(path)
      ?.calls.filter((call) => contains(call.range, range.start) && contains(call.range, range.end))
      .sort((a, b) => lines(a.range) - lines(b.range))[0];
    if (view) return { path, view };
  }
  return undefined;
}

function lines({ start, end }: Range): number {
  return end.line - start.line;
}

/** The comment that silences a finding of an open document, with the place of its reason; null where none can stand. */
export async function suppressionFor(
  context: ServerContext,
  { uri, fingerprint, range }: FindingName,
  token: CancellationToken,
): Promise<{ version: number; edit: TextEdit; reason: { start: number; end: number } } | null> {
  const document = context.documents.get(uri);
  if (document === undefined || !(await context.waitFor(document, token))) return null;
  const view = context.session.view(document.path);
  const { version } = document;
  const findings = view?.findings ?? [];
  const alike = findings.filter((finding) => finding.fingerprint === fingerprint);
  const found = alike.find((finding) => finding.range.start.line === range.start.line) ?? alike[0];
  if (view === undefined || found === undefined) return null;
  const { path, hash } = view;
  const name = { path, hash, finding: findings.indexOf(found), action: "here" };
  const [edit] = (await context.session.edits(name)) ?? [];
  if (edit?.placeholder === undefined || document.version !== version) return null;
  const { range: at, newText, placeholder: reason } = edit;
  return { version, edit: { range: at, newText }, reason };
}
