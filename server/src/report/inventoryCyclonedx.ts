import { compareText } from "../base/order.ts";
import { type InventoryDocument, inventoryDocument } from "./inventoryDocument.ts";
import type { JsonPlace } from "./json.ts";
import { printJson } from "./printJson.ts";
import type { ReportInput } from "./report.ts";

interface Occurrence {
  location: string;
  line: number;
  symbol?: string;
}
interface Component {
  type: "machine-learning-model" | "library" | "data" | "application";
  "bom-ref": string;
  name: string;
  version?: string;
  purl?: string;
  evidence?: { occurrences: Occurrence[] };
  properties?: { name: string; value: string }[];
}

/** CycloneDX 1.6: models and packages as components with their places, MCP servers as services, findings as properties of both. */
export function renderInventoryCyclonedx(input: ReportInput): string {
  const doc = inventoryDocument(input);
  const libraries = librariesOf(doc);
  const models = modelsOf(doc);
  const services = servicesOf(doc);
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: `${input.time}Z`,
      tools: { components: [{ type: "application", name: input.tool.name, version: input.tool.version }] },
      component: { type: "application", "bom-ref": "program", name: "program" },
    },
    components: [...models, ...libraries],
    ...(services.length > 0 ? { services } : {}),
    dependencies: [
      {
        ref: "program",
        dependsOn: [...models, ...libraries, ...services].map((each) => each["bom-ref"]).sort(compareText),
      },
      ...dependenciesOf(doc),
    ],
  };
  return `${printJson(bom, 2)}\n`;
}

function occurrence(place: JsonPlace, symbol: string): Occurrence {
  return { location: place.path, line: place.start.line, ...(symbol === "" ? {} : { symbol }) };
}

const ref = (kind: string, ...parts: string[]): string =>
  [kind, ...parts.filter((part) => part !== "")].join(":");

const modelRef = (pack: string, name: string): string => ref("model", pack, name);

function modelsOf(doc: InventoryDocument): Component[] {
  const out = new Map<string, Component & { evidence: { occurrences: Occurrence[] } }>();
  for (const call of doc.calls)
    for (const name of call.models.length > 0 ? call.models : [UNKNOWN]) {
      const key = modelRef(call.package, name);
      const known = out.get(key) ?? {
        type: "machine-learning-model" as const,
        "bom-ref": key,
        name,
        evidence: { occurrences: [] },
        properties: [{ name: "llmlint:called-with", value: call.package }],
      };
      out.set(key, known);
      known.evidence.occurrences.push(occurrence(call, call.inside));
    }
  return byRef([...out.values()]);
}
/** The program decides at run time which model it calls. */
const UNKNOWN = "unknown";

function librariesOf(doc: InventoryDocument): Component[] {
  const out = new Map<string, Component & { evidence: { occurrences: Occurrence[] } }>();
  for (const part of [...doc.calls, ...doc.retrievals, ...doc.stores]) {
    if (part.ecosystem === "lang") continue;
    const key = ref("library", part.ecosystem, part.package, part.version ?? "");
    const known = out.get(key) ?? {
      type: "library" as const,
      "bom-ref": key,
      name: part.package,
      ...(part.version === undefined ? {} : { version: part.version }),
      purl: purl(part.ecosystem, part.package, part.version),
      evidence: { occurrences: [] },
    };
    out.set(key, known);
    known.evidence.occurrences.push(occurrence(part, part.inside));
  }
  return byRef([...out.values()]);
}

/** A package URL; the at sign of a scope is escaped, names of PyPI are written its way. */
function purl(ecosystem: "npm" | "pypi", name: string, version: string | undefined): string {
  const path =
    ecosystem === "pypi"
      ? encodeURIComponent(name.toLowerCase().replaceAll(/[._-]+/g, "-"))
      : name.split("/").map(encodeURIComponent).join("/");
  return `pkg:${ecosystem}/${path}${version === undefined ? "" : `@${encodeURIComponent(version)}`}`;
}

interface Service {
  "bom-ref": string;
  name: string;
  endpoints?: string[];
  "x-trust-boundary"?: boolean;
  properties: { name: string; value: string }[];
}

function servicesOf(doc: InventoryDocument): Service[] {
  return byRef(
    doc.servers.map((server) => {
      const isAddress = /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(server.target ?? "");
      return {
        "bom-ref": ref("service", server.id),
        name: server.name === "" ? "server" : server.name,
        ...(isAddress && server.target !== undefined ? { endpoints: [server.target] } : {}),
        ...(server.kind === "served" ? {} : { "x-trust-boundary": true }),
        properties: [
          { name: "llmlint:kind", value: `MCP server, ${server.kind}` },
          { name: "llmlint:place", value: `${server.path}:${server.start.line}` },
          ...(server.target !== undefined && !isAddress
            ? [{ name: "llmlint:command", value: server.target }]
            : []),
        ],
      };
    }),
  );
}

/** A model is reached through the package that calls it. */
function dependenciesOf(doc: InventoryDocument): { ref: string; dependsOn: string[] }[] {
  const out = new Map<string, Set<string>>();
  for (const call of doc.calls) {
    if (call.ecosystem === "lang") continue;
    const from = ref("library", call.ecosystem, call.package, call.version ?? "");
    for (const name of call.models.length > 0 ? call.models : [UNKNOWN])
      out.set(from, (out.get(from) ?? new Set()).add(modelRef(call.package, name)));
  }
  return [...out]
    .sort(([a], [b]) => compareText(a, b))
    .map(([from, to]) => ({ ref: from, dependsOn: [...to].sort(compareText) }));
}

function byRef<T extends { "bom-ref": string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => compareText(a["bom-ref"], b["bom-ref"]));
}
