import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectRoot, readAsset } from "../harness/fixtures.ts";
import { type Checker, createChecker } from "../harness/project.ts";

const folder = join(projectRoot, "rules/catalog");
const EXTENSIONS: Readonly<Record<string, string>> = { python: "py", typescript: "ts", tsx: "tsx" };
let checker: Checker;
beforeAll(async () => {
  checker = await createChecker(readAsset);
});

/** The code blocks of a section, each a project of one file; a path after the language says which. */
function examples(markdown: string, heading: string) {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^```(\w+)(?: ([^\n]+))?\n([\s\S]*?)^```/gm)].map(
    ([, language, path, code]) => ({
      [path ?? `src/main.${EXTENSIONS[language as string] ?? language}`]: code as string,
    }),
  );
}

describe("documentation of the rules", () => {
  it.each(readdirSync(folder))("%s: the vulnerable example is found, the safe one is quiet", async (rule) => {
    const path = join(folder, rule, "docs.md");
    expect(existsSync(path)).toBe(true);
    const markdown = readFileSync(path, "utf8");
    const vulnerable = examples(markdown, "Vulnerable");
    const safe = examples(markdown, "Safe");
    expect([vulnerable.length > 0, safe.length > 0, markdown.includes("\n## Not detected\n")]).toEqual([
      true,
      true,
      true,
    ]);
    for (const files of vulnerable)
      expect((await checker.check(files, [rule])).found.map((f) => f.rule)).toEqual([rule]);
    for (const files of safe)
      expect((await checker.check(files, [rule])).found.map((f) => f.rule)).toEqual([]);
  });
});
