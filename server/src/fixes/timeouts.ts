import type { CallSyntax } from "../ir/constructs.ts";
import { covers, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";

/** Tokens that a slow model still writes in a second. */
const PACE = 40;
/** Minutes for an answer that is read while it is written, or that a model on the own machine writes. */
const LONG = 5;

/**
 * Seconds that the longest answer which the call allows may take, in whole minutes; less than the platform gives the handlers that lead
 * to it. `limits`: what the length of an answer is called. Undefined where there is no time for an answer.
 */
export function timeFor(
  input: FixInput,
  call: CallSyntax,
  limits: readonly (string | undefined)[],
): number | undefined {
  const given = [
    ...call.args,
    ...input.constructs.objects.filter((o) => covers(call, o)).flatMap((o) => o.entries),
  ];
  const tokens = given
    .filter((a) => a.name !== undefined && limits.includes(a.name))
    .map((a) => Number(textOf(input, a.value).replaceAll("_", "")));
  const most = Math.max(0, ...tokens.filter(Number.isSafeInteger));
  const isStream =
    /stream/i.test(textOf(input, call.callee)) ||
    given.some((a) => a.name === "stream" && /^[Tt]rue$/.test(textOf(input, a.value)));
  const least = isStream || input.isOnDevice ? LONG : 1;
  const seconds = Math.min(10, Math.max(least, Math.ceil(most / PACE / 60))) * 60;
  const whole = timeOfHandlers(input);
  if (whole === undefined) return seconds;
  // What goes wrong has to be answered as well, and the rounds of a loop share the time.
  const share = input.finding.anchor?.served?.isRepeated === true ? 1 / 3 : 3 / 4;
  const within = Math.round((whole * share) / 5) * 5;
  return within < SHORTEST || within + 5 > whole ? undefined : Math.min(seconds, within);
}
/** Seconds in which a model has given a short answer. */
const SHORTEST = 10;

/** Seconds that the platform gives the shortest of the handlers that lead to the call, as their files state it. */
function timeOfHandlers(input: FixInput): number | undefined {
  const { finding, timeLimits } = input;
  const paths = new Set([finding.path, ...(finding.anchor?.served?.by ?? [])]);
  const stated = [...paths].flatMap((path) =>
    timeLimits.flatMap((name) => {
      const set = new RegExp(
        `^export const (?:${name}(?:\\s*:\\s*number)?\\s*=|config\\s*=\\s*\\{[^{}]{0,200}?\\b${name}\\s*:)\\s*(\\d{1,5})\\b`,
        "m",
      ).exec(input.textOf(path) ?? "");
      return set ? Number(set[1]) : [];
    }),
  );
  return stated.length === 0 ? undefined : Math.min(...stated);
}
