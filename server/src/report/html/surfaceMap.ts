import { displayWidth } from "../escape.ts";
import { placeGraph } from "../graphLayout.ts";
import { type InventoryDocument, withFindings } from "../inventoryDocument.ts";
import { type GraphEdge, type GraphNode, inventoryGraph } from "../inventoryGraph.ts";
import { attribute } from "./markup.ts";
import { target } from "./promptMap.ts";

const KINDS: Readonly<Record<GraphNode["kind"], string>> = {
  source: "data of others",
  call: "model call",
  model: "model",
  tool: "tool",
  retrieval: "retrieval",
  store: "vector store",
  server: "MCP server",
  sink: "answer ends in",
};
/** A larger graph cannot be read; what bears no risk is left out first. */
const MOST_NODES = 90;
const MOST_EDGES = 220;
const LONGEST = 26;

export interface SurfaceOptions {
  /** In an editor, what has a place is a button that leads there. */
  isInteractive: boolean;
  /** What no finding touches is left out. */
  isRisky: boolean;
  /** Parts and ways of the graph by {@link keyOf} → risks, by which the page's script filters. */
  risks?: ReadonlyMap<string, readonly string[]>;
}

/** A node or a way of the graph by name. */
const keyOf = (part: { id: string } | { from: string; to: string }): string =>
  "id" in part ? part.id : `${part.from}→${part.to}`;

/** Which parts and ways a finding of some risk touches. */
export function risksOnMap(
  doc: InventoryDocument,
  risksOf: (rule: string) => readonly string[],
): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const risk of new Set(doc.findings.flatMap(({ rule }) => risksOf(rule)))) {
    const { nodes, edges } = risky(
      inventoryGraph(withFindings(doc, ({ rule }) => risksOf(rule).includes(risk))),
    );
    for (const key of [...nodes, ...edges].map(keyOf)) out.set(key, [...(out.get(key) ?? []), risk]);
  }
  return out;
}

/** The map of the program's surface as a picture, drawn here so that the page needs no script. */
export function renderSurfaceMap(
  doc: InventoryDocument,
  link: (node: GraphNode) => string | undefined,
  { isInteractive, isRisky, risks }: SurfaceOptions,
): string {
  const graph = isRisky ? risky(inventoryGraph(doc)) : inventoryGraph(doc);
  const { edges: oneWay, mutual } = withoutMutual(graph.edges);
  const linked = new Set(oneWay.flatMap(({ from, to }) => [from, to]));
  // What stands alone and bears no risk says nothing here.
  const isTold = (node: GraphNode): boolean =>
    linked.has(node.id) || node.level !== null || node.kind === "server" || node.kind === "tool";
  const whole = { nodes: graph.nodes.filter(isTold), edges: oneWay };
  const { nodes, edges } = reduced(whole);
  if (nodes.length === 0)
    return `<p class="empty">${isRisky ? "No finding lies on the map." : "The program has nothing to do with models, as far as is known."}</p>`;
  const boxes = nodes.map((node) => ({
    id: node.id,
    width: widthOf(node),
    height: node.detail === "" ? 38 : 52,
  }));
  const placed = placeGraph(boxes, edges);
  const rectangles = new Map(
    boxes.map((box): [string, Rectangle] => [
      box.id,
      { ...box, ...(placed.boxes.get(box.id) ?? { x: 0, y: 0 }) },
    ]),
  );
  const data = (part: GraphNode | GraphEdge): string =>
    risks ? ` data-risks="${(risks.get(keyOf(part)) ?? []).join(" ")}"` : "";
  const arrows = edges.map((edge, i) => {
    const [source, end] = [rectangles.get(edge.from), rectangles.get(edge.to)];
    return source && end ? renderEdge(edge, source, end, placed.edges[i] ?? [], data(edge)) : "";
  });
  const drawn = nodes.map((node, i) => {
    const at = placed.boxes.get(node.id) ?? { x: 0, y: 0 };
    return renderNode(
      node,
      { ...at, width: boxes[i]?.width ?? 0, height: boxes[i]?.height ?? 0 },
      link(node),
      isInteractive,
      data(node),
    );
  });
  const left = whole.nodes.length - nodes.length;
  const cut =
    left > 0
      ? `<p class="ways">${left} parts without a known risk are left out here; the inventory has them.</p>`
      : "";
  const pairs =
    mutual > 0
      ? `<p class="ways">${mutual === 1 ? "One pair" : `${mutual} pairs`} of model calls feed each other: no line is drawn between them.</p>`
      : "";
  const [width, height] = [Math.ceil(placed.width), Math.ceil(placed.height)];
  const says = `${nodes.length} parts and ${edges.length} ways between them; the inventory lists them as text.`;
  return `<div class="surface" role="region" aria-label="Map, scrolls sideways" tabindex="0"><svg role="group" aria-label="${attribute(says)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${["", "error", "warning"].map(marker).join("")}</defs>${arrows.join("")}${drawn.join("")}</svg></div>${cut}${pairs}`;
}

/** What bears a finding, and the ways that bear one with their ends. */
function risky({ nodes, edges }: { nodes: GraphNode[]; edges: GraphEdge[] }): {
  nodes: GraphNode[];
  edges: GraphEdge[];
} {
  const bad = new Set(nodes.flatMap(({ id, level }) => (level === null ? [] : [id])));
  const ways = edges.filter(({ from, to, level }) => level !== null || (bad.has(from) && bad.has(to)));
  const ends = new Set(ways.flatMap(({ from, to }) => [from, to]));
  return { nodes: nodes.filter(({ id }) => bad.has(id) || ends.has(id)), edges: ways };
}

