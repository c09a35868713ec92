import type { Finding, Level, Place } from "../findings/finding.ts";
import { isActive } from "../findings/finding.ts";
import type {
  Gate,
  Inventory,
  InventoryAgent,
  InventoryAnswer,
  InventoryCall,
  InventoryKey,
  InventoryPart,
  InventoryPiece,
  InventoryServer,
  InventoryTool,
} from "../findings/inventory.ts";
import { orderFindings } from "../findings/order.ts";
import type { JsonPlace } from "./json.ts";
import { printJson } from "./printJson.ts";
import { maskResult, type ReportInput } from "./report.ts";
import { openSources } from "./source.ts";

/** It rises when a key goes away or changes its meaning; new keys may come at any time. docs/inventory-format.md describes the form. */
export const INVENTORY_VERSION = 1;

/** The inventory with places as lines and columns, without secrets, with the findings: every view is drawn from it. */
export interface InventoryDocument {
  version: typeof INVENTORY_VERSION;
  tool: { name: string; version: string };
  summary: Record<
    "calls" | "untrusted" | "tools" | "agents" | "retrievals" | "stores" | "servers" | "keys" | "findings",
    number
  >;
  calls: DocumentCall[];
  tools: Placed<
    Omit<InventoryTool, "powers"> & {
      powers: (Omit<InventoryTool["powers"][number], "place"> & { place: JsonPlace | null })[];
    }
  >[];
  agents: Placed<InventoryAgent>[];
  retrievals: Placed<InventoryPart>[];
  stores: Placed<InventoryPart>[];
  servers: Placed<InventoryServer>[];
  keys: Placed<InventoryKey>[];
  findings: DocumentFinding[];
}

export type Placed<T extends Place> = Omit<T, "path" | "start" | "end"> & JsonPlace;
export type DocumentGate = Omit<Gate, "path" | "start" | "end"> & { place: JsonPlace | null };
export type DocumentPiece = Omit<InventoryPiece, "path" | "start" | "end" | "gates"> & {
  place: JsonPlace | null;
  gates: DocumentGate[];
};
export type DocumentSlot = JsonPlace & {
  slot: string;
  repeated: boolean;
  instead?: true;
  pieces: DocumentPiece[];
};
export type DocumentRequest = { via: JsonPlace[]; slots: DocumentSlot[] };
export type DocumentAnswer = Placed<InventoryAnswer>;
export type DocumentCall = Placed<Omit<InventoryCall, "requests" | "answers">> & {
  requests: DocumentRequest[];
  answers: DocumentAnswer[];
  /** Fingerprints of the findings whose way leads through the call. */
  findings: string[];
  /** The worst of them. */
  level: Level | null;
};
export type DocumentFinding = JsonPlace & {
  fingerprint: string;
  rule: string;
  level: Level;
  what: string;
  calls: string[];
};

const EMPTY: Inventory = {
  calls: [],
  tools: [],
  agents: [],
  retrievals: [],
  stores: [],
  servers: [],
  keys: [],
};

