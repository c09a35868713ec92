// Made by scripts/generate.mjs from rules/; not edited by hand.
import type { LoadedPack } from "../models/pack.ts";

export const packs: LoadedPack[] = JSON.parse(
  "[]",
) as LoadedPack[];
