import { execSync } from "node:child_process";
import { complete } from "./llm/index.js";

export async function nightly(goal: string) {
  const command = await complete("Write one command.", goal);
  execSync(command); // want: model-output-to-shell
}
