import { type EngineResult, maskSecrets } from "../../engine.ts";
import type { Place } from "../../findings/finding.ts";
import type { InventoryCall } from "../../findings/inventory.ts";
import type { RuleInfo } from "../../findings/rule.ts";
import { placeConstants } from "../../report/constantPlaces.ts";
import { renderCallPage, renderSurfacePage } from "../../report/html/editorPage.ts";
import { attribute, readAs } from "../../report/html/markup.ts";
import { inventoryDocument } from "../../report/inventoryDocument.ts";
import type { ReportInput } from "../../report/report.ts";
import { absolutePath, relativePath } from "../../workspace/paths.ts";
import { type Encoding, Positions } from "../positions.ts";
import type { MapAnswer, MapQuestion } from "./messages.ts";

export interface MapInput {
  result: EngineResult;
  rules: readonly RuleInfo[];
  profile: "recommended" | "strict";
  /** The folder that paths of the result are relative to, and the one that people know them by. */
  top: string;
  root: string;
  encoding: Encoding;
  showsInfo(rule: string): boolean;
}

/** Draws what the editor asks for from what the last whole run found. */
export function drawMap(input: MapInput, question: MapQuestion): MapAnswer {
  const { result } = input;
  const inventory = result.makeInventory();
  const risks = new Map(input.rules.map((rule) => [rule.id, rule.owaspLlm2025]));
  const risk = question.view === "surface" ? (question.risk ?? "") : "";
  const findings = result.findings.filter(
    ({ ruleId, level }) =>
      (level !== "info" || input.showsInfo(ruleId)) &&
      (!risk.startsWith("LLM") || (risks.get(ruleId) ?? []).includes(risk)),
  );
  const report = { ...reportOf(input, { ...result, findings, inventory }), paths: result.analysed };
  const doc = inventoryDocument(report);
  const calls = doc.calls.length;
  if (question.view === "surface") {
    const page = renderSurfacePage(doc, risk);
    return { page, files: filesOf(page, input.top, report), calls };
  }
  const index = chosenCall(input, inventory.calls, question);
  const call = index === undefined ? undefined : doc.calls[index];
  const shown = call && placeConstants(call, report);
  const page = renderCallPage(doc, shown);
  const files = filesOf(page, input.top, report);
  if (call === undefined) return { page, files, calls };
  const { id, start } = call;
  const title = `${call.package} ${call.call}`;
  const path = absolutePath(input.root, call.path);
  const position = { line: start.line - 1, character: start.column - 1 };
  return { page, files, calls, call: { id, title, path, position } };
}

/** The files that a page names, as its script reads them. */
function filesOf(
  page: string,
  top: string,
  { paths, result, rootName }: ReportInput & { paths: readonly string[] },
): MapAnswer["files"] {
  const named = new Set(Array.from(page.matchAll(/ data-path="([^"]*)"/g), ([, name]) => name));
  const others = [...(result.inventory?.servers ?? []), ...result.findings].map(({ path }) => path);
  return Object.fromEntries(
    [...paths, ...others]
      .map((path) => [rootName(path), path] as const)
      .filter(([name]) => named.has(attribute(name)))
      .map(([name, path]) => [readAs(name), absolutePath(top, path)]),
  );
}

function reportOf({ rules, profile, top, root }: MapInput, result: EngineResult): ReportInput {
  const rootName = (path: string): string => relativePath(root, absolutePath(top, path));
  return {
    result,
    rules,
    tool: { name: "llmlint", version: "" },
    profile,
    text: (path) => result.text(path),
    rootName,
    displayName: rootName,
    maskSecrets,
    time: "",
  };
}

/** The call that was shown before, wherever it stands now; else the one at the place, else the nearest one in its file. */
function chosenCall(
  { result, top, encoding }: MapInput,
  calls: readonly InventoryCall[],
  { call, path, position }: MapQuestion,
): number | undefined {
  const known = calls.findIndex(({ id }) => id === call);
  if (call !== undefined && known >= 0) return known;
  if (path === undefined || position === undefined) return undefined;
  const own = relativePath(top, path);
  const offset = new Positions(result.text(own) ?? "", encoding).offset(position);
  const distance = (place: Place): number =>
    place.path !== own ? Infinity : Math.max(place.start - offset, offset - place.end, 0);
  const size = ({ start, end }: Place): number => end - start;
  const ranked = calls
    .map((each, index) => ({ each, index, far: distance(each) }))
    .filter(({ far }) => far < Infinity)
    .sort((a, b) => a.far - b.far || size(a.each) - size(b.each));
  if (ranked[0]?.far === 0) return ranked[0].index;
  // A slot may be filled far from the call that it belongs to.
  const filled = calls.findIndex(({ requests }) =>
    requests.some(({ slots }) => slots.some((slot) => distance(slot) === 0)),
  );
  return filled >= 0 ? filled : ranked[0]?.index;
}
