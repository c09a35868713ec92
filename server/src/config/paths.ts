/** The folder of a file, absolute and POSIX. */
export function parentFolder(file: string): string {
  if (!file.includes("/")) return ".";
  const parent = file.slice(0, file.lastIndexOf("/"));
  if (parent === "") return "/";
  return /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
}

/** A path as a file of `folder` names it, absolute, without `.` and `..`; backslashes separate too. */
export function joinPaths(folder: string, name: string): string {
  const given = name.replaceAll("\\", "/");
  const full = /^(?:\/|[A-Za-z]:\/)/.test(given) ? given : `${folder.replace(/\/$/, "")}/${given}`;
  const start = /^(?:[A-Za-z]:\/|\/\/[^/]+\/[^/]+\/|\/)/.exec(full)?.[0] ?? "/";
  const parts: string[] = [];
  for (const part of full.slice(start.length).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return start + parts.join("/");
}
