import { createEngine } from "../../server/src/engine.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import type { KeyCase } from "./cases.ts";

export { type KeyCase, makeCases } from "./cases.ts";

/** Lines by path. */
export type Lines = Map<string, Set<number>>;

export interface Score {
  recall: number;
  precision: number;
  missed: KeyCase[];
  wrong: KeyCase[];
}

/** What our scan says of the cases. */
export async function ourLines(
  cases: readonly KeyCase[],
  readAsset: (name: string) => Promise<Uint8Array>,
): Promise<Lines> {
  const files = Object.fromEntries(cases.map((each) => [`/corpus/${each.path}`, each.text]));
  const engine = await createEngine(
    { fs: createMemoryFileSystem(files, { currentFolder: "/corpus" }) },
    readAsset,
  );
  const { findings } = await engine.analyse({
    root: "/corpus",
    paths: ["/corpus"],
    profile: "recommended",
    rules: ["hardcoded-api-key"],
  });
  const lines: Lines = new Map();
  for (const { path, start } of findings) {
    const text = files[`/corpus/${path}`] ?? "";
    addLine(lines, path, text.slice(0, start).split("\n").length);
  }
  return lines;
}

export function addLine(lines: Lines, path: string, line: number): void {
  lines.set(path, (lines.get(path) ?? new Set()).add(line));
}

/** Found keys of all keys, and keys of all that was reported. */
export function score(cases: readonly KeyCase[], lines: Lines): Score {
  const isFound = (each: KeyCase) => lines.get(each.path)?.has(each.line) ?? false;
  const keys = cases.filter((each) => each.isKey);
  const missed = keys.filter((each) => !isFound(each));
  const wrong = cases.filter((each) => !each.isKey && isFound(each));
  const found = keys.length - missed.length;
  return {
    recall: found / keys.length,
    precision: found + wrong.length === 0 ? 1 : found / (found + wrong.length),
    missed,
    wrong,
  };
}
