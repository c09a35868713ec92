import ignore, { type Ignore } from "ignore";

/** The ignore files that hold in a folder, outermost first. */
export interface IgnoreLevel {
  /** Absolute path of the folder whose ignore file it is, with a slash at its end. */
  prefix: string;
  rules: Ignore;
}

/** Reads the text of an ignore file; case counts as on the host. */
export function ignoreLevel(prefix: string, text: string, caseSensitive: boolean): IgnoreLevel {
  const rules = ignore({ ignorecase: !caseSensitive, allowRelativePaths: true });
  // One unreadable pattern must not take the others with it.
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    try {
      rules.add(line);
    } catch {
      // git ignores patterns that it cannot read, and so do we.
    }
  }
  return { prefix, rules };
}

/** Whether git would ignore an absolute path (folders end in "/"); the innermost file that speaks of it decides. */
export function isIgnored(levels: readonly IgnoreLevel[], path: string): boolean {
  for (let at = levels.length - 1; at >= 0; at--) {
    const level = levels[at];
    if (!level || !path.startsWith(level.prefix)) continue;
    const rest = path.slice(level.prefix.length);
    if (rest === "") continue;
    const { ignored, unignored } = level.rules.test(rest);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
