import { ignoreLevel, isIgnored } from "./ignoreFiles.ts";

/** Patterns as in .gitignore, relative to an absolute folder. */
export interface Patterns {
  folder: string;
  patterns: readonly string[];
}

/** Whether an absolute path fits the patterns; as in .gitignore a later `!pattern` takes back. */
export function createMatcher(
  { folder, patterns }: Patterns,
  caseSensitive: boolean,
): (path: string) => boolean {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  const level = ignoreLevel(prefix, patterns.join("\n"), caseSensitive);
  return (path) => isIgnored([level], path);
}
