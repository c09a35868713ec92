import type { Finding, RunProblem } from "../findings/finding.ts";
import type { RuleInfo } from "../findings/rule.ts";
import { applySuppressions, type CommentText, findSuppressions } from "../findings/suppressions.ts";
import { documents } from "../generated/documents.ts";
import { matchesAny } from "./filePatterns.ts";
import { checkHiddenText } from "./hiddenText.ts";
import { checkMcpServers, listMcpServers, mayHoldServers } from "./mcpServers.ts";
import { child, type DocNode } from "./node.ts";
import { parseDocument } from "./parseDocument.ts";
import { openReport } from "./report.ts";
import { checkEnvironment, checkSettings } from "./settings.ts";
import { checkWorkflow } from "./workflows.ts";

export interface DocumentFile {
  /** POSIX, relative to the root. */
  path: string;
  text: string;
}

/** What settings, workflows and texts for agents say by themselves, without data flow. */
export function checkDocuments(
  files: readonly DocumentFile[],
  rules: ReadonlyMap<string, RuleInfo>,
): Finding[] {
  const installed = installedPackages(files);
  return files.flatMap(({ path, text }) => {
    const report = openReport(path, rules);
    if (matchesAny(path, documents.agentFiles)) checkHiddenText(text, report);
    if (/\.(?:md|mdc|mdx|html|ipynb)$/i.test(path)) return report.findings;
    checkEnvironment(text, documents.environment, report);
    const root = isWorthReading(path, text) ? parseDocument(path, text) : undefined;
    if (root === undefined) return report.findings;
    checkSettings(path, root, documents.settings, report);
    const isInstalled = (name: string) => installed(path, name);
    checkMcpServers(path, root, { knowledge: documents.mcp, isInstalled, report });
    if (matchesAny(path, documents.workflows.files)) checkWorkflow(root, text, documents.workflows, report);
    return report.findings;
  });
}

/** Servers that the settings of clients start or call. */
export function configuredServers(
  files: readonly DocumentFile[],
): { path: string; name: string; target: string; start: number; end: number }[] {
  return files.flatMap(({ path, text }) => {
    if (/\.(?:md|mdc|mdx|html|ipynb)$/i.test(path) || !isWorthReading(path, text)) return [];
    const root = parseDocument(path, text);
    return root ? listMcpServers(path, root, documents.mcp).map((server) => ({ path, ...server })) : [];
  });
}

/** Comments of files that no front end reads silence findings as those in code do. */
export function suppressInDocuments(
  files: readonly DocumentFile[],
  findings: readonly Finding[],
  ruleIds: readonly string[],
): RunProblem[] {
  const problems: RunProblem[] = [];
  for (const { path, text } of files) {
    const comments = directives(text);
    if (comments.length === 0) continue;
    const found = findSuppressions({ path, text, comments, ruleIds });
    problems.push(...found.problems);
    applySuppressions(
      findings.filter((finding) => finding.path === path),
      found.suppressions,
    );
  }
  return problems;
}

/** Comments that begin with a directive; the other comments of the file do not matter. */
function directives(text: string): CommentText[] {
  const out: CommentText[] = [];
  for (const match of text.matchAll(/(?:#|\/\/|<!--|\/\*)[ \t]*(llmlint-disable[^\n]*)/g)) {
    const raw = match[0].replace(/\r$/, "");
    out.push({ start: match.index, end: match.index + raw.length, text: raw });
  }
  return out;
}

/** Names of servers, agents and workflows: what has none of them is not parsed. */
function isWorthReading(path: string, text: string): boolean {
  return (
    documents.settings.some(
      ({ files }) => files.length > 0 && !files.includes("**/*.json") && matchesAny(path, files),
    ) ||
    matchesAny(path, documents.workflows.files) ||
    documents.mcp.named.some(({ files }) => matchesAny(path, files)) ||
    mayHoldServers(path, text, documents.mcp) ||
    documents.mcp.servers.some(
      (key) => text.includes(key.split(".").at(-1) ?? key) && text.includes(key.split(".")[0] ?? key),
    )
  );
}

/** Packages that a project's own manifest names: its lock file decides which version runs. */
function installedPackages(files: readonly DocumentFile[]): (path: string, name: string) => boolean {
  const manifests = new Map<string, ReadonlySet<string>>();
  for (const { path, text } of files) {
    if (!/(?:^|\/)package\.json$/.test(path)) continue;
    const root: DocNode | undefined = parseDocument(path, text);
    const names = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((key) => {
      const map = child(root, key);
      return map?.kind === "map" ? map.entries.map((entry) => entry.key) : [];
    });
    manifests.set(path.slice(0, -"package.json".length), new Set(names));
  }
  return (path, name) => {
    for (const [folder, names] of manifests) if (path.startsWith(folder) && names.has(name)) return true;
    return false;
  };
}
