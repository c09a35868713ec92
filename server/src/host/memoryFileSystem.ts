import {
  createFileSystemError,
  type FileStat,
  type FileSystem,
  type FileSystemErrorCode,
  type FolderEntry,
} from "./fileSystem.ts";
import { fromNative, isInside, type PathStyle, splitRoot, toNative } from "./nativePath.ts";

export interface MemoryFileSystemOptions {
  /** Drive letters, shares and backslashes in native paths. Default: posix. */
  readonly style?: PathStyle;
  /** Default: false for windows, true for posix; false with posix is macOS. */
  readonly caseSensitive?: boolean;
  /** Native; default `/` or `C:\`. */
  readonly currentFolder?: string;
  /** Symbolic links: native path to native target, a relative target being relative to the link's folder. */
  readonly links?: Readonly<Record<string, string>>;
  /** Native paths of files and folders that reject with "denied". */
  readonly denied?: readonly string[];
  /** Native paths of folders that links inside them may not lead out of. */
  readonly confineTo?: readonly string[];
}

/** Files held in memory, by native path: for tests of every platform on any, and for editors without a disk. */
export function createMemoryFileSystem(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: MemoryFileSystemOptions = {},
): FileSystem {
  const style = options.style ?? "posix";
  const caseSensitive = options.caseSensitive ?? style === "posix";
  const start = style === "windows" ? "C:/" : "/";
  const currentFolder = fromNative(options.currentFolder ?? start, start, style);
  const toPath = (native: string) => fromNative(native, currentFolder, style);
  const key = (path: string) => (caseSensitive ? path : path.toLowerCase());
  const tree = plant(files, options.links ?? {}, { toPath, key, style });
  const denied = new Set((options.denied ?? []).map((path) => key(toPath(path))));
  const roots = (options.confineTo ?? []).map(toPath);

  /** The node a path leads to, links on the way followed. */
  function follow(path: string): TreeNode | undefined {
    let at = tree.get(key(rootOf(path, style)));
    let names = path.slice(rootOf(path, style).length).split("/").filter(Boolean);
    for (let hops = 0; at !== undefined && hops < MOST_LINKS; ) {
      if (at.target !== undefined) {
        names = [...at.target.slice(rootOf(at.target, style).length).split("/").filter(Boolean), ...names];
        at = tree.get(key(rootOf(at.target, style)));
        hops++;
        continue;
      }
      const name = names.shift();
      if (name === undefined) return at;
      at = tree.get(key(join(at.path, name)));
    }
    return undefined;
  }

  function escapes(path: string): boolean {
    const real = follow(path)?.path;
    if (real === undefined) return false;
    return roots.some(
      (root) =>
        isInside(path, root, caseSensitive) && !isInside(real, follow(root)?.path ?? root, caseSensitive),
    );
  }

  function find(path: string): TreeNode | FileSystemErrorCode {
    if (escapes(path)) return "outside";
    const node = follow(path);
    if (node === undefined) return "not-found";
    return denied.has(key(node.path)) ? "denied" : node;
  }

  return {
    caseSensitive,
    currentFolder,
    toPath,
    toNative: (path) => toNative(path, style),
    async readFile(path) {
      const node = find(path);
      if (typeof node === "string") throw createFileSystemError(node, path);
      if (node.bytes === undefined) throw createFileSystemError("not-a-file", path);
      return node.bytes;
    },
    async list(path) {
      const node = find(path);
      if (typeof node === "string") throw createFileSystemError(node, path);
      if (node.bytes !== undefined) throw createFileSystemError("not-a-folder", path);
      return [...node.children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async stat(path): Promise<FileStat | undefined> {
      const node = escapes(path) ? undefined : follow(path);
      if (node === undefined) return undefined;
      return { kind: node.bytes === undefined ? "folder" : "file", size: node.bytes?.length ?? 0 };
    },
    realpath: async (path) => (escapes(path) ? undefined : follow(path)?.path),
  };
}

interface TreeNode {
  /** With names spelled as first written. */
  readonly path: string;
  /** A file's content. */
  readonly bytes?: Uint8Array;
  /** A link's absolute target. */
  readonly target?: string;
  readonly children: Map<string, FolderEntry>;
}

/** As many links on one way as Linux follows. */
const MOST_LINKS = 40;

interface Naming {
  toPath(native: string): string;
  key(path: string): string;
  readonly style: PathStyle;
}

function plant(
  files: Readonly<Record<string, string | Uint8Array>>,
  links: Readonly<Record<string, string>>,
  naming: Naming,
): Map<string, TreeNode> {
  const tree = new Map<string, TreeNode>();
  const folder = (path: string): TreeNode => {
    const known = tree.get(naming.key(path));
    if (known !== undefined) return known;
    const made: TreeNode = { path, children: new Map() };
    tree.set(naming.key(path), made);
    if (path !== rootOf(path, naming.style)) enter(path, "folder");
    return made;
  };
  const enter = (path: string, kind: FolderEntry["kind"]): string => {
    const parent = folder(folderOf(path, naming.style));
    const name = path.slice(path.lastIndexOf("/") + 1);
    parent.children.set(naming.key(name), { name, kind });
    return join(parent.path, name);
  };
  folder(rootOf(naming.toPath("."), naming.style));
  for (const [native, content] of Object.entries(files)) {
    const path = naming.toPath(native);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    tree.set(naming.key(path), { path: enter(path, "file"), bytes, children: new Map() });
  }
  for (const [native, target] of Object.entries(links)) {
    const path = naming.toPath(native);
    const absolute = fromNative(target, folderOf(path, naming.style), naming.style);
    tree.set(naming.key(path), { path: enter(path, "link"), target: absolute, children: new Map() });
  }
  return tree;
}

function rootOf(path: string, style: PathStyle): string {
  return splitRoot(path, style).root;
}

function folderOf(path: string, style: PathStyle): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), rootOf(path, style).length));
}

function join(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
