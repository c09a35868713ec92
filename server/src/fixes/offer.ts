import { askBefore } from "./approval.ts";
import { capLimit } from "./caps.ts";
import { containPath } from "./contain.ts";
import { textOf } from "./editing.ts";
import type { Fix, FixInput, FixMaker } from "./fix.ts";
import { useHelper } from "./helpers.ts";
import { removeInvisible } from "./hidden.ts";
import { keyFromEnvironment, useHttps } from "./keys.ts";
import { withoutLeftovers } from "./leftovers.ts";
import { boundText } from "./lengths.ts";
import { withinLines } from "./lineLength.ts";
import { leaveOutOfLog, redact } from "./logs.ts";
import { boundLoop } from "./loops.ts";
import { delimit, moveOutOfSystem, splitPrompt } from "./prompts.ts";
import { applyRecipes } from "./recipes.ts";
import { refuseLongArgument, refuseLongText } from "./refusals.ts";
import { fixRoles } from "./roles.ts";
import { checkBySchema } from "./schemas.ts";
import { boundCall, restoreSafetyNet } from "./settings.ts";
import { assignInstead, wrapForeignPart } from "./values.ts";

/** Only the last part of a path, where its folder is not known well enough for a check. */
const keepInside: FixMaker = (input) => {
  const checked = containPath(input);
  if (!checked) return [];
  // A pattern names many files, and folders among them.
  if (/(?:pattern|glob)\b/i.test(textOf(input, input.finding))) return checked;
  return checked.length > 0 ? checked : wrapForeignPart(input);
};

/** What repairs the findings of a rule, the best first. Rules that are not here say in their documentation why nothing is offered. */
export const makers: Readonly<Record<string, readonly FixMaker[]>> = {
  "untrusted-system-prompt": [moveOutOfSystem],
  "unseparated-prompt": [splitPrompt],
  "unfiltered-rag-content": [moveOutOfSystem, delimit],
  "unfiltered-external-content": [moveOutOfSystem, delimit],
  "untrusted-message-roles": [fixRoles],
  "model-output-to-code": [applyRecipes],
  "model-output-to-shell": [applyRecipes],
  "model-output-to-sql": [applyRecipes],
  "model-output-to-html": [applyRecipes, useHelper, wrapForeignPart, assignInstead],
  "model-output-to-path": [applyRecipes, keepInside],
  "model-output-to-deserializer": [applyRecipes],
  "model-output-to-template": [applyRecipes],
  "unsafe-tool-input": [applyRecipes, keepInside],
  "hidden-unicode-in-prompt": [removeInvisible],
  "hardcoded-api-key": [keyFromEnvironment],
  "api-key-in-browser": [restoreSafetyNet],
  "api-key-in-log": [redact],
  "logged-prompt": [leaveOutOfLog],
  "unapproved-dangerous-tool": [askBefore],
  "dangerous-agent-option": [restoreSafetyNet],
  "overbroad-tool-access": [restoreSafetyNet],
  "disabled-safety-filter": [restoreSafetyNet],
  "remote-code-trusted": [restoreSafetyNet],
  "unsafe-model-deserialization": [restoreSafetyNet, applyRecipes],
  "insecure-model-endpoint": [useHttps, restoreSafetyNet],
  "unvalidated-model-output": [checkBySchema],
  "untrusted-model-options": [capLimit],
  "unbounded-user-input": [boundText, refuseLongText, refuseLongArgument],
  "missing-token-limit": [boundCall("limit")],
  "missing-timeout": [boundCall("timeout")],
  "unbounded-agent-loop": [boundLoop, boundCall("steps")],
};

/** The fixes for a finding, the best first. Pure: the same text and finding give the same edits. */
export function offerFixes(input: FixInput): Fix[] {
  return (makers[input.finding.ruleId] ?? [])
    .flatMap((make) => make(input))
    .map((fix) => withinLines(input, withoutLeftovers(input, fix)));
}
