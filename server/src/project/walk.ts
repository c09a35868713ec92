import { compareText } from "../base/order.ts";
import type { FileSystem, FolderEntry } from "../host/fileSystem.ts";
import type { Lang } from "../ir/types.ts";
import type { FolderLink } from "./fileIndex.ts";
import { fileKind, isEnvironmentFile } from "./fileKinds.ts";
import { folderSkip, isVendoredPath } from "./folderRules.ts";
import { readGitIndex } from "./gitIndex.ts";
import type { Patterns } from "./globs.ts";
import { type IgnoreLevel, ignoreLevel, isIgnored } from "./ignoreFiles.ts";
import { absoluteIn, folderOf, foldersUp, inFolder, joinPath, nameOf } from "./paths.ts";
import { type FileProblem, note, unreadable } from "./problems.ts";

/** A file whose name says that it may be analysed. */
export interface Candidate {
  path: string;
  absolute: string;
  /** undefined for configuration. */
  language: Lang | undefined;
  /** The user named this very file. */
  isNamed: boolean;
}

export interface Walk {
  candidates: Map<string, Candidate>;
  skipped: Record<string, number>;
  links: FolderLink[];
  problems: FileProblem[];
}

/** Walks the named paths without reading source files. Links are followed at last, to where they lead inside the root. */
export async function walk(
  fs: FileSystem,
  root: string,
  paths: readonly string[],
  policy: { ignore: readonly Patterns[]; forceExclude: boolean } = { ignore: [], forceExclude: false },
): Promise<Walk> {
  const state: State = {
    fs,
    root: root.endsWith("/") ? root.slice(0, -1) : root,
    walk: { candidates: new Map(), skipped: {}, links: [], problems: [] },
    above: [],
    forceExclude: policy.forceExclude,
    tracked: undefined,
    listings: new Map(),
    visited: new Set(),
    left: new Set(),
    pendingLinks: [],
  };
  const configured = policy.ignore.map(({ folder, patterns }) =>
    ignoreLevel(folder.endsWith("/") ? folder : `${folder}/`, patterns.join("\n"), fs.caseSensitive),
  );
  state.above = [...(await levelsAboveRoot(state)), ...configured];
  state.tracked = await trackedPaths(state);
  const named = await locateNamed(state, paths.length === 0 ? [""] : paths);
  // The deepest first: what is named stays in where a folder around it would leave it out.
  named.sort((a, b) => b.split("/").length - a.split("/").length || compareText(a, b));
  for (const path of named) await enterNamed(state, path);
  await followLinks(state, new Set(named));
  state.walk.links.sort((a, b) => compareText(a.from, b.from));
  return state.walk;
}

interface State {
  fs: FileSystem;
  root: string;
  walk: Walk;
  /** Ignore rules from the repository's root down to above our root, and those of the configuration. */
  above: IgnoreLevel[];
  /** What is ignored stays out also where it is named. */
  forceExclude: boolean;
  /** Absolute paths that git tracks, where its index can be read. */
  tracked: ReadonlySet<string> | undefined;
  listings: Map<string, FolderEntry[]>;
  visited: Set<string>;
  /** Folders that a rule left out. */
  left: Set<string>;
  pendingLinks: string[];
}

function count({ walk }: State, reason: string): void {
  walk.skipped[reason] = (walk.skipped[reason] ?? 0) + 1;
}

function absolutePath({ root }: State, path: string): string {
  return absoluteIn(root, path);
}

async function listFolder(state: State, folder: string): Promise<FolderEntry[]> {
  const known = state.listings.get(folder);
  if (known) return known;
  const entries = await state.fs.list(absolutePath(state, folder));
  state.listings.set(folder, entries);
  return entries;
}

