import path from "node:path";

export const ROOT = path.resolve("reports");
const NAME = /^[a-z0-9_-]{1,40}$/;

export function requireInside(name: string): string {
  const target = path.resolve(ROOT, name);
  const way = path.relative(ROOT, target);
  if (way.startsWith("..") || path.isAbsolute(way)) throw new Error("outside of the folder");
  return target;
}

export function isPlain(name: string): boolean {
  return NAME.test(name);
}

export function requireHttps(url: string): string {
  if (new URL(url).protocol !== "https:") throw new Error("https only");
  return url;
}
