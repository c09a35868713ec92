import type { Level } from "../findings/finding.ts";
import type { DocumentCall, InventoryDocument } from "./inventoryDocument.ts";
import type { JsonPlace } from "./json.ts";

export type NodeKind = "source" | "call" | "model" | "tool" | "retrieval" | "store" | "server" | "sink";

export interface GraphNode {
  id: string;
  kind: NodeKind;
  label: string;
  /** A second, smaller line. */
  detail: string;
  level: Level | null;
  place: JsonPlace | null;
}
export interface GraphEdge {
  from: string;
  to: string;
  label: string;
  level: Level | null;
}

/** What the program has to do with models, as nodes and edges: from where data comes, through which calls, to where answers end. */
export function inventoryGraph(doc: InventoryDocument): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const node = (of: GraphNode): string => {
    const known = nodes.get(of.id);
    if (known === undefined) nodes.set(of.id, of);
    else if (worse(of.level, known.level)) known.level = of.level;
    return of.id;
  };
  const edge = (from: string, to: string, label: string, level: Level | null): void => {
    if (from === to) return;
    const key = `${from}→${to}`;
    const known = edges.get(key);
    if (known === undefined) edges.set(key, { from, to, label, level });
    else if (worse(level, known.level)) known.level = level;
  };
  const risky = riskyPlaces(doc);
  for (const call of doc.calls) {
    const id = node({
      id: call.id,
      kind: "call",
      label: functionName(call.inside) || call.call,
      detail: `${call.path.split("/").pop()}:${call.start.line}`,
      level: call.level,
      place: call,
    });
    for (const name of call.models)
      edge(
        id,
        node({ ...plain("model", `${call.package} ${name}`), label: name, detail: call.package }),
        "asks",
        null,
      );
    for (const kind of sourcesOf(call))
      edge(
        node({ ...plain("source", kind), label: SOURCES[kind] ?? kind }),
        id,
        "reaches",
        untrustedLevel(doc, call),
      );
    for (const from of call.requests.flatMap((request) =>
      request.slots.flatMap((slot) => slot.pieces.flatMap((piece) => piece.from)),
    ))
      if (from.startsWith("retrieval:")) edge(from, id, "brings text", null);
    for (const tool of call.tools) edge(id, tool, "may call", null);
    for (const answer of call.answers) {
      const level = answer.effect === "cleared" ? null : (risky.get(placeKey(answer)) ?? null);
      if (answer.to !== undefined) edge(id, answer.to, "feeds", null);
      else if (!QUIET.has(answer.kind) || level !== null)
        edge(
          id,
          node({ ...plain("sink", answer.kind), label: SINKS[answer.kind] ?? answer.kind, level }),
          answer.name,
          level,
        );
    }
  }
  for (const tool of doc.tools)
    node({
      id: tool.id,
      kind: "tool",
      label: tool.name === "" ? "tool" : tool.name,
      detail: tool.powers.map((power) => power.power).join(", "),
      level: null,
      place: tool,
    });
  for (const part of doc.retrievals)
    node({
      id: part.id,
      kind: "retrieval",
      label: part.name,
      detail: part.package,
      level: null,
      place: part,
    });
  for (const part of doc.stores)
    node({ id: part.id, kind: "store", label: part.name, detail: part.package, level: null, place: part });
  for (const server of doc.servers)
    node({
      id: server.id,
      kind: "server",
      label: server.name,
      detail: `MCP, ${server.kind}`,
      level: null,
      place: server,
    });
  const known = [...edges.values()].filter((each) => nodes.has(each.from) && nodes.has(each.to));
  return { nodes: [...nodes.values()], edges: known };
}

/** The function as people call it: one without a name by what is around it. */
function functionName(inside: string): string {
  return inside.replaceAll(/\.?<[^>]*>/g, "");
}

/** Ends that do nothing by themselves. */
const QUIET = new Set(["log", "file"]);