/** Calls that feed each other, often all those behind one interface, would cover the map with lines. */
function withoutMutual(edges: readonly GraphEdge[]): { edges: GraphEdge[]; mutual: number } {
  const keys = new Set(edges.map(({ from, to }) => `${from}→${to}`));
  const kept = edges.filter(({ from, to }) => !keys.has(`${to}→${from}`));
  return { edges: kept, mutual: (edges.length - kept.length) / 2 };
}

function reduced({ nodes, edges }: { nodes: GraphNode[]; edges: GraphEdge[] }): {
  nodes: GraphNode[];
  edges: GraphEdge[];
} {
  const degree = new Map<string, number>();
  for (const { from, to, level } of edges)
    for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + (level === null ? 1 : 20));
  const weight = (node: GraphNode): number =>
    (node.level === "error" ? 400 : node.level === "warning" ? 200 : 0) + (degree.get(node.id) ?? 0);
  const kept = [...nodes].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_NODES);
  const ids = new Set(kept.map((node) => node.id));
  const inside = edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  const rank = (edge: GraphEdge): number => (edge.level === "error" ? 0 : edge.level === "warning" ? 1 : 2);
  return {
    nodes: nodes.filter((node) => ids.has(node.id)),
    edges: [...inside].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_EDGES),
  };
}

function marker(level: string): string {
  return `<marker id="arrow${level}" class="${level}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker>`;
}

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Point {
  x: number;
  y: number;
}

function renderEdge(
  { level, label, from, to }: GraphEdge,
  source: Rectangle,
  end: Rectangle,
  points: readonly Point[],
  data: string,
): string {
  const kind = level === "error" || level === "warning" ? level : "";
  return `<path class="edge ${kind}"${data} marker-end="url(#arrow${kind})" d="${lineBetween(source, end, points)}"><title>${attribute(`${from} → ${to}: ${label}`)}</title></path>`;
}

/** From the right side of one box to the left side of the other, around the boxes between them; back to the left as the layout says. */
function lineBetween(source: Rectangle, end: Rectangle, points: readonly Point[]): string {
  const start = { x: source.x + source.width, y: source.y + source.height / 2 };
  const finish = { x: end.x, y: end.y + end.height / 2 };
  if (finish.x <= start.x) return `M${points.map(at).join("L")}`;
  const stops = [start, ...points.slice(2, -2), finish];
  const legs = stops.slice(1).map((stop, i) => {
    const before = stops[i] ?? start;
    const bend = (stop.x - before.x) / 2;
    return `C${at({ x: before.x + bend, y: before.y })} ${at({ x: stop.x - bend, y: stop.y })} ${at(stop)}`;
  });
  return `M${at(start)}${legs.join("")}`;
}

const at = ({ x, y }: Point): string => `${Math.round(x)} ${Math.round(y)}`;

/** With the level in words: colour and shape are not the only marks. */
function kindOf({ kind, level }: GraphNode): string {
  return level === "error" || level === "warning" ? `${KINDS[kind]}, ${level}` : KINDS[kind];
}

function widthOf(node: GraphNode): number {
  const text = Math.max(
    displayWidth(shorten(node.label)) * 7,
    displayWidth(shorten(node.detail)) * 6.2,
    kindOf(node).length * 5.8,
  );
  return Math.ceil(text + 26 + (node.level === null ? 0 : 14));
}

function renderNode(
  node: GraphNode,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  href: string | undefined,
  isInteractive: boolean,
  data: string,
): string {
  const level = node.level === "error" || node.level === "warning" ? node.level : "";
  const round = node.kind === "source" || node.kind === "sink" ? height / 2 : node.kind === "model" ? 2 : 7;
  const [left, top] = [Math.round(x), Math.round(y)];
  const flag = level === "" ? "" : `<path class="flag" d="M${left + width - 20} ${top + 15}l5 -9l5 9z"/>`;
  const detail =
    node.detail === ""
      ? ""
      : `<text class="detail" x="${left + 13}" y="${top + 44}">${attribute(shorten(node.detail))}</text>`;
  const says = `${KINDS[node.kind]}: ${node.label}${node.detail === "" ? "" : `, ${node.detail}`}${level === "" ? "" : `, ${level}`}`;
  const body = `<rect class="box" x="${left}" y="${top}" width="${width}" height="${height}" rx="${round}"/>${flag}<text class="kind" x="${left + 13}" y="${top + 14}">${kindOf(node)}</text><text x="${left + 13}" y="${top + 29}">${attribute(shorten(node.label))}</text>${detail}<title>${attribute(says)}</title>`;
  const group = `<g class="${node.kind} ${level}"${data}>${body}</g>`;
  if (isInteractive) {
    const leads =
      node.kind === "call" ? ` data-call="${attribute(node.id)}"` : node.place && target(node.place);
    return leads ? `<g role="button" tabindex="0" class="${node.kind} ${level}"${leads}>${body}</g>` : group;
  }
  return href === undefined ? group : `<a href="#${href}">${group}</a>`;
}

function shorten(text: string): string {
  const chars = [...text];
  return chars.length > LONGEST ? `${chars.slice(0, LONGEST - 1).join("")}…` : text;
}
