import { createFileSystemError, type FileSystem } from "./fileSystem.ts";

/** The files inside of one folder, which counts as the root of a repository; nothing outside of it is there. */
export function createBoundedFileSystem(below: FileSystem, root: string): FileSystem {
  const fold = (path: string): string => (below.caseSensitive ? path : path.toLowerCase());
  const base = root.endsWith("/") ? root : `${root}/`;
  const isInside = (path: string): boolean => path === root || fold(path).startsWith(fold(base));
  const real = below.realpath(root);
  /** Also behind links. */
  const reaches = async (path: string): Promise<boolean> => {
    if (!isInside(path)) return false;
    const [to, from] = [await below.realpath(path), await real];
    if (to === undefined || from === undefined) return true;
    return to === from || fold(to).startsWith(fold(from.endsWith("/") ? from : `${from}/`));
  };
  const guarded = async <T>(path: string, read: () => Promise<T>): Promise<T> => {
    if (!(await reaches(path))) throw createFileSystemError("outside", path);
    return read();
  };
  return {
    ...below,
    readFile: (path) => guarded(path, () => below.readFile(path)),
    list: (path) => guarded(path, () => below.list(path)),
    async stat(path) {
      if (path === `${base}.git`) return { kind: "folder", size: 0 };
      return (await reaches(path)) ? below.stat(path) : undefined;
    },
    realpath: async (path) => ((await reaches(path)) ? below.realpath(path) : undefined),
  };
}
