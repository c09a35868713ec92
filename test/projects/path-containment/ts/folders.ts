import { realpath } from "node:fs/promises";
import path from "node:path";

export const ROOT = path.resolve("notes");
export const NAME = /^([a-z]+)__([A-Za-z0-9._-]+)$/;

export function isBelow(folder: string, target: string): boolean {
  const prefix = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
  return target === folder || target.startsWith(prefix);
}

async function realOrNull(target: string): Promise<string | null> {
  try {
    return await realpath(target);
  } catch {
    return null;
  }
}

export async function requireBelow(folder: string, name: string): Promise<string> {
  const target = await realOrNull(path.resolve(folder, name));
  if (target === null || !isBelow(folder, target)) throw new Error("outside of the notes");
  return target;
}

export function refuseClimbing(name: string): void {
  const plain = name.replace(/\\/g, "/");
  if (path.isAbsolute(plain) || plain.split("/").some((piece) => piece === "..")) throw new Error("no way out");
}

export function hasFolders(name: string): boolean {
  return name.includes("/") || name.includes("\\");
}
