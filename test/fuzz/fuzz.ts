import type { ReadAsset } from "../harness/project.ts";
import { openDataTarget } from "./dataTarget.ts";
import { openProtocolTarget } from "./protocolTarget.ts";
import { fixtureSeeds, seedsIn } from "./seeds.ts";
import { openSourceTarget } from "./sourceTarget.ts";
import type { Target } from "./target.ts";

export const targetNames = ["source", "data", "protocol"] as const;
export type TargetName = (typeof targetNames)[number];

/** `from` is a folder of real programs; the fixtures if absent. */
export async function openTarget(name: TargetName, readAsset: ReadAsset, from?: string): Promise<Target> {
  const seeds = from === undefined ? fixtureSeeds() : seedsIn(from);
  if (name === "source") return openSourceTarget(seeds, readAsset);
  return name === "data" ? openDataTarget(seeds, readAsset) : openProtocolTarget(seeds);
}
