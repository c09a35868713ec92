import type { CliIo } from "./io.ts";

type World = Pick<CliIo, "stdout" | "environment">;

export function usesColor({ stdout, environment }: World): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stdout.isTerminal && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}

/** Whether what reads the output is known to understand links (OSC 8): others would print them as text. */
export function usesLinks({ stdout, environment }: World): boolean {
  const { FORCE_HYPERLINK, CI, TERM, TERM_PROGRAM, VTE_VERSION, WT_SESSION, DOMTERM } = environment;
  if (FORCE_HYPERLINK !== undefined && FORCE_HYPERLINK !== "") return FORCE_HYPERLINK !== "0";
  if (!stdout.isTerminal || CI !== undefined) return false;
  return (
    PROGRAMS.has(TERM_PROGRAM ?? "") ||
    TERMINALS.has(TERM ?? "") ||
    Number(VTE_VERSION ?? 0) >= 5000 ||
    WT_SESSION !== undefined ||
    DOMTERM !== undefined
  );
}

const PROGRAMS = new Set(["iTerm.app", "WezTerm", "vscode", "ghostty", "zed"]);
const TERMINALS = new Set(["xterm-kitty", "xterm-ghostty", "alacritty", "foot"]);
