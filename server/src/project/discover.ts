import { compareText } from "../base/order.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import type { Lang } from "../ir/types.ts";
import { checkContent } from "./contentCheck.ts";
import type { FolderLink } from "./fileIndex.ts";
import type { Patterns } from "./globs.ts";
import { type FileProblem, note, unreadable } from "./problems.ts";
import { type FileRole, roleOf } from "./roles.ts";
import { type Candidate, walk } from "./walk.ts";

export type { FileProblem } from "./problems.ts";

/** A file that is analysed. */
export interface SourceFile {
  /** POSIX, relative to the root. */
  path: string;
  /** The host's path of the file. */
  absolute: string;
  language: Lang;
  role: FileRole;
}

export interface Discovery {
  /** By code units of their paths. */
  files: SourceFile[];
  /** Files that configure programs, agents, MCP servers or keys, relative to the root, by code units: they are searched for keys. */
  configFiles: string[];
  /** Files that their content kept out, by code units. */
  left: string[];
  /** Reason → number of files, or of folders where the reason says so. */
  skipped: Record<string, number>;
  /** Symbolic links inside the root, for module resolution. */
  links: FolderLink[];
  problems: FileProblem[];
}

export interface DiscoverOptions {
  /** Is handed the text of each file as it is read, in no certain order, so that nothing is read twice. */
  onText?: (file: SourceFile, text: string) => void;
  /** Patterns of files to leave out, beside those of ignore files. */
  ignore?: readonly Patterns[];
  /** What is ignored stays out also where it is named. */
  forceExclude?: boolean;
}

/** Larger files are not analysed (bytes). */
export const MAX_FILE_SIZE = 1_000_000;
/** Notebooks carry the pictures that they drew. */
const MAX_NOTEBOOK_SIZE = 20_000_000;

/**
 * Finds the files to analyse below `paths` (as the host writes absolute paths, or relative to `root`; none means the root). Ignored, hidden and vendored
 * folders, build output, minified and generated files are skipped and counted; a path that is named is entered in any case.
 */
export async function discoverFiles(
  fs: FileSystem,
  root: string,
  paths: readonly string[],
  options: DiscoverOptions = {},
): Promise<Discovery> {
  const found = await walk(fs, root, paths, {
    ignore: options.ignore ?? [],
    forceExclude: options.forceExclude ?? false,
  });
  const { skipped, problems } = found;
  const files: SourceFile[] = [];
  const configFiles: string[] = [];
  const left: string[] = [];
  const candidates = [...found.candidates.values()].sort((a, b) => compareText(a.path, b.path));
  for (let at = 0; at < candidates.length; at += 32) {
    const batch = candidates.slice(at, at + 32);
    const verdicts = await Promise.all(batch.map((candidate) => examine(fs, candidate)));
    for (const [index, candidate] of batch.entries()) {
      const verdict = verdicts[index];
      if (!verdict) continue;
      if (verdict.kind === "skipped") {
        skipped[verdict.reason] = (skipped[verdict.reason] ?? 0) + 1;
        left.push(candidate.path);
      }
      if (verdict.kind !== "text" && verdict.problem) problems.push(verdict.problem);
      if (verdict.kind === "config") configFiles.push(candidate.path);
      if (verdict.kind !== "text" || candidate.language === undefined) continue;
      const { path, absolute, language } = candidate;
      const file: SourceFile = { path, absolute, language, role: roleOf(path) };
      files.push(file);
      options.onText?.(file, verdict.text);
    }
  }
  problems.sort((a, b) => compareText(a.path, b.path));
  return { files, configFiles, left, skipped: sortKeys(skipped), links: found.links, problems };
}

/** The text of a file that discovery found before; undefined where it would be skipped now. */
export async function rereadFile(
  fs: FileSystem,
  { path, absolute, language }: SourceFile,
): Promise<string | undefined> {
  const verdict = await examine(fs, { path, absolute, language, isNamed: false });
  return verdict.kind === "text" ? verdict.text : undefined;
}

type Verdict =
  | { kind: "text"; text: string }
  | { kind: "config"; problem?: FileProblem }
  | { kind: "skipped"; reason: string; problem?: FileProblem };

async function examine(fs: FileSystem, candidate: Candidate): Promise<Verdict> {
  const { path, absolute, language, isNamed } = candidate;
  try {
    const size = (await fs.stat(absolute))?.size ?? 0;
    if (size > (/\.ipynb$/i.test(path) ? MAX_NOTEBOOK_SIZE : MAX_FILE_SIZE)) {
      const problem = note(
        path,
        `The file has ${size} bytes; files above ${MAX_FILE_SIZE} bytes are not analysed. Split it to have it analysed.`,
      );
      return language === undefined
        ? { kind: "skipped", reason: "too large" }
        : { kind: "skipped", reason: "too large", problem };
    }
    if (language === undefined) return { kind: "config" };
    const verdict = checkContent(await fs.readFile(absolute), language, isNamed);
    if (verdict.kind === "text") return verdict;
    if (verdict.reason === "binary")
      return {
        ...verdict,
        problem: note(path, "The file is binary, whatever its name says; it was not analysed."),
      };
    if (verdict.reason === "not UTF-8") {
      const message = "The file is not UTF-8 text; it was not analysed. Convert it to UTF-8.";
      return { ...verdict, problem: { ...note(path, message), severity: "warning" } };
    }
    return verdict;
  } catch (error) {
    return { kind: "skipped", reason: "unreadable", problem: unreadable(path, error) };
  }
}

function sortKeys(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => compareText(a, b)));
}