export function inventoryDocument(input: ReportInput): InventoryDocument {
  const result = maskResult(input.result, input.maskSecrets);
  const inventory = result.inventory ?? EMPTY;
  const openSource = openSources(input);
  const place = ({ path, start, end }: Place): JsonPlace => ({
    path: input.rootName(path),
    ...openSource(path).region({ start, end }),
  });
  const placed = <T extends Place>({ path, start, end, ...rest }: T): Placed<T> =>
    ({ ...rest, ...place({ path, start, end }) }) as Placed<T>;
  const mayBe = ({ path, start, end }: Partial<Place>): JsonPlace | null =>
    path === undefined || start === undefined || end === undefined ? null : place({ path, start, end });
  const findings = orderFindings(result.findings).filter(isActive);
  const callsOf = new Map(
    findings.map((finding) => [finding, inventory.calls.filter((call) => concerns(finding, call))]),
  );
  const calls = inventory.calls.map(({ requests, answers, ...call }): DocumentCall => {
    const own = findings.filter((finding) => callsOf.get(finding)?.some((each) => each.id === call.id));
    return {
      ...placed(call),
      requests: requests.map(({ via, slots }) => ({
        via: via.map(place),
        slots: slots.map(({ slot, repeated, instead, pieces, ...at }) => ({
          slot,
          repeated,
          ...(instead ? { instead } : {}),
          ...place(at),
          pieces: pieces.map(({ path, start, end, gates, ...piece }) => ({
            ...piece,
            place: mayBe({
              ...(path === undefined ? {} : { path }),
              ...(start === undefined ? {} : { start }),
              ...(end === undefined ? {} : { end }),
            }),
            gates: gates.map(({ kind, effect, name, ...at }) => ({ kind, effect, name, place: mayBe(at) })),
          })),
        })),
      })),
      answers: answers.map(placed),
      findings: own.map((finding) => finding.fingerprint),
      level: LEVELS.find((level) => own.some((finding) => finding.level === level)) ?? null,
    };
  });
  return {
    version: INVENTORY_VERSION,
    tool: { name: input.tool.name, version: input.tool.version },
    summary: {
      calls: calls.filter((call) => call.kind !== "setup").length,
      untrusted: calls.filter((call) => call.kind !== "setup" && call.untrusted.length > 0).length,
      tools: inventory.tools.length,
      agents: inventory.agents.length,
      retrievals: inventory.retrievals.length,
      stores: inventory.stores.length,
      servers: inventory.servers.length,
      keys: inventory.keys.length,
      findings: findings.length,
    },
    calls,
    tools: inventory.tools.map((tool) => ({
      ...placed(tool),
      powers: tool.powers.map(({ place: at, ...power }) => ({ ...power, place: at ? place(at) : null })),
    })),
    agents: inventory.agents.map(placed),
    retrievals: inventory.retrievals.map(placed),
    stores: inventory.stores.map(placed),
    servers: inventory.servers.map(placed),
    keys: inventory.keys.map(placed),
    findings: findings.map((finding) => ({
      fingerprint: finding.fingerprint,
      rule: finding.ruleId,
      level: finding.level,
      what: finding.what,
      ...place(finding),
      calls: (callsOf.get(finding) ?? []).map((call) => call.id),
    })),
  };
}

/** The same program as if only some of the findings were there. */
export function withFindings(
  doc: InventoryDocument,
  isWanted: (finding: DocumentFinding) => boolean,
): InventoryDocument {
  const findings = doc.findings.filter(isWanted);
  const levels = new Map(findings.map(({ fingerprint, level }) => [fingerprint, level]));
  const calls = doc.calls.map((call) => {
    const own = call.findings.filter((fingerprint) => levels.has(fingerprint));
    const level = LEVELS.find((each) => own.some((fingerprint) => levels.get(fingerprint) === each)) ?? null;
    return { ...call, findings: own, level };
  });
  return { ...doc, findings, calls };
}

const LEVELS: readonly Level[] = ["error", "warning", "info"];

/** The way of the finding leads through the call, or it stands in what is sent there. */
function concerns(finding: Finding, call: InventoryCall): boolean {
  const isAt = (place: Place): boolean =>
    place.path === call.path && place.start === call.start && place.end === call.end;
  if (isAt(finding) || finding.paths.some((path) => path.some(isAt))) return true;
  if (finding.path === call.path && finding.start >= call.start && finding.end <= call.end) return true;
  // A slot may be filled far from its call.
  const isSlot = (place: Place): boolean =>
    call.requests.some(({ slots }) =>
      slots.some((slot) => slot.path === place.path && slot.start === place.start && slot.end === place.end),
    );
  return isSlot(finding);
}

/** The model as JSON: one document whose keys always stand in the same order. */
export function renderInventoryJson(input: ReportInput): string {
  return `${printJson(inventoryDocument(input), 2)}\n`;
}
