import { execFileSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";

/** Builds once before all tests: some of them run the bundle. */
export function setup(): void {
  const root = join(import.meta.dirname, "../..");
  execFileSync(process.execPath, [join(root, "scripts/build.mjs")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}
