import type { ActionKnowledge, WorkflowKnowledge } from "./knowledge.ts";
import { child, type DocMap, type DocNode, itemsOf, scalarsIn, textOf, textsOf } from "./node.ts";
import {
  createFinder,
  isActorsOwn,
  type Outside,
  type Tainted,
  type Trigger,
  triggersOf,
  variablesOf,
} from "./outsiders.ts";
import type { DocumentReport } from "./report.ts";

type Find = (text: string, tainted: Tainted) => Outside[];

interface Job {
  name: string;
  node: DocMap;
  steps: readonly DocNode[];
}

/** CI workflows: outsiders' text in prompts, and options that take a safety net away. */
export function checkWorkflow(
  root: DocNode,
  text: string,
  knowledge: WorkflowKnowledge,
  report: DocumentReport,
): void {
  const find = createFinder(knowledge);
  const triggers = triggersOf(child(root, "on") ?? child(root, "true"), knowledge);
  const jobs: Job[] = [];
  const listed = child(root, "jobs");
  if (listed?.kind === "map")
    for (const { key, value } of listed.entries)
      if (value.kind === "map") jobs.push({ name: key, node: value, steps: itemsOf(child(value, "steps")) });
  const outputs = new Map<string, string>();
  const around = variablesOf(child(root, "env"), new Map(), find, outputs);
  // Twice: a job may stand before the one whose output it takes.
  for (const job of [...jobs, ...jobs]) taintedOutputs(job, around, outputs, find, knowledge);
  for (const job of jobs) {
    const variables = variablesOf(child(job.node, "env"), around, find, outputs);
    for (const step of job.steps) {
      const here = { variables: variablesOf(child(step, "env"), variables, find, outputs), outputs };
      checkStep({ step, job, jobs, root, text, triggers, knowledge, find, tainted: here, report });
    }
  }
}

/** Outputs of a job's steps, and of the job, that hold outsiders' text. */
function taintedOutputs(
  job: Job,
  around: ReadonlyMap<string, string>,
  outputs: Map<string, string>,
  find: Find,
  knowledge: WorkflowKnowledge,
): void {
  const variables = variablesOf(child(job.node, "env"), around, find, outputs);
  for (const step of job.steps) {
    const id = textOf(child(step, "id"));
    const run = textOf(child(step, "run"));
    if (id === undefined || run === undefined || !run.includes("GITHUB_OUTPUT")) continue;
    const own = { variables: variablesOf(child(step, "env"), variables, find, outputs), outputs };
    const [first] = find(run, own);
    const reader = knowledge.readers.find((each) => run.includes(each));
    if (first) outputs.set(`steps.${id}.outputs`, first.field);
    else if (reader !== undefined) outputs.set(`steps.${id}.outputs`, reader);
  }
  const given = child(job.node, "outputs");
  if (given?.kind !== "map") return;
  for (const { key, value } of given.entries) {
    const [first] = find(textOf(value) ?? "", { variables, outputs });
    if (first) outputs.set(`needs.${job.name}.outputs.${key}`, first.field);
  }
}

interface StepContext {
  step: DocNode;
  job: Job;
  jobs: readonly Job[];
  root: DocNode;
  text: string;
  triggers: Trigger;
  knowledge: WorkflowKnowledge;
  find: Find;
  tainted: Tainted;
  report: DocumentReport;
}

function checkStep(context: StepContext): void {
  const { step, knowledge, report } = context;
  const uses = textOf(child(step, "uses"))?.split("@")[0];
  const action = knowledge.actions.find((each) => each.action.toLowerCase() === uses?.toLowerCase());
  if (action) checkAction(action, context);
  const run = child(step, "run");
  const script = textOf(run);
  if (run === undefined || script === undefined) return;
  for (const line of commandLines(context.text, run)) {
    const program = knowledge.programs.find((each) => startsProgram(line.text, each));
    if (program === undefined) continue;
    const danger = knowledge.programDangers.find((each) => line.text.includes(each));
    if (danger !== undefined) report.add("dangerous-agent-option", place(line, danger), { option: danger });
    const [outside] = context.find(line.text, context.tainted);
    const reader = knowledge.readers.find((each) => line.text.includes(each));
    const found = outside ?? (reader === undefined ? undefined : { written: reader, field: reader });
    if (found) reportPrompt(context, found, line, { tools: line.text, isShell: danger !== undefined });
  }
}

interface Line {
  text: string;
  start: number;
  end: number;
}

/** The commands of a script: its lines, continued ones and open quotes joined. */
function commandLines(text: string, run: DocNode): Line[] {
  const out: Line[] = [];
  let open: Line | undefined;
  const script = text.slice(run.start, run.end);
  let offset = run.start;
  for (const line of script.split("\n")) {
    const here: Line = open
      ? { text: `${open.text}\n${line}`, start: open.start, end: offset + line.length }
      : { text: line, start: offset + (line.length - line.trimStart().length), end: offset + line.length };
    const quotes = (here.text.replace(/\\"/g, "").match(/"/g) ?? []).length;
    const isOpen =
      /\\\s*$/.test(line) || (quotes % 2 === 1 && out.length < 2000 && here.text.length < 20_000);
    if (isOpen) open = here;
    else {
      out.push(here);
      open = undefined;
    }
    offset += line.length + 1;
  }
  if (open) out.push(open);
  return out;
}

