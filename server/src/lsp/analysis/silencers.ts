import { NEW_CONFIG, takesRuleOff, withRuleOff } from "../../config/ruleOff.ts";
import type { ResolvedConfig } from "../../config/settings.ts";
import { maskSecrets } from "../../engine.ts";
import { type KnownFinding, knownOf, writeBaseline } from "../../findings/baseline.ts";
import type { Silencer } from "./actions.ts";

/** What the project says of findings outside of its code: its configuration, or a new one, and the baseline that it names. */
export function silencersOf(input: {
  root: string;
  config: ResolvedConfig;
  texts: { config: string | undefined; baseline: string | undefined };
  baseline: readonly KnownFinding[];
  name(path: string): string;
}): Silencer[] {
  const { root, config, texts, baseline, name } = input;
  const path = config.file ?? `${root === "/" ? "" : root}/${NEW_CONFIG}`;
  const file = path.slice(path.lastIndexOf("/") + 1);
  const configuration: Silencer = {
    id: "configuration",
    isPossible: takesRuleOff(file),
    path,
    text: config.file === undefined ? undefined : texts.config,
    title: ({ ruleId }) => `Turn ${ruleId} off in ${file}`,
    silenced: ({ ruleId }) => withRuleOff(file, texts.config ?? "{}\n", ruleId),
  };
  const known = config.baseline;
  if (known === undefined || texts.baseline === undefined) return [configuration];
  return [
    configuration,
    {
      id: "baseline",
      isPossible: true,
      path: known,
      text: texts.baseline,
      title: () => "Add it to the baseline",
      silenced: (finding, line) => {
        const added = knownOf([finding], { name, line: () => line, mask: maskSecrets });
        return added.length === 0 ? undefined : writeBaseline([...baseline, ...added]);
      },
    },
  ];
}
