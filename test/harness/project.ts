import { createEngine, type Engine } from "../../server/src/engine.ts";
import type { Finding } from "../../server/src/findings/finding.ts";
import type { RuleInfo } from "../../server/src/findings/rule.ts";
import { createParsers, grammarFor, type Parsers } from "../../server/src/frontends/parse.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { compare, type Difference, type Found } from "./compare.ts";
import { documentComments, type Expectation, lineAt, lineStarts, readExpectations } from "./expectations.ts";

/** Files of one small project: path relative to its root, and text. */
export type ProjectFiles = Readonly<Record<string, string>>;

export interface Checked {
  differences: Difference[];
  expectations: Expectation[];
  /** Findings that no rule of the catalogue suppressed, in order. */
  found: Found[];
  /** Problems of the run that are no notes. */
  problems: string[];
}

export interface Checker {
  /**
   * Runs the engine as users get it (recommended profile) on files held in memory, and holds the findings against the comments.
   * Rules that the comments name, and those in `also`, are on as well, whatever their profile.
   */
  check(files: ProjectFiles, also?: readonly string[]): Promise<Checked>;
  /** Only the comments. */
  expectationsOf(files: ProjectFiles): Expectation[];
  readonly rules: ReadonlyMap<string, RuleInfo>;
}

export type ReadAsset = (name: string) => Promise<Uint8Array>;

const ROOT = "/project";

/** `readAsset` gives the parser's and the grammars' wasm by name. */
export async function createChecker(readAsset: ReadAsset): Promise<Checker> {
  const parsers = await createParsers(readAsset);
  const rules = new Map(
    (await createEngine({ fs: createMemoryFileSystem({}) }, readAsset))
      .rules()
      .map((r) => [r.id, r] as const),
  );
  const expectationsOf = (files: ProjectFiles) => readAll(parsers, files);
  return {
    rules,
    expectationsOf,
    async check(files, also = []) {
      const expectations = expectationsOf(files);
      const mounted = Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text] as const);
      const fs = createMemoryFileSystem(Object.fromEntries(mounted), { currentFolder: ROOT });
      const engine: Engine = await createEngine({ fs }, readAsset);
      const run = { root: ROOT, paths: [ROOT], profile: "recommended" } as const;
      const result = await engine.analyse(run);
      const named = [...new Set([...also, ...expectations.map((e) => e.rule)])].filter((id) =>
        isExtra(rules.get(id)),
      );
      if (named.length > 0)
        result.findings.push(...(await engine.analyse({ ...run, rules: named })).findings);
      const starts = new Map(Object.entries(files).map(([path, text]) => [path, lineStarts(text)] as const));
      const lineOf = (path: string, offset: number) => lineAt(starts.get(path) ?? [0], offset);
      const found = result.findings.filter((f) => f.suppressed === undefined).map((f) => reduce(f, lineOf));
      const problems = result.problems
        .filter((p) => p.severity !== "note")
        .map((p) => `${p.path}:${lineOf(p.path, p.start)} ${p.message}`);
      return { differences: compare(expectations, found), expectations, found, problems };
    },
  };
}

/** Not among the rules of the recommended profile. */
function isExtra(rule: RuleInfo | undefined): boolean {
  return rule !== undefined && (rule.profile === "strict" || rule.status === "preview");
}

function readAll(parsers: Parsers, files: ProjectFiles): Expectation[] {
  return Object.entries(files).flatMap(([path, text]) =>
    readExpectations(
      path,
      text,
      grammarFor(path) === undefined || path.endsWith(".ipynb")
        ? documentComments(text)
        : parsers.lower(path, text).comments,
    ),
  );
}

function reduce(finding: Finding, lineOf: (path: string, offset: number) => number): Found {
  return {
    rule: finding.ruleId,
    path: finding.path,
    line: lineOf(finding.path, finding.start),
    level: finding.level,
    text: finding.what + (finding.notes.length > 0 ? ` (${finding.notes.join(", ")})` : ""),
    steps: finding.paths.flat().map((s) => ({ path: s.path, line: lineOf(s.path, s.start) })),
  };
}
