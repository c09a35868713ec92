// What was found of a pack is kept beside the packages, for as long as neither the pack nor these scripts change.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));

/**
 * The report of a pack: kept from an earlier run, or what `verify` gives, which is kept when nothing is wrong with it. A
 * pack that failed is asked again each time.
 */
export async function reportOf(pack, { cache, isFresh }, verify) {
  const file = join(cache, "reports", `${sumOf(pack)}.json`);
  if (!isFresh && existsSync(file)) return { pack, ...JSON.parse(readFileSync(file, "utf8")) };
  const { rows, versions, problems } = await verify(pack, { cache });
  const report = {
    rows,
    // What was asked of each version is not needed any more, and there is much of it.
    versions: versions.map(({ name, version }) => ({ name, version })),
    problems,
  };
  if (problems.length === 0 && rows.every((row) => row.status !== "failed")) await keep(file, report);
  return { pack, ...report };
}

async function keep(file, report) {
  await mkdir(dirname(file), { recursive: true });
  const written = `${file}.${process.pid}`;
  await writeFile(written, JSON.stringify(report));
  await rename(written, file);
}

/** Of all that decides a report: packages of an exact version don't change. */
function sumOf(pack) {
  const sum = createHash("sha256").update(JSON.stringify(pack)).update(ts.version);
  for (const name of readdirSync(here).sort()) sum.update(name).update(readFileSync(join(here, name)));
  return sum.digest("hex").slice(0, 32);
}