function startsProgram(line: string, { program, with: flags }: { program: string; with: string[] }): boolean {
  const call = new RegExp(
    `(?:^|[\\s|;&(=])(?:npx (?:-y )?)?(?:[\\w./@-]*/)?${program}(?:-cli|-code)?(?:@[\\w.-]+)?(?=\\s)`,
    "m",
  ).exec(line);
  if (call === null) return false;
  if (flags.length === 0) return true;
  const rest = line.slice(call.index).split(/[\s"']+/);
  return flags.some((flag) => rest.includes(flag));
}

function place(line: Line, part: string): { start: number; end: number } {
  const at = line.text.indexOf(part);
  return at < 0
    ? line
    : {
        start: line.start + at - (line.text.length - line.text.trimStart().length),
        end: line.start + at + part.length,
      };
}

function checkAction(action: ActionKnowledge, context: StepContext): void {
  const inputs = child(context.step, "with");
  const { report } = context;
  for (const [input, texts] of Object.entries(action.dangers)) {
    const node = child(inputs, input);
    const danger = texts.find((each) => textOf(node)?.includes(each));
    if (node && danger !== undefined)
      report.add("dangerous-agent-option", node, { option: `${input}: ${danger}` });
  }
  const opening = Object.entries(action.opens ?? {}).find(([input, values]) =>
    values.includes(textOf(child(inputs, input))?.trim() ?? ""),
  );
  const tools = action.tools
    .flatMap((input) => textsOf(child(inputs, input)).map((each) => String(each.value)))
    .join("\n");
  for (const input of action.prompts) {
    const node = child(inputs, input);
    const [outside] = node ? context.find(textOf(node) ?? "", context.tainted) : [];
    if (!node || !outside) continue;
    const asks = action.asksForAccess === true && opening === undefined;
    reportPrompt(context, outside, node, { tools, asks });
    return;
  }
  if (opening === undefined) return;
  const node = child(inputs, opening[0]);
  if (node)
    reportPrompt(context, { written: `${opening[0]}: ${opening[1].join(", ")}`, field: "anyone" }, node, {
      tools,
    });
}

interface Judged {
  /** The text that names the tools. */
  tools: string;
  /** Commands run without a question. */
  isShell?: boolean;
  /** The action refuses those without write access. */
  asks?: boolean;
}

function reportPrompt(
  context: StepContext,
  outside: Outside,
  at: { start: number; end: number },
  { tools, isShell, asks }: Judged,
): void {
  const { triggers, job, step, knowledge, report } = context;
  if (triggers.open.length === 0 && triggers.fork.length === 0) return;
  if (asksWho(context)) return;
  if (onlyReads(tools, knowledge)) return;
  const power = powerOf(context, isShell === true);
  if (power === undefined) return;
  const isGated = asks === true && isActorsOwn(outside.field, triggers.open);
  const isFork = triggers.open.length === 0;
  const note = isFork
    ? "from a fork the job gets neither secrets nor a write token"
    : isGated
      ? "the action itself refuses people without write access"
      : undefined;
  report.add(
    "untrusted-workflow-prompt",
    at,
    { source: outside.written, power, step: textOf(child(step, "name")) ?? job.name },
    { lowered: isFork || isGated, ...(note !== undefined && { note }) },
  );
}

/** A condition on the step, its job, or a job that it waits for asks who caused the event. */
function asksWho({ step, job, jobs, knowledge }: StepContext): boolean {
  const mentions = (text: string) => knowledge.askingWho.some((word) => text.includes(word));
  const needed = scalarsIn(child(job.node, "needs") ?? { kind: "list", start: 0, end: 0, items: [] }).map(
    (each) => each.value,
  );
  // "Not that bot" lets everybody else in.
  const conditions = [child(step, "if"), child(job.node, "if")].map((each) =>
    (textOf(each) ?? "").replace(/[\w.]{1,80}\s*!=\s*'[^']*'/g, ""),
  );
  if (conditions.some(mentions)) return true;
  const earlier = job.steps.slice(0, job.steps.indexOf(step));
  const texts = [
    ...earlier.filter((each) => !textOf(child(each, "uses"))?.startsWith("actions/checkout")),
    ...jobs.filter((each) => needed.includes(each.name)).map((each) => each.node),
  ];
  return texts.some((node) =>
    scalarsIn(node).some(
      (each) =>
        typeof each.value === "string" &&
        /author_association|getCollaboratorPermissionLevel|check-?user-?permission|has-permission|\bcollaborators\//i.test(
          each.value,
        ),
    ),
  );
}

/** Whether a list of tools is given and all of them only read. */
function onlyReads(tools: string, knowledge: WorkflowKnowledge): boolean {
  const given = /--allowed-?[tT]ools[= ]+(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(tools);
  const list = given ? (given[1] ?? given[2] ?? given[3] ?? "") : /^[\w*:(),\s-]+$/.test(tools) ? tools : "";
  const names = list.match(/\w+\([^)]*\)|[\w*-]+/g) ?? [];
  return (
    names.length > 0 &&
    names.every(
      (name) =>
        knowledge.readingTools.includes(name) ||
        knowledge.readingPrefixes.some((prefix) => name.startsWith(prefix)),
    )
  );
}

/** What a misled model could use, in words; undefined when the job only reads and holds nothing. */
function powerOf({ job, root, knowledge }: StepContext, isShell: boolean): string | undefined {
  const permissions = child(job.node, "permissions") ?? child(root, "permissions");
  const secret = scalarsIn(job.node)
    .flatMap((each) => [...String(each.value).matchAll(/secrets\.(\w+)/g)].map((match) => match[1] ?? ""))
    .find((name) => !knowledge.modelSecrets.includes(name));
  if (permissions === undefined) return "whatever the repository gives its workflows by default";
  const written =
    permissions.kind === "map"
      ? permissions.entries.find((entry) => entry.key !== "id-token" && textOf(entry.value) === "write")?.key
      : textOf(permissions) === "write-all"
        ? "everything"
        : undefined;
  if (written !== undefined) return `a token that writes (${written})`;
  if (secret !== undefined) return `the secret ${secret}`;
  return isShell ? "a shell" : undefined;
}
