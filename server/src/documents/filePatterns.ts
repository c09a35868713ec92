const compiled = new Map<string, RegExp>();

/** Whether a path relative to the root matches one of the patterns: a star is any part of a name, two are any folders. */
export function matchesAny(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    let expression = compiled.get(pattern);
    if (expression === undefined) {
      const source = pattern
        .split(/(\*\*\/|\*)/)
        .map((part) =>
          part === "**/"
            ? "(?:[^/]+/)*"
            : part === "*"
              ? "[^/]*"
              : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"),
        )
        .join("");
      expression = new RegExp(`^${source}$`, "i");
      compiled.set(pattern, expression);
    }
    return expression.test(path);
  });
}