const SOURCES: Readonly<Record<string, string>> = {
  user: "users",
  external: "outside content",
  retrieved: "retrieved text",
  "tool-input": "tool arguments",
};
export const SINKS: Readonly<Record<string, string>> = {
  code: "code that runs",
  shell: "shell",
  sql: "database query",
  html: "page",
  path: "file path",
  url: "web address",
  deserialize: "deserializer",
  template: "template",
  tool: "choice of a tool",
  response: "response",
  log: "log",
  file: "file",
  "vector-store": "vector store",
  "remote-content": "remote content",
  "training-data": "training data",
};

function plain(kind: NodeKind, name: string): GraphNode {
  return { id: `${kind}:${name}`, kind, label: name, detail: "", level: null, place: null };
}

function sourcesOf(call: DocumentCall): string[] {
  const fed = new Set(
    call.requests.flatMap((request) =>
      request.slots.flatMap((slot) =>
        slot.pieces.flatMap((piece) => (piece.from.length > 0 ? [] : [piece.provenance as string])),
      ),
    ),
  );
  return call.untrusted.filter((kind) => kind !== "model" && (kind !== "retrieved" || fed.has(kind)));
}

function untrustedLevel(doc: InventoryDocument, call: DocumentCall): Level | null {
  const own = doc.findings.filter((finding) => call.findings.includes(finding.fingerprint));
  const within = own.filter((finding) =>
    call.requests.some((request) => request.slots.some((slot) => placeKey(slot) === placeKey(finding))),
  );
  return worst(within.map((finding) => finding.level));
}

function riskyPlaces(doc: InventoryDocument): Map<string, Level> {
  const out = new Map<string, Level>();
  for (const finding of doc.findings) {
    const key = placeKey(finding);
    if (worse(finding.level, out.get(key) ?? null)) out.set(key, finding.level);
  }
  return out;
}

export function placeKey(place: JsonPlace): string {
  return `${place.path}:${place.start.line}:${place.start.column}`;
}

const ORDER: readonly (Level | null)[] = ["error", "warning", "info", null];
function worse(a: Level | null, b: Level | null): boolean {
  return ORDER.indexOf(a) < ORDER.indexOf(b);
}
function worst(levels: readonly Level[]): Level | null {
  return ORDER.find((level) => level !== null && levels.includes(level)) ?? null;
}

/** Mermaid text: names are quoted, and nothing in them ends the quotes. */
export function renderMermaid(doc: InventoryDocument): string {
  const { nodes, edges } = inventoryGraph(doc);
  const ids = new Map(nodes.map((node, i) => [node.id, `n${i}`]));
  const lines = nodes.map((node) => {
    const [open, close] = SHAPES[node.kind];
    const text = node.detail === "" ? node.label : `${node.label}<br/>${quote(node.detail)}`;
    const label = node.detail === "" ? quote(node.label) : `${quote(node.label)}<br/>${quote(node.detail)}`;
    return `  ${ids.get(node.id)}${open}"${text === "" ? " " : label}"${close}`;
  });
  const arrows = edges.map(
    (edge) =>
      `  ${ids.get(edge.from)} ${edge.level === "error" ? "==>" : "-->"}|"${quote(edge.label)}"| ${ids.get(edge.to)}`,
  );
  const of = (level: Level): string[] =>
    nodes.flatMap((node) => (node.level === level ? [ids.get(node.id) ?? ""] : []));
  const marked = (["error", "warning"] as const).flatMap((level) =>
    of(level).length > 0 ? [`  class ${of(level).join(",")} ${level}`] : [],
  );
  return [
    "flowchart LR",
    ...lines,
    ...arrows,
    "  classDef error stroke:#b3261e,stroke-width:3px",
    "  classDef warning stroke:#8a5a00,stroke-width:2px,stroke-dasharray:6 3",
    ...marked,
    "",
  ].join("\n");
}

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  source: ["([", "])"],
  call: ["[", "]"],
  model: ["{{", "}}"],
  tool: ["[[", "]]"],
  retrieval: ["[/", "/]"],
  store: ["[(", ")]"],
  server: ["[[", "]]"],
  sink: [">", "]"],
};

function quote(text: string): string {
  return text
    .slice(0, 80)
    .replace(/[^\p{L}\p{N} _.,:;()[\]{}/+*=@-]/gu, (char) => `#${char.codePointAt(0)};`);
}
