import { folderOf, foldersUp } from "./paths.ts";

/** Looks up the files of a run as the host would: with its own idea of case, and through folder links. */
export interface FileIndex {
  /** The file's path as discovered, or undefined when it is not part of the run. */
  find(path: string): string | undefined;
  /** The folder's path as discovered, when some file of the run lies in it or below. */
  findFolder(path: string): string | undefined;
}

/** A symbolic link inside the root: what lies under `from` is known under `to`. */
export interface FolderLink {
  from: string;
  to: string;
}

export function createFileIndex(
  paths: Iterable<string>,
  caseSensitive: boolean,
  links: readonly FolderLink[] = [],
): FileIndex {
  const key = caseSensitive ? (path: string) => path : (path: string) => path.toLowerCase();
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const path of paths) {
    if (!files.has(key(path))) files.set(key(path), path);
    for (const folder of foldersUp(folderOf(path))) {
      if (folders.has(key(folder))) break;
      folders.set(key(folder), folder);
    }
  }
  const lookUp = (map: Map<string, string>, path: string): string | undefined => {
    const direct = map.get(key(path));
    if (direct !== undefined) return direct;
    for (const { from, to } of links) {
      const rest =
        key(path).startsWith(key(`${from}/`)) || key(path) === key(from)
          ? path.slice(from.length)
          : undefined;
      const linked = rest === undefined ? undefined : map.get(key(to + rest));
      if (linked !== undefined) return linked;
    }
    return undefined;
  };
  return { find: (path) => lookUp(files, path), findFolder: (path) => lookUp(folders, path) };
}
