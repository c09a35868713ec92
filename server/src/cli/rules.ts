import type { RuleInfo } from "../findings/rule.ts";
import { currentName } from "../findings/ruleNames.ts";
import { escapeSentence } from "../report/escape.ts";
import { printJson } from "../report/printJson.ts";
import { SEE_RULES, unknownName } from "../workspace/usageError.ts";
import { openRun } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";

export const RULES_FORMATS = ["text", "json", "markdown"] as const;

/** `llmlint rules`: a table, or the facts as JSON. */
export async function runRules(
  options: { format: FormatChoice<(typeof RULES_FORMATS)[number]>[] },
  io: CliIo,
): Promise<ExitCode> {
  checkFormats(options.format);
  const rules = await loadRules(io);
  const [choice] = options.format;
  const text = RENDER[choice?.name ?? "text"](rules);
  if (choice?.file === undefined) io.stdout.write(text);
  else await io.writeReport(choice.file, text);
  return 0;
}

/** `llmlint explain RULE`: the rule's facts and its documentation. */
export async function runExplain(id: string, io: CliIo): Promise<ExitCode> {
  const rules = await loadRules(io);
  const rule = rules.find((candidate) => candidate.id === currentName(id));
  if (rule === undefined)
    throw unknownName(
      "rule",
      id,
      rules.map((candidate) => candidate.id),
      SEE_RULES,
    );
  const identifiers = [
    ...rule.cwe.map((cwe) => `CWE-${cwe}`),
    ...rule.owaspLlm2025.map((it) => `OWASP ${it}:2025`),
    ...rule.owaspLlm2026.map((it) => `OWASP ${it}:2026`),
    ...rule.owaspAgentic.map((it) => `OWASP ${it}`),
    ...rule.atlas,
  ];
  const facts = [
    `rule: ${rule.id}`,
    `level: ${rule.level} (security severity ${rule.securitySeverity.toFixed(1)}, precision ${rule.precision})`,
    `profile: ${profileOf(rule)}`,
    ...(rule.judged ? [`judged: ${judgedText(rule.judged)}`] : []),
    `languages: ${rule.languages.join(", ")}`,
    `quick fix: ${rule.unrepaired === undefined ? "yes, where it is certain what to write" : `none. ${rule.unrepaired}`}`,
    ...(identifiers.length > 0 ? [`known as: ${identifiers.join(", ")}`] : []),
  ];
  const docs = rule.docs.trim() || `# ${rule.title}\n\n${rule.why}\n\n${rule.fix}`;
  const references = rule.references.map((reference) => `- ${reference}`);
  const tail = references.length > 0 ? ["", "References:", ...references] : [];
  io.stdout.write(`${[...facts, "", docs, ...tail].join("\n")}\n`);
  return 0;
}

/** Where the rule acts: a preview waits for its place in `recommended`. */
function profileOf(rule: RuleInfo): string {
  if (rule.status === "preview" && rule.profile === "recommended")
    return "strict (preview: judged on too little real code for recommended)";
  return `${rule.profile} (${rule.status})`;
}

function judgedText({ right, wrong, quiet }: NonNullable<RuleInfo["judged"]>): string {
  const reported = right + wrong;
  const share = reported === 0 ? "" : ` (${Math.round((100 * right) / reported)} %)`;
  return `of ${reported} reported lines of real code that were read, ${right} were right${share}; ${quiet} alike stayed quiet`;
}

/** Those of the program, and those that the configuration here adds. */
async function loadRules(io: CliIo): Promise<RuleInfo[]> {
  const { engine } = await openRun([], {}, io);
  return [...engine.rules()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function rulesTable(rules: readonly RuleInfo[]): string {
  const rows = [
    ["rule", "profile", "level", "title"],
    ...rules.map((rule) => [
      rule.id,
      rule.status === "preview" ? `${rule.profile} (preview)` : rule.profile,
      rule.level,
      rule.title,
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return `${rows.map(line).join("\n")}\n`;
}

function rulesMarkdown(rules: readonly RuleInfo[]): string {
  const cell = (text: string) => escapeSentence(text).replace(/[\\|<>`*_[\]]/g, "\\$&");
  const rows = rules.map((rule) => {
    const known = [...rule.cwe.map((cwe) => `CWE-${cwe}`), ...rule.owaspLlm2025.map((it) => `${it}:2025`)];
    const profile = rule.status === "preview" ? `${rule.profile} (preview)` : rule.profile;
    return `| \`${rule.id}\` | ${profile} | ${rule.level} | ${cell(rule.title)} | ${known.join(", ")} |`;
  });
  return `| rule | profile | level | what it finds | known as |\n| --- | --- | --- | --- | --- |\n${rows.join("\n")}\n`;
}

function rulesJson(rules: readonly RuleInfo[]): string {
  const facts = rules.map(({ docs: _, ...rule }) => rule);
  return `${printJson(facts, 2)}\n`;
}

const RENDER = { text: rulesTable, json: rulesJson, markdown: rulesMarkdown };
