import { type Entry, type FileSystem, toPosixPath } from "./fileSystem.ts";

export interface MemoryOptions {
  caseInsensitive?: boolean;
  /** Link path → target path. */
  links?: Record<string, string>;
  /** Files whose reading fails. */
  unreadable?: readonly string[];
}

/** Files from a table, for tests and editors: path (POSIX or Windows) → text or bytes. */
export function createMemoryFileSystem(files: Record<string, string | Uint8Array>, options: MemoryOptions = {}): FileSystem {
  const key = (path: string): string => (options.caseInsensitive ? toPosixPath(path).toLowerCase() : toPosixPath(path));
  const contents = new Map<string, Uint8Array>();
  const names = new Map<string, Map<string, Entry>>();
  const links = new Map(Object.entries(options.links ?? {}).map(([from, to]) => [key(from), toPosixPath(to)] as const));
  const unreadable = new Set((options.unreadable ?? []).map(key));
  const add = (path: string, kind: Entry["kind"]): void => {
    const at = path.lastIndexOf("/");
    if (at < 0) return;
    const folder = path.slice(0, at);
    const name = path.slice(at + 1);
    const list = names.get(key(folder)) ?? new Map<string, Entry>();
    names.set(key(folder), list);
    if (!list.has(key(name))) list.set(key(name), { name, kind });
    if (folder !== "" && !/^[A-Za-z]:$/.test(folder)) add(folder, "folder");
  };
  for (const [path, text] of Object.entries(files)) {
    const posix = toPosixPath(path);
    contents.set(key(posix), typeof text === "string" ? new TextEncoder().encode(text) : text);
    add(posix, "file");
  }
  for (const path of Object.keys(options.links ?? {})) add(toPosixPath(path), "link");
  const resolve = (path: string, depth = 0): string => {
    if (depth > 20) throw new Error(`too many links: ${path}`);
    const parts = path.split("/");
    for (let i = parts.length; i > 0; i--) {
      const target = links.get(key(parts.slice(0, i).join("/")));
      if (target !== undefined) return resolve([target, ...parts.slice(i)].join("/"), depth + 1);
    }
    return path;
  };
  const missing = (path: string): Error => new Error(`no such file or folder: ${path}`);
  return {
    caseSensitive: !options.caseInsensitive,
    readFile: async (path) => {
      const real = key(resolve(toPosixPath(path)));
      if (unreadable.has(real)) throw new Error(`permission denied: ${path}`);
      const found = contents.get(real);
      if (!found) throw missing(path);
      return found;
    },
    stat: async (path) => {
      if (links.has(key(path))) return { kind: "link", size: 0 };
      const real = key(resolve(toPosixPath(path)));
      const file = contents.get(real);
      if (file) return { kind: "file", size: file.length };
      if (names.has(real)) return { kind: "folder", size: 0 };
      throw missing(path);
    },
    list: async (path) => {
      const list = names.get(key(resolve(toPosixPath(path).replace(/\/$/, ""))));
      if (!list) throw missing(path);
      return [...list.values()];
    },
    realpath: async (path) => resolve(toPosixPath(path)),
  };
}
