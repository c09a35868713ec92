/** Text of the user's code as Markdown that says nothing but the text: no link, no emphasis, no markup. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$:@]/g, "\\$&").replace(/\s+/g, " ");
}

/** The text as code in a line. */
export function code(text: string): string {
  const line = text.replace(/\r\n?|\n/g, "⏎").replace(/[\t ]+/g, " ");
  const fence = "`".repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
