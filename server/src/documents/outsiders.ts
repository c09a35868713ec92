import type { WorkflowKnowledge } from "./knowledge.ts";
import { child, type DocNode, scalarsIn, textOf } from "./node.ts";

/** An expression of a workflow that holds what an outsider wrote. */
export interface Outside {
  /** As it is written, for messages and to find it in the text: "github.event.issue.body", "$BODY". */
  written: string;
  /** The field of the event that it comes from, where that is known. */
  field: string;
}

/** What holds outsiders' text at a step: variables of the environment, outputs of steps and of jobs. */
export interface Tainted {
  variables: ReadonlyMap<string, string>;
  outputs: ReadonlyMap<string, string>;
}

/** Answers which parts of a text an outsider wrote. */
export function createFinder(knowledge: WorkflowKnowledge): (text: string, tainted: Tainted) => Outside[] {
  const fields = knowledge.outsiders.map((path) => ({
    path,
    expression: new RegExp(
      `(?<![\\w.])${path.replace(/\./g, "\\.").replace("*", "[\\w\\[\\]*]+")}(?![\\w.])`,
      "i",
    ),
  }));
  const whole = /toJSON\(\s*github\.event(?:\.(?:issue|comment|pull_request|review|discussion))?\s*\)/i;
  return (text, tainted) => {
    const out: Outside[] = [];
    for (const match of text.matchAll(/\$\{\{([^}]{1,400})\}\}/g)) {
      const inside = match[1] ?? "";
      // What a comparison or a search gives is a truth value.
      if (/[=!]=|\b(?:contains|startsWith|endsWith|hashFiles)\s*\(/.test(inside)) continue;
      const field = fields.find(({ expression }) => expression.test(inside));
      if (field) out.push({ written: field.path, field: field.path });
      else if (whole.test(inside)) out.push({ written: inside.trim(), field: "github.event" });
      for (const [name, origin] of [...tainted.outputs])
        if (inside.includes(name)) out.push({ written: name, field: origin });
      const variable = /(?<![\w.])env\.(\w+)/.exec(inside)?.[1];
      const origin = variable === undefined ? undefined : tainted.variables.get(variable);
      if (variable !== undefined && origin !== undefined)
        out.push({ written: `env.${variable}`, field: origin });
    }
    for (const match of text.matchAll(/\$(?:\{(\w{1,60})\}|(\w{1,60})|env:(\w{1,60}))/g)) {
      const name = match[1] ?? match[2] ?? match[3] ?? "";
      const origin = tainted.variables.get(name);
      if (origin !== undefined) out.push({ written: `$${name}`, field: origin });
    }
    return out;
  };
}

/** Variables of an `env` map that outsiders fill, added to those from around. */
export function variablesOf(
  env: DocNode | undefined,
  around: ReadonlyMap<string, string>,
  find: (text: string, tainted: Tainted) => Outside[],
  outputs: ReadonlyMap<string, string>,
): Map<string, string> {
  const out = new Map(around);
  if (env?.kind !== "map") return out;
  for (const { key, value } of env.entries) {
    const [first] = find(textOf(value) ?? "", { variables: around, outputs });
    if (first) out.set(key, first.field);
    else out.delete(key);
  }
  return out;
}

export interface Trigger {
  /** Events that outsiders cause with the repository's secrets at hand. */
  open: string[];
  /** Events that come without them from a fork. */
  fork: string[];
}

/** Which of a workflow's events outsiders cause. */
export function triggersOf(on: DocNode | undefined, knowledge: WorkflowKnowledge): Trigger {
  const events: { name: string; types: string[] }[] = [];
  if (on?.kind === "map")
    for (const { key, value } of on.entries) {
      const types = child(value, "types");
      events.push({ name: key, types: types ? scalarsIn(types).map((each) => String(each.value)) : [] });
    }
  else if (on) for (const each of scalarsIn(on)) events.push({ name: String(each.value), types: [] });
  const isOpen = ({ types }: { types: string[] }) =>
    types.length === 0 || types.some((type) => !knowledge.closedTypes.includes(type));
  const caused = events.filter(isOpen).map((event) => event.name);
  return {
    open: caused.filter((name) => knowledge.events.includes(name)),
    fork: caused.filter((name) => knowledge.forkEvents.includes(name)),
  };
}

/**
 * Whether the one who caused the event wrote the field: then an action that refuses people without write access refuses this text too. A comment under
 * an issue is caused by the one who comments, and the issue is somebody else's.
 */
export function isActorsOwn(field: string, events: readonly string[]): boolean {
  const subject =
    /^github\.event\.(\w+)/.exec(field)?.[1] ?? (field === "github.head_ref" ? "pull_request" : "");
  const subjectOf: Readonly<Record<string, string>> = {
    issues: "issue",
    issue_comment: "comment",
    pull_request_target: "pull_request",
    pull_request: "pull_request",
    pull_request_review: "review",
    pull_request_review_comment: "comment",
    discussion: "discussion",
    discussion_comment: "comment",
  };
  return events.length > 0 && events.every((event) => subjectOf[event] === subject);
}
