import type { Anchor } from "../findings/finding.ts";
import { fix, quoted, textOf, withImport } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import { addSetting } from "./settings.ts";

/** A person is asked before the tools run, by the setting that the framework has for it. The program has to take the question to somebody and go on with the answer. */
export function askBefore(input: FixInput): Fix[] {
  const asks = input.finding.anchor?.asks ?? [];
  const edits = asks.map((ask) => editFor(input, ask));
  const [first] = asks;
  if (!first || edits.some((edit) => edit === undefined)) return [];
  const imports = first.import === undefined ? [] : withImport(input, first.import);
  const name = first.arg.split(/[.|]/).at(-1) ?? "";
  const title = `Have a person asked first (${name}), and answer what the run then waits for`;
  return [fix(input, "guided", title, [...edits.filter((edit) => edit !== undefined), ...imports])];
}

type Ask = NonNullable<Anchor["asks"]>[number];

function editFor(input: FixInput, ask: Ask): Edit | undefined {
  if (ask.path !== input.finding.path) return undefined;
  const value = ask.value.replace("{tools}", () => table(input, ask.names ?? []));
  const written = textOf(input, ask);
  const start = ask.start + (/^@\s*/.exec(written)?.[0].length ?? 0);
  const isDecorator = start > ask.start;
  const { calls } = input.constructs;
  const call = calls.find((c) => c.start === start && (isDecorator ? c.end <= ask.end : c.end === ask.end));
  if (call) {
    const [own] = ask.arg.split("|");
    const given = call.args.some((a) => a.name === own || a.spread);
    const anchor = { ...ask, start: call.start, end: call.end, row: -1 };
    const at = { ...input, finding: { ...input.finding, anchor } };
    return given ? undefined : addSetting(at, call.args, own ?? "", value);
  }
  const bare = isDecorator ? /^@\s*[\w.]+(?![\w.(])/.exec(written) : null;
  const end = ask.start + (bare?.[0].length ?? 0);
  return bare ? { start: end, end, text: `(${ask.arg}=${value})` } : undefined;
}

function table(input: FixInput, names: readonly string[]): string {
  const isPython = input.lang === "py";
  const entries = names.map((name) => {
    const key = !isPython && /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(input, name);
    return `${key}: ${isPython ? "True" : "true"}`;
  });
  return isPython ? `{${entries.join(", ")}}` : `{ ${entries.join(", ")} }`;
}
