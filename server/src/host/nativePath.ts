/** Two ways to write paths: one root and `/`, or drive letters, shares and backslashes. */
export type PathStyle = "posix" | "windows";

/**
 * An absolute POSIX path for a path as users of that style write it; `currentFolder` is absolute and POSIX already. `.`, `..`
 * and doubled separators are resolved, never beyond the root; drive letters become upper case.
 */
export function fromNative(native: string, currentFolder: string, style: PathStyle): string {
  if (style === "posix") {
    return native.startsWith("/") ? normalize("/", native) : normalize("/", `${currentFolder}/${native}`);
  }
  const slashed = native.replaceAll("\\", "/").replace(LONG_SHARE, "//").replace(LONG_PATH, "");
  const { root, rest } = splitRoot(slashed, style);
  const current = splitRoot(currentFolder, style);
  // "C:x" starts from the current folder of drive C, which only its own drive knows; others start at their root.
  const driveRelative = root !== "" && DRIVE.test(slashed) && !rest.startsWith("/");
  if (root !== "" && !(driveRelative && root === current.root)) return normalize(root, rest);
  return rest.startsWith("/")
    ? normalize(current.root, rest)
    : normalize(current.root, `${current.rest}/${rest}`);
}

/** The path as users of that style write it. */
export function toNative(path: string, style: PathStyle): string {
  return style === "windows" ? path.replaceAll("/", "\\") : path;
}

/** The part of an absolute path that `..` never leaves: `/`, `C:/`, `//server/share/`; "" for a relative one. */
export function splitRoot(path: string, style: PathStyle): { root: string; rest: string } {
  if (style === "posix")
    return path.startsWith("/") ? { root: "/", rest: path.slice(1) } : { root: "", rest: path };
  const drive = DRIVE.exec(path)?.[0];
  if (drive !== undefined) return { root: `${drive.toUpperCase()}/`, rest: path.slice(drive.length) };
  const share = SHARE.exec(path)?.[0];
  return share === undefined
    ? { root: "", rest: path }
    : { root: `${share}/`, rest: path.slice(share.length) };
}

/** Whether `path` is `folder` or lies in it; both absolute and POSIX. */
export function isInside(path: string, folder: string, caseSensitive: boolean): boolean {
  const inner = caseSensitive ? path : path.toLowerCase();
  const outer = (caseSensitive ? folder : folder.toLowerCase()).replace(/\/$/, "");
  return inner === outer || inner.startsWith(`${outer}/`) || outer === "";
}

const DRIVE = /^[A-Za-z]:/;
const SHARE = /^\/\/[^/]+\/[^/]+/;
const LONG_SHARE = /^\/\/[?.]\/UNC\//i;
const LONG_PATH = /^\/\/[?.]\//;

function normalize(root: string, rest: string): string {
  const parts: string[] = [];
  for (const part of rest.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return root + parts.join("/");
}
