import type { Lang } from "../ir/types.ts";
import { nameOf } from "./paths.ts";

export type FileKind =
  | { kind: "source"; language: Lang }
  /** Holds code that is not analysed; the reason appears in the summary. */
  | { kind: "skipped"; reason: "stub" | "declarations" | "not supported yet" | "minified" }
  | { kind: "config" }
  | { kind: "other" };

const SCRIPT = /\.(?:[mc]?[jt]s|[jt]sx)$/i;
const DECLARATIONS = /\.d\.(?:[mc]?ts|[\w-]+\.ts)$/i;
const MINIFIED_NAME = /[.-]min\.[mc]?js$/i;
const NOT_YET = /\.(?:vue|svelte|astro|ipynb)$/i;
const CONFIG_NAME = /\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|properties|env|tfvars)$/i;
const CONFIG_FILES = new Set([
  ".aider.conf.yml",
  ".clinerules",
  ".cursorrules",
  ".envrc",
  ".netrc",
  ".npmrc",
  ".pypirc",
  ".windsurfrules",
  ".yarnrc",
  "agents.md",
  "claude.md",
  "copilot-instructions.md",
  "dockerfile",
  "gemini.md",
]);
const LOCK_FILES = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "composer.lock",
  "deno.lock",
  "pdm.lock",
  "pipfile.lock",
  "poetry.lock",
  "uv.lock",
  "yarn.lock",
]);

/** What the name of a file says. */
export function fileKind(path: string): FileKind {
  const name = nameOf(path).toLowerCase();
  if (name.endsWith(".py")) return { kind: "source", language: "py" };
  if (name.endsWith(".pyi")) return { kind: "skipped", reason: "stub" };
  if (SCRIPT.test(name)) {
    if (DECLARATIONS.test(name)) return { kind: "skipped", reason: "declarations" };
    return MINIFIED_NAME.test(name)
      ? { kind: "skipped", reason: "minified" }
      : { kind: "source", language: "ts" };
  }
  if (NOT_YET.test(name)) return { kind: "skipped", reason: "not supported yet" };
  return isConfig(path, name) ? { kind: "config" } : { kind: "other" };
}

function isConfig(path: string, name: string): boolean {
  if (LOCK_FILES.has(name)) return false;
  if (name === ".env" || name.startsWith(".env.") || CONFIG_FILES.has(name) || CONFIG_NAME.test(name))
    return true;
  return path.startsWith(".claude/") || path.includes("/.claude/");
}
