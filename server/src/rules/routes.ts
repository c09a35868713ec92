import type { Place } from "../findings/finding.ts";
import type { Hit } from "../flow/analysis.ts";
import { dangerTruth } from "../flow/dangers.ts";
import type { Entry } from "../flow/env.ts";
import { type Label, newLabel } from "../flow/labels.ts";
import { PARAM_ROW, siteFunc, siteRow } from "../flow/program.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import { GateKeeper } from "./gates.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { placeOf } from "./places.ts";
import { judgeTenants } from "./tenants.ts";

/** What is missing before the handlers of a server: authentication, limits, checks of host and origin. */
export function judgeRoutes(input: JudgeInput, out: Candidate[]): void {
  const keeper = new GateKeeper(input);
  judgeTransports(input, keeper, out);
  judgeTenants(input, keeper, out);
  judgeHandlers(input, keeper, out);
}

/** Handlers through which a stranger's text reaches a model. */
function judgeHandlers(input: JudgeInput, keeper: GateKeeper, out: Candidate[]): void {
  const handlers = new Map<number, Entry>();
  for (const entry of input.result.entries)
    if (entry.role === "web handler" || entry.role === "server action") handlers.set(entry.gid, entry);
  const seen = new Set<number>();
  for (const hit of input.result.hits) {
    if (handlers.size === 0) return;
    if (hit.use.kind !== "request") continue;
    const label = concrete(input, hit.use.value).find((l) => l.kind === "user");
    if (!label) continue;
    const path = [hit.gid, ...hit.use.chain.map(siteFunc), siteFunc(hit.use.site), siteFunc(label.origin)];
    const entry = path.map((gid) => handlers.get(gid)).find((e) => e !== undefined);
    if (!entry || seen.has(entry.gid)) continue;
    seen.add(entry.gid);
    const gates = keeper.ofRoute(entry.gid, entry.site);
    if (!gates.isLimited) out.push(finding(input, "missing-rate-limit", hit, label, entry));
    if (!gates.isAuthenticated) out.push(finding(input, "unauthenticated-model-endpoint", hit, label, entry));
  }
}

function finding(input: JudgeInput, ruleId: string, hit: Hit, label: Label, entry: Entry): Candidate {
  return newCandidate(ruleId, hit, label, { arg: "", isPlain: true, at: headOf(input, entry) });
}

/** The line that registers a handler, or the handler's own first line. */
function headOf(input: JudgeInput, entry: Entry): Place {
  const { program } = input;
  const owner = program.func(siteFunc(entry.site));
  const row = siteRow(entry.site);
  const op = row < PARAM_ROW ? owner.ir.ops[row * STRIDE] : -1;
  const { ir, file } = program.func(entry.gid);
  const place =
    op === Op.call || op === Op.invoke
      ? placeOf(program, entry.site)
      : { path: program.file(file).path, start: ir.start, end: ir.end };
  const line = input.text(place.path)?.slice(place.start, place.end).split("\n", 1)[0] ?? "";
  return { ...place, end: line === "" ? place.end : place.start + line.trimEnd().length };
}

/** MCP servers that anything which reaches the port may call. */
function judgeTransports(input: JudgeInput, keeper: GateKeeper, out: Candidate[]): void {
  for (const hit of input.result.hits) {
    const { danger, value, site, row } = hit.use;
    if (
      danger?.risk !== "exposure" ||
      dangerTruth(input.result.store, input.models, danger, value, true) !== true
    )
      continue;
    if (isGuarded(input, keeper, hit)) continue;
    out.push(
      newCandidate("unprotected-mcp-transport", hit, newLabel("config", site), {
        arg: "",
        lowered: danger.lowered && !input.models.isDecided(row) ? -1 : 0,
        notes: danger.lowered
          ? ["newer versions check by themselves where the server listens on this machine only"]
          : [],
        isPlain: true,
      }),
    );
  }
}

/** Where the server is set up, or in what is around it, somebody asks who is there. */
function isGuarded(input: JudgeInput, keeper: GateKeeper, hit: Hit): boolean {
  return [hit.use.site, ...hit.use.chain].some((site) => {
    const { file } = input.program.func(siteFunc(site));
    const routes = input.result.entries.filter((e) => input.program.func(e.gid).file === file);
    if (routes.some((e) => keeper.ofRoute(e.gid, e.site).isAuthenticated)) return true;
    for (const gates of [keeper.inFile(file), keeper.inBases(siteFunc(site)), keeper.aroundFile(file)])
      if (gates.isAuthenticated || gates.isHostChecked) return true;
    return false;
  });
}
