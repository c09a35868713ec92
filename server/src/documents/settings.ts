import { isPlainRemoteAddress } from "./addresses.ts";
import { matchesAny } from "./filePatterns.ts";
import type { DocumentKnowledge } from "./knowledge.ts";
import { type DocNode, nodesAt } from "./node.ts";
import type { DocumentReport } from "./report.ts";

/** Options of agents and editors that take a safety net away or open everything. */
export function checkSettings(
  path: string,
  root: DocNode,
  settings: DocumentKnowledge["settings"],
  report: DocumentReport,
): void {
  for (const { files, checks } of settings) {
    if (!matchesAny(path, files)) continue;
    for (const check of checks) {
      for (const { node, key } of nodesAt(root, check.at)) {
        if (node.kind !== "scalar" || node.value === null || !check.is.includes(node.value)) continue;
        if (check.keys !== undefined && !check.keys.includes(key)) continue;
        const shown = typeof node.value === "string" ? `"${node.value}"` : String(node.value);
        report.add(check.rule, node, { option: `${check.at.replace("[]", "")}: ${shown}` });
      }
    }
  }
}

/** `NAME: value`, `NAME=value` and `"NAME": "value"` in any file: addresses of models, and certificates that nobody checks. */
export function checkEnvironment(
  text: string,
  { addresses, certificates }: DocumentKnowledge["environment"],
  report: DocumentReport,
): void {
  const names = [...addresses, ...Object.keys(certificates)];
  const assignment = new RegExp(
    `(?<![\\w.])(${names.join("|")})["']?[ \\t]*[:=][ \\t]*(["']?)([^\\s"',#]{1,300})`,
    "g",
  );
  for (const match of text.matchAll(assignment)) {
    const [whole, name = "", , value = ""] = match;
    if (isInComment(text, match.index)) continue;
    const start = match.index + whole.length - value.length;
    const place = { start, end: start + value.length };
    if (certificates[name]?.includes(value))
      report.add("insecure-model-endpoint", place, {
        problem: `certificates that nobody checks (${name}=${value})`,
      });
    else if (addresses.includes(name) && isPlainRemoteAddress(value))
      report.add("insecure-model-endpoint", place, { problem: `plain HTTP (${name})` });
  }
}

function isInComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^\s*(?:#|\/\/|;|<!--)/.test(line);
}