async function listNames(state: State, folder: string): Promise<string[]> {
  try {
    return (await listFolder(state, folder)).map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** Turns what the user named into paths relative to the root, written as the host writes them; the others become problems. */
async function locateNamed(state: State, paths: readonly string[]): Promise<string[]> {
  const out = new Set<string>();
  for (const path of paths) {
    const relative = relativeTo(state, path);
    const found = relative === undefined ? undefined : await asListed(state, relative);
    if (found !== undefined) out.add(found);
    else {
      const message =
        relative === undefined
          ? "Lies outside of the folder that is analysed."
          : "Does not exist, or cannot be read.";
      state.walk.problems.push({
        path: relative ?? path,
        start: 0,
        end: 0,
        severity: "error",
        message,
        fatal: true,
      });
    }
  }
  return [...out];
}

function relativeTo({ fs, root }: State, path: string): string | undefined {
  const fold = (text: string) => (fs.caseSensitive ? text : text.toLowerCase());
  if (fold(path) === fold(absoluteIn(root, ""))) return "";
  if (fold(path).startsWith(fold(`${root}/`))) return joinPath("", path.slice(root.length + 1));
  return /^(?:[a-z]:)?\//i.test(path) ? undefined : joinPath("", path);
}

async function asListed(state: State, path: string): Promise<string | undefined> {
  let at = "";
  for (const part of path === "" ? [] : path.split("/")) {
    const names = await listNames(state, at);
    const name = names.includes(part)
      ? part
      : state.fs.caseSensitive
        ? undefined
        : names.find((other) => other.toLowerCase() === part.toLowerCase());
    if (name === undefined) return undefined;
    at = inFolder(at, name);
  }
  return at;
}

async function enterNamed(state: State, path: string): Promise<void> {
  if (path === "") return walkFolder(state, "", await levelsInside(state, ""));
  const target = await targetInside(state, path);
  const entry = (await listFolder(state, folderOf(path))).find((other) => other.name === nameOf(path));
  if (target !== path) state.pendingLinks.push(path);
  else if (entry?.kind === "folder") {
    const levels = await levelsInside(state, folderOf(path));
    const isLeftOut = hasIgnoredFolder(state, path, levels);
    if (state.forceExclude && (isLeftOut || isVendoredPath(path))) return count(state, "ignored folders");
    await walkFolder(state, path, isLeftOut ? [] : await ownLevel(state, path, levels));
  } else if (entry) {
    const levels = state.forceExclude ? await levelsInside(state, folderOf(path)) : [];
    if (state.forceExclude && (hasIgnoredFolder(state, folderOf(path), levels) || isVendoredPath(path))) {
      return count(state, "ignored");
    }
    addFile(state, path, levels, true);
  }
}

function hasIgnoredFolder(state: State, path: string, levels: readonly IgnoreLevel[]): boolean {
  return foldersUp(path).some(
    (folder) => folder !== "" && isIgnored(levels, `${absolutePath(state, folder)}/`),
  );
}

interface Visit {
  folder: string;
  levels: readonly IgnoreLevel[];
}

/** Walks a folder that has been decided for; `levels` hold in it, its own ignore file included. */
async function walkFolder(state: State, start: string, levels: readonly IgnoreLevel[]): Promise<void> {
  const open: Visit[] = [{ folder: start, levels }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { folder } = visit;
    if (state.visited.has(folder)) continue;
    state.visited.add(folder);
    try {
      await listFolder(state, folder);
    } catch (error) {
      state.walk.problems.push(unreadable(folder, error));
      continue;
    }
    open.push(...(await visitEntries(state, visit)));
  }
}

async function visitEntries(state: State, { folder, levels }: Visit): Promise<Visit[]> {
  const entries = await listFolder(state, folder);
  const names = entries.map((entry) => entry.name);
  const inside: Visit[] = [];
  for (const entry of entries) {
    const path = inFolder(folder, entry.name);
    if (entry.kind === "link") state.pendingLinks.push(path);
    else if (entry.kind === "file") addFile(state, path, levels, false);
    else if (entry.kind === "folder" && !state.visited.has(path)) {
      const reason = await whyNot(state, path, names, levels);
      if (reason === undefined) inside.push({ folder: path, levels: await ownLevel(state, path, levels) });
      else {
        state.left.add(path);
        count(state, reason);
      }
    }
  }
  return inside;
}

async function whyNot(
  state: State,
  path: string,
  siblings: readonly string[],
  levels: readonly IgnoreLevel[],
): Promise<string | undefined> {
  const reason = await folderSkip(folderOf(path), nameOf(path), siblings, (folder) =>
    listNames(state, folder),
  );
  if (reason !== undefined) return reason;
  if (isIgnored(levels, `${absolutePath(state, path)}/`)) return "ignored folders";
  return (await listNames(state, path)).includes("pyvenv.cfg") ? "vendored folders" : undefined;
}

function addFile(state: State, path: string, levels: readonly IgnoreLevel[], isNamed: boolean): void {
  const kind = fileKind(path);
  if (kind.kind === "other" || state.walk.candidates.has(path)) {
    if (isNamed && kind.kind === "other") count(state, "not supported");
    return;
  }
  const absolute = absolutePath(state, path);
  if (isLeftOut(state, path, levels, isNamed)) {
    if (kind.kind !== "config") count(state, "ignored");
  } else if (kind.kind === "skipped" && !(isNamed && kind.reason === "minified")) count(state, kind.reason);
  else {
    if (kind.kind === "config" && kind.counted !== undefined) count(state, kind.counted);
    const language = kind.kind === "source" ? kind.language : kind.kind === "skipped" ? "ts" : undefined;
    state.walk.candidates.set(path, { path, absolute, language, isNamed });
  }
}

/** A file of the environment is one machine's own unless git hands it to others; for all others the ignore files decide. */
function isLeftOut(state: State, path: string, levels: readonly IgnoreLevel[], isNamed: boolean): boolean {
  const absolute = absolutePath(state, path);
  if (!isNamed && state.tracked !== undefined && isEnvironmentFile(path)) return !state.tracked.has(absolute);
  return isIgnored(levels, absolute);
}

/** Rules of the ignore files that hold in a folder, its own included. */
async function levelsInside(state: State, folder: string): Promise<IgnoreLevel[]> {
  let levels = state.above;
  for (const at of foldersUp(folder).reverse()) levels = await ownLevel(state, at, levels);
  return levels;
}

async function ownLevel(
  state: State,
  folder: string,
  levels: readonly IgnoreLevel[],
): Promise<IgnoreLevel[]> {
  const names = await listNames(state, folder);
  const out = [...levels];
  const absolute = absolutePath(state, folder);
  if (folder === "" && names.includes(".git"))
    out.push(...(await readLevel(state, absolute, ".git/info/exclude")));
  for (const name of IGNORE_FILES) {
    if (names.includes(name)) out.push(...(await readLevel(state, absolute, name)));
  }
  return out;
}

/** Ours goes before git's. */
const IGNORE_FILES = [".gitignore", ".llmlintignore"];

async function readLevel({ fs }: State, folder: string, name: string): Promise<IgnoreLevel[]> {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  try {
    const text = new TextDecoder().decode(await fs.readFile(prefix + name));
    return [ignoreLevel(prefix, text, fs.caseSensitive)];
  } catch {
    return [];
  }
}

/** Ignore files between the root of the repository that our root lies in and our root. */
async function levelsAboveRoot(state: State): Promise<IgnoreLevel[]> {
  const folders: string[] = [];
  const top = await repositoryAbove(state);
  if (top === undefined) return [];
  for (let at = state.root; at !== top; ) {
    at = at.slice(0, at.lastIndexOf("/"));
    folders.unshift(at);
  }
  const levels: IgnoreLevel[] = [];
  for (const [index, folder] of folders.entries()) {
    if (index === 0) levels.push(...(await readLevel(state, folder, ".git/info/exclude")));
    for (const name of IGNORE_FILES) levels.push(...(await readLevel(state, folder, name)));
  }
  return levels;
}

/** The folder at or above our root that holds `.git`, without a slash at its end. */
async function repositoryAbove({ fs, root }: State): Promise<string | undefined> {
  for (let at = root; ; at = at.slice(0, at.lastIndexOf("/"))) {
    if ((await fs.stat(absoluteIn(at, ".git"))) !== undefined) return at;
    if (!at.includes("/")) return undefined;
  }
}

async function trackedPaths(state: State): Promise<Set<string> | undefined> {
  const top = await repositoryAbove(state);
  if (top === undefined) return undefined;
  try {
    const paths = readGitIndex(await state.fs.readFile(`${top}/.git/index`));
    return paths && new Set([...paths].filter(isEnvironmentFile).map((path) => `${top}/${path}`));
  } catch {
    return undefined;
  }
}

/** Follows links that stay inside the root, to where they lead: a file has one path, and loops end. */
async function followLinks(state: State, named: ReadonlySet<string>): Promise<void> {
  for (let open = state.pendingLinks.splice(0); open.length > 0; open = state.pendingLinks.splice(0)) {
    for (const from of open.sort(compareText)) {
      const to = await targetInside(state, from);
      if (to === "broken" || to === "outside") {
        count(state, to === "broken" ? "broken links" : "links that leave the folder");
        if (named.has(from))
          state.walk.problems.push(note(from, `The link ${LINK_PROBLEM[to]}; it was not followed.`));
      } else if (to !== from) {
        state.walk.links.push({ from, to });
        await enterTarget(state, to);
      }
    }
  }
}

const LINK_PROBLEM = {
  broken: "leads to nothing that can be read",
  outside: "leaves the folder that is analysed",
};

/** Where a path really is, relative to the root: itself unless links are on the way. */
async function targetInside(state: State, path: string): Promise<string | "broken" | "outside"> {
  const realRoot = await state.fs.realpath(absolutePath(state, ""));
  const real = await state.fs.realpath(absolutePath(state, path));
  if (real === undefined || realRoot === undefined) return "broken";
  const relative = relativeTo({ ...state, root: realRoot.replace(/\/$/, "") }, real);
  if (relative === undefined) return "outside";
  return (await asListed(state, relative)) ?? "broken";
}

async function enterTarget(state: State, path: string): Promise<void> {
  const isLeftOut = foldersUp(path).some((folder) => state.left.has(folder));
  if (isLeftOut || isVendoredPath(path) || state.visited.has(path) || state.visited.has(folderOf(path)))
    return;
  const levels = await levelsInside(state, folderOf(path));
  for (const folder of foldersUp(path).reverse()) {
    if (folder !== "" && folder !== path && isIgnored(levels, `${absolutePath(state, folder)}/`)) return;
  }
  const siblings = await listNames(state, folderOf(path));
  const entry = (await listFolder(state, folderOf(path))).find((other) => other.name === nameOf(path));
  if (entry?.kind === "file") addFile(state, path, levels, false);
  if (entry?.kind !== "folder" || (await whyNot(state, path, siblings, levels)) !== undefined) return;
  await walkFolder(state, path, await ownLevel(state, path, levels));
}
