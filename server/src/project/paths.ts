/** Paths inside the project: POSIX, relative to the root, "" for the root itself. */

/** Joins a folder and a path with `.` and `..` resolved; undefined when the result leaves the root. */
export function joinPath(folder: string, path: string): string | undefined {
  const out = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") out.push(part);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join("/");
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder itself and those around it, up to the root (""). */
export function foldersUp(folder: string): string[] {
  const out = [folder];
  for (let at = folder; at !== ""; ) {
    at = folderOf(at);
    out.push(at);
  }
  return out;
}

/** `child` in `folder`, without looking at dots. */
export function inFolder(folder: string, child: string): string {
  if (folder === "") return child;
  return child === "" ? folder : `${folder}/${child}`;
}

/** Number of leading folders that two paths share. */
export function sharedDepth(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth++;
  return depth;
}

/** The host's path of a path relative to the root; file system roots ("/", "C:/") keep their slash. */
export function absoluteIn(root: string, path: string): string {
  const bare = root.endsWith("/") ? root.slice(0, -1) : root;
  return path === "" && bare.includes("/") ? bare : `${bare}/${path}`;
}
