import type { Hit } from "../flow/analysis.ts";
import { dangerTruth } from "../flow/dangers.ts";
import { newLabel } from "../flow/labels.ts";
import { siteFunc } from "../flow/program.ts";
import { GateKeeper } from "./gates.ts";
import type { Candidate, JudgeInput } from "./judge.ts";

/** What is missing before the handlers of a server: authentication, limits, checks of host and origin. */
export function judgeRoutes(input: JudgeInput, out: Candidate[]): void {
  const keeper = new GateKeeper(input);
  judgeTransports(input, keeper, out);
}

/** MCP servers that anything which reaches the port may call. */
function judgeTransports(input: JudgeInput, keeper: GateKeeper, out: Candidate[]): void {
  for (const hit of input.result.hits) {
    const { danger, value, site, row, tier } = hit.use;
    if (
      danger?.risk !== "exposure" ||
      dangerTruth(input.result.store, input.models, danger, value, true) !== true
    )
      continue;
    if (isGuarded(input, keeper, hit)) continue;
    out.push({
      ruleId: "unprotected-mcp-transport",
      site,
      arg: "",
      lowered: danger.lowered && !input.models.isDecided(row) ? -1 : 0,
      tier,
      label: newLabel("config", site),
      hit,
      notes: danger.lowered
        ? ["newer versions check by themselves where the server listens on this machine only"]
        : [],
      values: {},
      isPlain: true,
    });
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
