import { escapeControls } from "./escape.ts";
import type { DocumentCall, DocumentRequest, DocumentSlot, InventoryDocument } from "./inventoryDocument.ts";

/** Kinds of data that an attacker may write. */
const ATTACKABLE = new Set(["user", "external", "retrieved", "tool-input", "model"]);

/** Calls for text that data of others reaches: each is a target. */
function targets(doc: InventoryDocument): { call: DocumentCall; request: DocumentRequest; hole: string }[] {
  return doc.calls.flatMap((call) => {
    if (call.kind !== "text" || call.untrusted.length === 0) return [];
    const [request] = [...call.requests].sort((a, b) => risk(b) - risk(a));
    return request === undefined ? [] : [{ call, request, hole: "attack" }];
  });
}

function risk({ slots }: DocumentRequest): number {
  return slots.reduce(
    (sum, slot) => sum + slot.pieces.filter((piece) => ATTACKABLE.has(piece.provenance)).length,
    0,
  );
}

const ROLES: Readonly<Record<string, string>> = {
  system: "system",
  developer: "system",
  assistant: "assistant",
};

/** The messages as they are sent: constants as they are, what an attacker writes as `{{attack}}`, the rest by its name. */
function messages({ slots }: DocumentRequest): { role: string; content: string }[] {
  return oneOfEach(slots)
    .filter((slot) => slot.slot !== "tool-description" && slot.slot !== "data")
    .map((slot) => ({
      role: ROLES[slot.slot] ?? "user",
      content: slot.pieces
        .map((piece) =>
          ATTACKABLE.has(piece.provenance)
            ? "{{attack}}"
            : piece.provenance === "constant"
              ? literal(piece.text)
              : `[${piece.text}]`,
        )
        .join(""),
    }));
}

/** Of texts of which a run sends one: the first that an attacker reaches, else the first. */
function oneOfEach(slots: readonly DocumentSlot[]): DocumentSlot[] {
  const isReached = ({ pieces }: DocumentSlot): boolean =>
    pieces.some((piece) => ATTACKABLE.has(piece.provenance));
  const out: DocumentSlot[] = [];
  for (const slot of slots) {
    const before = out.at(-1);
    if (!slot.instead || before === undefined) out.push(slot);
    else if (isReached(slot) && !isReached(before)) out[out.length - 1] = slot;
  }
  return out;
}

/** Braces of the program's own text are no holes of the template. */
function literal(text: string): string {
  return text.replaceAll("{{", "{ {").replaceAll("}}", "} }").replaceAll("{%", "{ %").replaceAll("{#", "{ #");
}

const yaml = (value: unknown): string => JSON.stringify(value);

function purpose(call: DocumentCall): string {
  const goals = [
    ...new Set(call.answers.filter((answer) => answer.effect !== "cleared").map((answer) => answer.kind)),
  ];
  const reach = call.untrusted.join(", ");
  const ends = goals.length > 0 ? ` Its answer goes on to: ${goals.join(", ")}.` : "";
  const tools = call.tools.length > 0 ? ` It may call ${call.tools.length} tools.` : "";
  return `Model call in ${call.path}:${call.start.line}, reached by ${reach}.${ends}${tools}`;
}

/** A configuration for promptfoo: a prompt and a target for each call that data of others reaches. */
export function renderPromptfoo(doc: InventoryDocument): string {
  const all = targets(doc);
  const lines = [
    "# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json",
    `# ${all.length} of ${doc.summary.calls} model calls are reached by data of others. Run: promptfoo redteam run -c FILE`,
    "description: Attacks on the model calls that llmlint found",
  ];
  if (all.length === 0) return `${lines.join("\n")}\nprompts: []\ntargets: []\n`;
  lines.push("prompts:");
  for (const { call, request } of all)
    lines.push(
      `  - id: ${yaml(call.id)}`,
      `    label: ${yaml(call.id)}`,
      `    raw: ${yaml(JSON.stringify(messages(request)))}`,
    );
  lines.push("targets:");
  for (const { call } of all) {
    const id = call.redTeam?.promptfoo;
    const model = call.models[0];
    if (id === undefined || model === undefined)
      lines.push(
        `  # ${call.package} ${call.call}: ${id === undefined ? "no provider of promptfoo is known for it" : "the model is chosen at run time"}; set the id`,
      );
    lines.push(
      `  - id: ${yaml(id === undefined ? "file://target.js" : `${id}${model ?? "MODEL"}`)}`,
      `    label: ${yaml(`target of ${call.id}`)}`,
      `    prompts: [${yaml(call.id)}]`,
    );
  }
  lines.push(
    "redteam:",
    "  injectVar: attack",
    `  purpose: ${yaml(all.map(({ call }) => purpose(call)).join(" "))}`,
    "  plugins:",
    ...plugins(all.map(({ call }) => call)).map((plugin) => `    - ${plugin}`),
    "  strategies:",
    "    - jailbreak",
    "    - prompt-injection",
    "",
  );
  return lines.join("\n");
}

/** What to try, by what an answer could do. */
function plugins(calls: readonly DocumentCall[]): string[] {
  const ends = new Set(calls.flatMap((call) => call.answers.map((answer) => answer.kind)));
  const sources = new Set(calls.flatMap((call) => call.untrusted as string[]));
  return [
    "hijacking",
    "prompt-extraction",
    ...(sources.has("retrieved") || sources.has("external") ? ["indirect-prompt-injection"] : []),
    ...(ends.has("shell") || ends.has("code") ? ["shell-injection"] : []),
    ...(ends.has("sql") ? ["sql-injection"] : []),
    ...(ends.has("url") ? ["ssrf"] : []),
    ...(calls.some((call) => call.tools.length > 0) ? ["excessive-agency", "rbac"] : []),
  ].map((plugin) =>
    plugin === "indirect-prompt-injection"
      ? `id: ${plugin}\n      config:\n        indirectInjectionVar: attack`
      : `id: ${plugin}`,
  );
}

/** Configurations for garak: a document of YAML for each call; garak reads one document a file. */
export function renderGarak(doc: InventoryDocument): string {
  const all = targets(doc);
  if (all.length === 0) return "# No model call is reached by data of others.\n";
  return all.map(({ call, request }) => garakTarget(call, request)).join("---\n");
}

function garakTarget(call: DocumentCall, request: DocumentRequest): string {
  const system = messages(request)
    .filter(({ role }) => role === "system")
    .map(({ content }) => content)
    .join("\n");
  const type = call.redTeam?.garak;
  const model = call.models[0];
  const ends = new Set(call.answers.map((answer) => answer.kind));
  const probes = [
    "promptinject",
    "latentinjection",
    ...(ends.has("html") || ends.has("response") ? ["web_injection"] : []),
    ...(ends.has("template") || ends.has("sql") || ends.has("code") ? ["exploitation"] : []),
  ];
  return [
    `# ${escapeControls(call.id)}`,
    `# ${escapeControls(purpose(call))}`,
    ...(type === undefined ? [`# no generator of garak is known for ${call.package}: set target_type`] : []),
    ...(model === undefined ? ["# the model is chosen at run time: set target_name"] : []),
    "run:",
    `  system_prompt: ${yaml(system.replaceAll("{{attack}}", "[data of others]"))}`,
    "plugins:",
    `  target_type: ${yaml(type ?? "TYPE")}`,
    `  target_name: ${yaml(model ?? "MODEL")}`,
    `  probe_spec: ${yaml(probes.join(","))}`,
    "reporting:",
    `  report_prefix: ${yaml(call.id.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 80))}`,
    "",
  ].join("\n");
}
