import { Graph, layout } from "@dagrejs/dagre";

export interface Box {
  id: string;
  width: number;
  height: number;
}
export interface Placement {
  width: number;
  height: number;
  /** Upper left corners. */
  boxes: Map<string, { x: number; y: number }>;
  /** Points that an edge runs through, in the order of the edges given. */
  edges: { x: number; y: number }[][];
}

/** Places boxes in layers from left to right. The same graph is placed the same way. */
export function placeGraph(boxes: readonly Box[], edges: readonly { from: string; to: string }[]): Placement {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 16, ranksep: 120, edgesep: 8, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  edges.forEach(({ from, to }, i) => {
    graph.setEdge(from, to, {}, String(i));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    boxes: new Map(
      boxes.map((box) => {
        const { x, y } = graph.node(box.id) as { x: number; y: number };
        return [box.id, { x: x - box.width / 2, y: y - box.height / 2 }];
      }),
    ),
    edges: edges.map(({ from, to }, i) => {
      const found = graph.edge({ v: from, w: to, name: String(i) }) as
        | { points?: { x: number; y: number }[] }
        | undefined;
      return found?.points ?? [];
    }),
  };
}
