import { createTwoFilesPatch } from "diff";
import { createEngine, type EngineResult } from "../../server/src/engine.ts";
import { applyEdits } from "../../server/src/fixes/applyFixes.ts";
import { createNodeFileSystem } from "../../server/src/host/nodeFileSystem.ts";
import { createOverlayFileSystem } from "../../server/src/host/overlayFileSystem.ts";
import { Memory } from "../../server/src/memory/memory.ts";
import type { ReadAsset } from "../harness/project.ts";

export interface AppliedFix {
  rule: string;
  title: string;
  grade: string;
  path: string;
  /** It does not parse, or the finding stays, or another one came; undefined where all is well. */
  fault?: string;
  diff: string;
}

export interface AppliedFolder {
  /** rule → findings, and those of them for which a fix was offered. */
  rules: Map<string, { found: number; repaired: number }>;
  fixes: AppliedFix[];
}

/** Every safe and suggested fix for the findings in a folder, each applied alone to the text as it is. The folder stays as it was. */
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
  const runWith = async (path: string, text: string): Promise<EngineResult> => {
    const full = `${root}/${path}`;
    edited.set(full, text);
    memory.changed([full]);
    try {
      return await run();
    } finally {
      edited.delete(full);
      memory.changed([full]);
    }
  };
  const before = await run();
  const out: AppliedFolder = { rules: new Map(), fixes: [] };
  for (const finding of before.findings) {
    if (finding.suppressed) continue;
    const count = out.rules.get(finding.ruleId) ?? { found: 0, repaired: 0 };
    out.rules.set(finding.ruleId, count);
    count.found++;
    const fixes = before.fixesFor(finding).filter((fix) => fix.grade !== "guided");
    if (fixes.length > 0) count.repaired++;
    for (const { title, grade, path, edits } of fixes) {
      const text = before.text(path) ?? "";
      const changed = applyEdits(text, edits);
      const after = await runWith(path, changed);
      const fault = faultOf(before, after, finding.ruleId, path);
      const diff = createTwoFilesPatch(path, path, text, changed, "", "", { context: 3 });
      out.fixes.push({ rule: finding.ruleId, title, grade, path, ...(fault && { fault }), diff });
    }
  }
  return out;
}

function faultOf(before: EngineResult, after: EngineResult, rule: string, path: string): string | undefined {
  const broken = (result: EngineResult): number =>
    result.problems.filter((p) => p.path === path && p.message.includes("syntax")).length;
  if (broken(after) > broken(before)) return "does not parse";
  const count = (result: EngineResult, id: string): number =>
    result.findings.filter((f) => f.ruleId === id && !f.suppressed).length;
  if (count(after, rule) >= count(before, rule)) return "the finding stays";
  const came = after.findings.find((f) => count(after, f.ruleId) > count(before, f.ruleId));
  return came && `brings ${came.ruleId}`;
}
