// Made by scripts/generate.mjs from rules/; not edited by hand.
import type { RuleInfo } from "../findings/rule.ts";

export const rules: RuleInfo[] = JSON.parse(
  "[]",
) as RuleInfo[];
