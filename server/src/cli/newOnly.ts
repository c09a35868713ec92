import type { EngineOptions, ScanResult } from "../engine.ts";
import { type KnownFinding, knownOf, markKnown, readBaseline } from "../findings/baseline.ts";
import type { Finding } from "../findings/finding.ts";
import { openSources } from "../report/source.ts";
import { absolutePath, isRepositoryRoot, relativePath } from "../workspace/paths.ts";
import { usageError } from "../workspace/usageError.ts";
import { type RunContext, reportInput } from "./context.ts";
import { GitRepository, type GitTree } from "./git.ts";
import type { CliIo } from "./io.ts";

export interface NewOnlyOptions {
  baseline?: string;
  since?: string;
  staged?: boolean;
}

/** Throws a usage error where two of the options are given that would contradict each other. */
export function checkNewOnly({ since, staged }: NewOnlyOptions): void {
  if (since !== undefined && staged)
    throw usageError("--since and --staged ask for different things; give one");
}

/** States of the code beside the files on disk. */
export interface OtherStates {
  /** What is to be judged, where that is not what lies on disk. */
  current?: GitTree;
  /** What findings are compared with; undefined where nothing came before. */
  older?: GitTree;
}

/** Reads from git what `--since` and `--staged` compare; nothing for the others. */
export async function openStates(options: NewOnlyOptions, run: RunContext, io: CliIo): Promise<OtherStates> {
  if (options.since === undefined && !options.staged) return {};
  const option = options.staged ? "--staged" : "--since";
  const { root, top } = run.where;
  if (!(await isRepositoryRoot(root, run.files))) {
    throw usageError(
      `${option} needs a git repository, and there is none around "${run.files.toNative(root)}"`,
    );
  }
  if (top !== root) throw usageError(`${option} needs all paths in one repository`);
  const git = new GitRepository(root, run.files, io);
  if (options.since !== undefined) {
    return { older: await git.commitTree(await git.mergeBase(options.since)) };
  }
  const head = await git.head();
  const current = await git.indexTree();
  return head === undefined ? { current } : { current, older: await git.commitTree(head) };
}

/** The request as it holds in another state of the files: paths that are not there are left out; undefined when none is left. */
export async function requestIn(tree: GitTree, request: EngineOptions): Promise<EngineOptions | undefined> {
  const paths: string[] = [];
  for (const path of request.paths) {
    if ((await tree.files.stat(path)) !== undefined) paths.push(path);
  }
  return paths.length === 0 ? undefined : { ...request, paths };
}

/** Marks what was found in the older state already. */
export function markUnchanged(
  findings: readonly Finding[],
  older: ScanResult,
  run: RunContext,
  io: CliIo,
): void {
  markKnown(
    findings,
    knownIn(older, run, io),
    { name: rootName(run), mask: io.maskSecrets, mayHaveMoved: () => true },
    "unchanged",
  );
}

/** What a baseline stores of a result. */
export function knownIn(result: ScanResult, run: RunContext, io: CliIo): KnownFinding[] {
  const openSource = openSources(reportInput(run, result, io, "recommended"));
  return knownOf(result.findings, {
    name: rootName(run),
    line: (finding) => openSource(finding.path).position(finding.start).line,
    mask: io.maskSecrets,
  });
}

/** Marks what the baseline has; returns its entries that nothing was found for, of files that were looked at or are gone. */
export async function markBaseline(
  known: readonly KnownFinding[],
  result: ScanResult,
  run: RunContext,
  io: CliIo,
): Promise<{ gone: KnownFinding[]; unseen: KnownFinding[] }> {
  const seen = new Set<string>();
  for (const path of new Set(known.map((each) => each.path))) {
    const absolute = absolutePath(run.where.root, path);
    const isAnalysed = result.text(relativePath(run.where.top, absolute)) !== undefined;
    if (isAnalysed || (await run.files.stat(absolute)) === undefined) seen.add(path);
  }
  const mayHaveMoved = (path: string) => seen.has(path);
  const context = { name: rootName(run), mask: io.maskSecrets, mayHaveMoved };
  const left = markKnown(result.findings, known, context, "baseline");
  return {
    gone: left.filter((each) => seen.has(each.path)),
    unseen: left.filter((each) => !seen.has(each.path)),
  };
}

/** Reads a baseline; throws a usage error that names the file and what to do. */
export async function loadBaseline(file: string, run: Pick<RunContext, "files">): Promise<KnownFinding[]> {
  const bytes = await run.files.readFile(run.files.toPath(file)).catch(() => undefined);
  if (bytes === undefined) {
    throw usageError(`the baseline "${file}" cannot be read; \`llmlint baseline create\` makes one`);
  }
  const read = readBaseline(new TextDecoder().decode(bytes));
  if ("error" in read) throw usageError(`the baseline "${file}" cannot be used: ${read.error}`);
  return read.findings;
}

function rootName(run: RunContext): (path: string) => string {
  return (path) => relativePath(run.where.root, absolutePath(run.where.top, path));
}
