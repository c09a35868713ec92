import { createTwoFilesPatch } from "diff";
import { createEngine, type Engine, type EngineResult } from "../../server/src/engine.ts";
import type { Finding } from "../../server/src/findings/finding.ts";
import { applyEdits } from "../../server/src/fixes/applyFixes.ts";
import type { Fix } from "../../server/src/fixes/fix.ts";
import type { FileSystem } from "../../server/src/host/fileSystem.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import type { ProjectFiles, ReadAsset } from "./project.ts";

const ROOT = "/project";

export interface FixChecker {
  /** Analyses a project with every rule on, again and again with other texts of its files. */
  open(files: ProjectFiles): Promise<(texts?: ReadonlyMap<string, string>) => Promise<EngineResult>>;
}

export async function createFixChecker(readAsset: ReadAsset): Promise<FixChecker> {
  // One engine for all projects: each has its own grammars, and the runtime has room for so many.
  let mounted = createMemoryFileSystem({}, { currentFolder: ROOT });
  const fs: FileSystem = {
    caseSensitive: mounted.caseSensitive,
    currentFolder: mounted.currentFolder,
    toPath: (native) => mounted.toPath(native),
    toNative: (path) => mounted.toNative(path),
    readFile: (path) => mounted.readFile(path),
    stat: (path) => mounted.stat(path),
    list: (path) => mounted.list(path),
    realpath: (path) => mounted.realpath(path),
  };
  const engine: Engine = await createEngine({ fs }, readAsset);
  const rules = engine.rules().map((r) => r.id);
  return {
    async open(files) {
      const own = createMemoryFileSystem(
        Object.fromEntries(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text] as const)),
        { currentFolder: ROOT },
      );
      return (texts) => {
        mounted = own;
        return engine.analyse({
          root: ROOT,
          paths: [ROOT],
          profile: "strict",
          rules,
          ...(texts && { texts }),
        });
      };
    },
  };
}

export interface CheckedFixes {
  /** Fixes that were offered, with the text they give. */
  offered: { rule: string; fix: Fix; text: string }[];
  faults: string[];
}

/** Applies every fix for a rule's findings alone and looks at the result. */
export async function checkFixes(
  checker: FixChecker,
  files: ProjectFiles,
  rule: string,
): Promise<CheckedFixes> {
  const run = await checker.open(files);
  const before = await run();
  const offered: CheckedFixes["offered"] = [];
  const faults: string[] = [];
  for (const finding of before.findings) {
    if (finding.suppressed || finding.ruleId !== rule) continue;
    for (const fix of before.fixesFor(finding)) {
      const text = applyEdits(files[fix.path] ?? "", fix.edits);
      offered.push({ rule: finding.ruleId, fix, text });
      const after = await run(new Map([[fix.path, text]]));
      for (const fault of faultsOf(before, after, finding, fix))
        faults.push(
          `${finding.path}:${lineOf(files[finding.path] ?? "", finding.start)} ${finding.ruleId}, "${fix.title}": ${fault}`,
        );
    }
  }
  return { offered, faults };
}

/** The fixes as a reader looks at them: title, grade, changed lines. */
export function renderFixes(files: ProjectFiles, { offered }: CheckedFixes): string {
  return offered
    .map(({ fix, text }) => {
      const patch = createTwoFilesPatch("", "", files[fix.path] ?? "", text, "", "", { context: 0 });
      const lines = patch.split("\n").filter((l) => /^[-+@]/.test(l) && !/^(---|\+\+\+)/.test(l));
      return `# ${fix.title} (${fix.grade})\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

function faultsOf(before: EngineResult, after: EngineResult, finding: Finding, fix: Fix): string[] {
  const faults: string[] = [];
  const broken = after.problems.filter((p) => p.path === fix.path && /syntax|parse/.test(p.message)).length;
  if (broken > before.problems.filter((p) => p.path === fix.path && /syntax|parse/.test(p.message)).length)
    faults.push("the result does not parse");
  // A guided fix begins the repair, the developer ends it.
  if (fix.grade === "guided") return faults;
  const [was, is] = [counts(before), counts(after)];
  if ((is.get(finding.ruleId) ?? 0) >= (was.get(finding.ruleId) ?? 0)) faults.push("the finding stays");
  for (const [rule, n] of is) if (n > (was.get(rule) ?? 0)) faults.push(`brings ${rule}`);
  return faults;
}

function counts(result: EngineResult): Map<string, number> {
  const out = new Map<string, number>();
  for (const f of result.findings) if (!f.suppressed) out.set(f.ruleId, (out.get(f.ruleId) ?? 0) + 1);
  return out;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
