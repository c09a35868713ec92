import type { FileSystem, FolderEntry } from "./fileSystem.ts";

/** Files whose text is held by an editor and not yet, or not only, on the disk. */
export interface Overlay {
  /** Undefined for a file that the disk answers for. */
  text(path: string): string | undefined;
  paths(): Iterable<string>;
}

/** The files below, with those of the overlay before them. */
export function createOverlayFileSystem(below: FileSystem, overlay: Overlay): FileSystem {
  const encoder = new TextEncoder();
  return {
    ...below,
    async readFile(path) {
      const text = overlay.text(path);
      return text === undefined ? below.readFile(path) : encoder.encode(text);
    },
    async stat(path) {
      const text = overlay.text(path);
      return text === undefined ? below.stat(path) : { kind: "file", size: encoder.encode(text).length };
    },
    async list(path) {
      const own = [...overlay.paths()].filter((file) => folderOf(file) === path).map(nameOf);
      if (own.length === 0) return below.list(path);
      const entries = await below.list(path);
      const names = new Set(
        entries.map((entry) => (below.caseSensitive ? entry.name : entry.name.toLowerCase())),
      );
      const added = own
        .filter((name) => !names.has(below.caseSensitive ? name : name.toLowerCase()))
        .map((name): FolderEntry => ({ name, kind: "file" }));
      return [...entries, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    realpath: async (path) =>
      (await below.realpath(path)) ?? (overlay.text(path) === undefined ? undefined : path),
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
