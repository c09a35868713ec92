import type { Session } from "./session.ts";

/** What the client shows of the server's state. */
export interface Status {
  findings: number;
  modelCalls: number;
  files: number;
  rules: number;
  /** Milliseconds of the last whole run. */
  duration: number;
  notices: string[];
}

export function statusOf(session: Session): Status {
  const projects = [...session.projects.values()];
  const sum = (of: (project: (typeof projects)[number]) => number): number =>
    projects.reduce((total, project) => total + of(project), 0);
  return {
    findings: sum((project) =>
      project.files.reduce(
        (total, file) => total + file.findings.filter(({ isKnown }) => !isKnown).length,
        0,
      ),
    ),
    modelCalls: sum((project) => project.files.reduce((total, file) => total + file.calls.length, 0)),
    files: sum((project) => project.stats?.analysed ?? 0),
    rules: Math.max(0, ...projects.map((project) => project.rules)),
    duration: Math.round(session.duration),
    notices: projects.flatMap((project) => project.notices),
  };
}

/** A rule's documentation as Markdown; null for a rule that does not exist. */
export function documentationOf(session: Session, id: string): string | null {
  const rule = session.rules.find((each) => each.id === id);
  if (rule === undefined) return null;
  const ids = new Set(session.rules.map((each) => each.id));
  const linked = (text: string): string =>
    text.replace(/`([a-z0-9-]{1,80})`/g, (code, name: string) =>
      ids.has(name) && name !== id ? `[${code}](${name}.md)` : code,
    );
  const docs = rule.docs.trim() || `# ${rule.title}\n\n${rule.why}\n\n${rule.fix}`;
  const unrepaired = rule.unrepaired === undefined ? "" : `\n\nNo quick fix: ${rule.unrepaired}`;
  const facts = [
    `\`${rule.id}\``,
    rule.level,
    `security severity ${rule.securitySeverity.toFixed(1)}`,
    ...rule.cwe.map((number) => `CWE-${number}`),
    ...rule.owaspLlm2025.map((name) => `OWASP ${name}:2025`),
  ];
  const references = rule.references.map((reference) => `- <${reference}>`);
  const tail = references.length === 0 ? "" : `\n\n## References\n\n${references.join("\n")}`;
  return `${linked(docs)}${unrepaired}\n\n---\n\n${facts.join(" · ")}${tail}\n`;
}
