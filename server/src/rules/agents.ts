import type { Agent, Tool, ToolDeed } from "../flow/agents.ts";
import { newLabel } from "../flow/labels.ts";
import { siteFunc } from "../flow/program.ts";
import type { Power } from "../models/pack.ts";
import { type Candidate, type JudgeInput, newCandidate } from "./judge.ts";
import { calleeAt } from "./wording.ts";

/** Deeds that a person should see before they are done, as people call them. */
const HARM: Partial<Record<Power, string>> = {
  run: "runs commands or code",
  write: "writes files",
  delete: "deletes files",
  change: "changes data",
  send: "sends messages",
};
const MOST_NAMED = 4;

/** Findings about agents as a whole: what the tools that one is given can do, alone and together. */
export function judgeAgents(input: JudgeInput, out: Candidate[]): void {
  const agents = input.result.agents();
  if (agents.length === 0) return;
  judgeApproval(input, agents, out);
  judgeTrifecta(input, agents, out);
  judgeAudit(input, agents, out);
}

/** A tool that does harm at the model's word. Each tool once a file: a model, a node and an executor are given the same list. */
function judgeApproval(input: JudgeInput, agents: readonly Agent[], out: Candidate[]): void {
  const told = new Set<string>();
  for (const agent of agents) {
    const { file } = input.program.func(siteFunc(agent.site));
    const harmful = agent.tools.filter((t) => harmsOf(t).length > 0);
    const isNew = (t: Tool): boolean => !told.has(`${file}|${t.gids.join(",")}|${t.name}`);
    if (!harmful.some(isNew)) continue;
    for (const t of harmful) told.add(`${file}|${t.gids.join(",")}|${t.name}`);
    const named = harmful.slice(0, MOST_NAMED).map((t) => describe(input, t));
    const more = harmful.length - named.length;
    out.push(
      finding(
        agent,
        "unapproved-dangerous-tool",
        { tools: [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ") },
        asksFor(input, agent, harmful),
      ),
    );
  }
}

/** Settings with which a person is asked before any of these tools runs: one each where the tools are made, or one for the agent. None where a tool would be left. */
function asksFor(input: JudgeInput, agent: Agent, tools: readonly Tool[]): NonNullable<Candidate["asks"]> {
  const own = tools.map((t) => t.asks?.[0]);
  if (own.every((ask) => ask !== undefined)) return own;
  const option = agent.row < 0 ? undefined : input.models.row(agent.row).options?.approval;
  const ask = option?.ask;
  // What a package calls its own tools is not always what they are shown as.
  const isNamed = tools.every((t) => t.name !== "" && t.gids.length > 0);
  if (!ask || !option.args.includes(ask.arg) || !isNamed) return [];
  return [{ ...ask, site: agent.hit.use.site, names: tools.map((t) => t.name) }];
}

function harmsOf(tool: Tool): ToolDeed[] {
  if (tool.isApproved) return [];
  return tool.deeds.filter((d) => HARM[d.power] !== undefined && d.isChosen && !d.isAsked);
}

/** Private data, words of strangers and a way out, in the hands of one agent, and nobody looks at what leaves. */
function judgeTrifecta(input: JudgeInput, agents: readonly Agent[], out: Candidate[]): void {
  for (const agent of agents) {
    const having = (wanted: (t: Tool) => boolean): string | undefined => {
      const tool = agent.tools.find(wanted);
      return tool && (tool.name === "" ? "a tool" : tool.name);
    };
    const knows = having((t) =>
      t.deeds.some((d) => d.power === "private" || (d.power === "run" && d.isChosen)),
    );
    const hears = having((t) => readsStrangers(input, t));
    const leaks = having(
      (t) => !t.isApproved && t.deeds.some((d) => LEAKS.has(d.power) && d.isChosen && !d.isAsked),
    );
    if (knows === undefined || hears === undefined || leaks === undefined) continue;
    // One tool that runs commands is a matter of its own.
    if (knows === hears && hears === leaks && agent.tools.length > 0 && isShell(agent.tools, knows)) continue;
    out.push(finding(agent, "lethal-trifecta", { knows, hears, leaks }));
  }
}
const LEAKS = new Set<Power>(["send", "request", "run"]);
const isShell = (tools: readonly Tool[], name: string): boolean =>
  tools.some((t) => t.name === name && t.deeds.some((d) => d.power === "run"));

/** Text of strangers: pages whose address the model chooses, mails, search results. Not the answer of one service that the project names. */
function readsStrangers(input: JudgeInput, tool: Tool): boolean {
  if (tool.deeds.some((d) => d.power === "request" && d.isChosen)) return true;
  const services = new Set(
    tool.deeds.filter((d) => d.power === "fetch").map((d) => input.models.row(d.row).packId),
  );
  return tool.deeds.some((d) => d.power === "untrusted" && !services.has(input.models.row(d.row).packId));
}

/** Tools that change the world and leave no trace of it. */
function judgeAudit(input: JudgeInput, agents: readonly Agent[], out: Candidate[]): void {
  if (isTraced(input)) return;
  const told = new Set<string>();
  for (const agent of agents) {
    if (agent.row >= 0 && leavesRecord(input, agent.row)) continue;
    const { file } = input.program.func(siteFunc(agent.site));
    const silent = agent.tools.filter(
      (t) =>
        t.deeds.some((d) => HARM[d.power] !== undefined && d.isChosen) &&
        !t.deeds.some((d) => d.power === "record"),
    );
    const isNew = (t: Tool): boolean => !told.has(`${file}|${t.gids.join(",")}|${t.name}`);
    if (!silent.some(isNew)) continue;
    for (const t of silent) told.add(`${file}|${t.gids.join(",")}|${t.name}`);
    out.push(
      finding(agent, "missing-audit-trail", {
        tools: silent
          .slice(0, MOST_NAMED)
          .map((t) => (t.name === "" ? "a tool" : t.name))
          .join(", "),
      }),
    );
  }
}
const leavesRecord = (input: JudgeInput, row: number): boolean =>
  input.models.row(row).power?.some((p) => p === "record") === true;

/** The program imports something that traces what agents do. */
function isTraced(input: JudgeInput): boolean {
  return input.program.files.some((file) =>
    file.imports.some((i) => {
      const found = input.models.external(file.lang, i.specifier, i.name === "*" ? [] : [i.name]);
      if (found?.kind === "row" || found?.kind === "valueRow") return leavesRecord(input, found.row.id);
      return found?.kind === "type" && found.type.construct?.power?.some((p) => p === "record") === true;
    }),
  );
}

/** "wipe (runs commands or code: subprocess.run)" */
function describe(input: JudgeInput, tool: Tool): string {
  const harms = harmsOf(tool);
  const phrases = [...new Set(harms.map((d) => HARM[d.power] ?? ""))].slice(0, 2);
  const calls = harms.map((d) => (d.site < 0 ? "" : calleeAt(input, d.site))).filter((c) => c !== "");
  const by = calls[0] === undefined ? "" : `: ${calls[0]}`;
  const what = `${phrases.join(", ")}${by}`;
  return tool.name === "" ? `a tool that ${what}` : `${tool.name} (${what})`;
}

function finding(
  agent: Agent,
  ruleId: string,
  values: Record<string, string>,
  asks: NonNullable<Candidate["asks"]> = [],
): Candidate {
  return newCandidate(ruleId, agent.hit, newLabel("config", agent.site), {
    site: agent.site,
    arg: agent.arg,
    tier: 0,
    values,
    ...(asks.length > 0 && { asks }),
    isPlain: true,
  });
}
