import { createTwoFilesPatch } from "diff";
import { createEngine, type EngineResult } from "../../server/src/engine.ts";
import { placesOf } from "../../server/src/findings/finding.ts";
import { applyEdits } from "../../server/src/fixes/applyFixes.ts";
import type { Fix } from "../../server/src/fixes/fix.ts";
import { createNodeFileSystem } from "../../server/src/host/nodeFileSystem.ts";
import { createOverlayFileSystem } from "../../server/src/host/overlayFileSystem.ts";
import { Memory } from "../../server/src/memory/memory.ts";
import type { ReadAsset } from "../harness/project.ts";

export interface AppliedFix {
  rule: string;
  title: string;
  grade: string;
  path: string;
  /** It does not parse, or the finding stays; undefined where all is well. */
  fault?: string;
  /** A rule that has more findings than before: what is no longer hidden by a worse one, or a fault of the fix. */
  brings?: string;
  diff: string;
  /** The file with the fix. */
  text: string;
}

export interface AppliedFolder {
  /** rule → findings, and those of them for which a fix was offered. */
  rules: Map<string, { found: number; repaired: number }>;
  fixes: AppliedFix[];
}

interface Job {
  rule: string;
  fix: Fix;
  /** The file with the fix. */
  text: string;
}

/**
 * Every safe and suggested fix for the findings in a folder, each alone in its file, applied to the text as it is. Fixes of several files
 * are looked at in one analysis; where anything is not as it should be, each of them again with all other files as they were. The folder
 * stays as it was.
 */
export async function applyEach(folder: string, readAsset: ReadAsset): Promise<AppliedFolder> {
  const edited = new Map<string, string>();
  const disk = createNodeFileSystem();
  const fs = createOverlayFileSystem(disk, { text: (path) => edited.get(path), paths: () => edited.keys() });
  const root = fs.toPath(folder);
  const engine = await createEngine({ fs }, readAsset);
  const rules = engine.rules().map((rule) => rule.id);
  const memory = new Memory();
  const run = (): Promise<EngineResult> =>
    engine.analyse({ root, paths: [root], profile: "strict", rules, memory });
  const runWith = async (jobs: readonly Job[]): Promise<Counts> => {
    const paths = jobs.map(({ fix }) => `${root}/${fix.path}`);
    for (const [i, job] of jobs.entries()) edited.set(paths[i] as string, job.text);
    memory.changed(paths);
    try {
      return countsOf(await run());
    } finally {
      edited.clear();
      memory.changed(paths);
    }
  };
  const result = await run();
  const before = countsOf(result);
  const out: AppliedFolder = { rules: new Map(), fixes: [] };
  const jobs: Job[] = [];
  for (const finding of result.findings) {
    if (finding.suppressed) continue;
    const count = out.rules.get(finding.ruleId) ?? { found: 0, repaired: 0 };
    out.rules.set(finding.ruleId, count);
    count.found++;
    const fixes = result.fixesFor(finding).filter((fix) => fix.grade !== "guided");
    if (fixes.length > 0) count.repaired++;
    for (const fix of fixes)
      jobs.push({ rule: finding.ruleId, fix, text: applyEdits(result.text(fix.path) ?? "", fix.edits) });
  }
  for (const batch of batches(jobs)) {
    const together = await runWith(batch);
    const isWell =
      batch.every((job) => faultOf(before, together, job) === undefined) && !gained(before, together);
    for (const job of batch) {
      const after = isWell || batch.length === 1 ? together : await runWith([job]);
      const fault = faultOf(before, after, job);
      const brings = gained(before, after);
      const { title, grade, path } = job.fix;
      const diff = createTwoFilesPatch(path, path, result.text(path) ?? "", job.text, "", "", { context: 3 });
      out.fixes.push({
        rule: job.rule,
        title,
        grade,
        path,
        ...(fault && { fault }),
        ...(brings && { brings }),
        diff,
        text: job.text,
      });
    }
  }
  return out;
}

/** Jobs in groups in which each file is changed once. */
function batches(jobs: readonly Job[]): Job[][] {
  const out: Job[][] = [];
  for (const job of jobs) {
    const fitting = out.find(
      (batch) => batch.length < 40 && batch.every((other) => other.fix.path !== job.fix.path),
    );
    if (fitting) fitting.push(job);
    else out.push([job]);
  }
  return out;
}

/** How many findings there are of each rule in each file, and how many syntax errors. */
interface Counts {
  findings: Map<string, number>;
  /** The same for the places that findings stand for. */
  places: Map<string, number>;
  broken: Map<string, number>;
}

function countsOf(result: EngineResult): Counts {
  const findings = new Map<string, number>();
  const places = new Map<string, number>();
  const broken = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, n = 1): unknown => to.set(key, (to.get(key) ?? 0) + n);
  for (const finding of result.findings) {
    if (finding.suppressed) continue;
    add(findings, `${finding.ruleId} ${finding.path}`);
    add(places, `${finding.ruleId} ${finding.path}`, placesOf(finding));
  }
  for (const { path, message } of result.problems) if (path && message.includes("syntax")) add(broken, path);
  return { findings, places, broken };
}

function faultOf(before: Counts, after: Counts, { rule, fix }: Job): string | undefined {
  if ((after.broken.get(fix.path) ?? 0) > (before.broken.get(fix.path) ?? 0)) return "does not parse";
  const key = `${rule} ${fix.path}`;
  const isLess = (of: "findings" | "places"): boolean =>
    (after[of].get(key) ?? 0) < (before[of].get(key) ?? 0);
  return isLess("findings") || isLess("places") ? undefined : "the finding stays";
}

function gained(before: Counts, after: Counts): string | undefined {
  for (const [key, n] of after.findings) if (n > (before.findings.get(key) ?? 0)) return key;
  return undefined;
}
