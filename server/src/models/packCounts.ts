import type { LoadedPack, Row } from "./pack.ts";

/** What a pack holds, for lists of what is known. A row that does two things is counted twice. */
export interface PackCounts {
  calls: number;
  sources: number;
  sinks: number;
  sanitizers: number;
  guards: number;
  entries: number;
}

export function countRows(pack: LoadedPack): PackCounts {
  const counts: PackCounts = { calls: 0, sources: 0, sinks: 0, sanitizers: 0, guards: 0, entries: 0 };
  const add = (row: Row | string | undefined): void => {
    if (row === undefined || typeof row === "string") return;
    if (row.model) counts.calls++;
    if (row.source) counts.sources++;
    if (row.sink) counts.sinks++;
    if (row.sanitize) counts.sanitizers++;
    if (row.guard || row.approval) counts.guards++;
    if (row.entry) counts.entries++;
  };
  for (const model of Object.values(pack.types ?? {})) {
    add(model.construct);
    for (const row of Object.values({ ...model.members })) add(row);
    for (const row of Object.values({ ...model.fields })) add(row);
    counts.entries += size(model.subclass) + size(model.listed);
  }
  for (const row of Object.values(pack.functions ?? {})) add(row);
  for (const row of Object.values(pack.values ?? {})) add(row);
  counts.calls += pack.endpoints?.length ?? 0;
  counts.sinks += size(pack.assigns) + size(pack.attributes);
  counts.entries += size(pack.exports) + size(pack.directives) + (pack.shapes?.length ?? 0);
  return counts;
}

function size(table: object | undefined): number {
  return Object.keys(table ?? {}).length;
}
