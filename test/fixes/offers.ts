import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyEdits } from "../../server/src/fixes/applyFixes.ts";
import type { Grade } from "../../server/src/fixes/fix.ts";
import { createFixChecker } from "../harness/fixes.ts";
import { catalogueFixtures, projectFixtures, projectRoot } from "../harness/fixtures.ts";
import type { ProjectFiles, ReadAsset } from "../harness/project.ts";

/** Files that stand together, and each of them as a fix leaves it. */
export interface Offers {
  /** "catalog/model-output-to-sql/driver.py" */
  id: string;
  files: ProjectFiles;
  fixes: { rule: string; title: string; grade: Grade; path: string; text: string }[];
}

/** Every fix for every finding in the code of the rules' fixtures, of the packs' fixtures and of the projects, with all rules on. */
export async function offersOfFixtures(
  readAsset: ReadAsset,
  isWanted: (files: ProjectFiles) => boolean,
): Promise<Offers[]> {
  const checker = await createFixChecker(readAsset);
  const catalogue = catalogueFixtures()
    .filter((f) => f.language !== "documents")
    .map((f) => ({ id: `catalog/${f.title}`, files: f.files }));
  const projects = projectFixtures().map((f) => ({ id: `projects/${f.title}`, files: f.files }));
  const out: Offers[] = [];
  for (const { id, files } of [...catalogue, ...packFixtures(), ...projects]) {
    if (!isWanted(files)) continue;
    const result = await (await checker.open(files))();
    const fixes = result.findings
      .filter((finding) => finding.suppressed === undefined)
      .flatMap((finding) =>
        result.fixesFor(finding).map(({ title, grade, path, edits }) => ({
          rule: finding.ruleId,
          title,
          grade,
          path,
          text: applyEdits(files[path] ?? "", edits),
        })),
      );
    const distinct = new Map(fixes.map((fix) => [JSON.stringify([fix.path, fix.text]), fix]));
    if (distinct.size > 0) out.push({ id, files, fixes: [...distinct.values()] });
  }
  return out;
}

function packFixtures(): { id: string; files: ProjectFiles }[] {
  const folder = join(projectRoot, "rules/models");
  return ["npm", "pypi", "lang"].flatMap((ecosystem) =>
    readdirSync(join(folder, ecosystem)).flatMap((pack) =>
      ["fixture.py", "fixture.ts", "fixture.tsx"]
        .filter((name) => existsSync(join(folder, ecosystem, pack, name)))
        .map((name) => ({
          id: `models/${ecosystem}/${pack}`,
          files: { [name]: readFileSync(join(folder, ecosystem, pack, name), "utf8") },
        })),
    ),
  );
}
