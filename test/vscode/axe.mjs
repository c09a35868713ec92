// What axe says about a page or a frame; only what hurts somebody counts.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = ["serious", "critical"];

/** `frame` is a page or a frame of one. Throws where axe finds a serious defect. */
export async function expectAccessible(frame) {
  await frame.evaluate(source);
  const { violations } = await frame.evaluate("axe.run(document)");
  const grave = violations.filter(({ impact }) => GRAVE.includes(impact));
  if (grave.length > 0)
    throw new Error(
      grave
        .map(
          ({ id, nodes }) =>
            `${id}: ${nodes.length}, as ${nodes[0].target.join(" ")} (${nodes[0].failureSummary})`,
        )
        .join("\n"),
    );
}
