import { parse } from "smol-toml";
import { joinPath } from "./paths.ts";

/** Import roots that a pyproject.toml declares besides its own folder, relative to the root; unreadable text declares none. */
export function declaredRoots(folder: string, text: string): string[] {
  let toml: unknown;
  try {
    toml = parse(text);
  } catch {
    return [];
  }
  const tool = at(toml, "tool");
  const setuptools = at(tool, "setuptools");
  const written = [
    ...strings(at(at(at(setuptools, "packages"), "find"), "where")),
    ...strings(Object.values(record(at(setuptools, "package-dir")))),
    ...list(at(at(tool, "poetry"), "packages")).flatMap((entry) => strings([at(entry, "from")])),
    ...strings([at(at(tool, "pdm"), "package-dir"), at(at(at(tool, "pdm"), "build"), "package-dir")]),
    ...strings([at(at(at(tool, "uv"), "build-backend"), "module-root")]),
    ...strings(at(at(at(at(at(tool, "hatch"), "build"), "targets"), "wheel"), "sources")),
    ...strings(at(at(at(at(at(tool, "hatch"), "build"), "targets"), "wheel"), "packages")).map(parentOf),
    ...strings(at(at(at(tool, "pytest"), "ini_options"), "pythonpath")),
    ...strings(at(at(tool, "pyright"), "extraPaths")),
  ];
  return written.map((path) => joinPath(folder, path)).filter((path): path is string => path !== undefined);
}

function parentOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function at(value: unknown, key: string): unknown {
  const object = record(value);
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function strings(value: unknown): string[] {
  return (typeof value === "string" ? [value] : list(value)).filter(
    (entry): entry is string => typeof entry === "string",
  );
}
