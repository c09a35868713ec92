import type { CliStream } from "./io.ts";

export interface Progress {
  update(stage: string, done: number, total: number): void;
  /** Takes the line away again. */
  clear(): void;
}

/** One line on stderr that says how far the scan is; nothing where nobody watches. */
export function openProgress(stream: CliStream): Progress {
  if (!stream.isTerminal) return { update: () => {}, clear: () => {} };
  let shown = "";
  const show = (line: string) => {
    if (line === shown) return;
    stream.write(`\r\u001b[2K${line}`);
    shown = line;
  };
  return {
    update: (stage, done, total) => {
      const percent = total > 1 ? ` ${Math.floor((100 * done) / total)} %` : "";
      show(`${stage}…${percent}`);
    },
    clear: () => show(""),
  };
}
