import type { Lang } from "../ir/types.ts";
import { nameOf } from "./paths.ts";

export type FileKind =
  | { kind: "source"; language: Lang }
  /** Holds code that is not analysed; the reason appears in the summary. */
  | { kind: "skipped"; reason: "stub" | "declarations" | "minified" }
  /** Read as text; code that it may hold is not analysed where `counted` says so. */
  | { kind: "config"; counted?: "not supported yet" }
  | { kind: "other" };

const SCRIPT = /\.(?:[mc]?[jt]s|[jt]sx)$/i;
const DECLARATIONS = /\.d\.(?:[mc]?ts|[\w-]+\.ts)$/i;
const MINIFIED_NAME = /[.-]min\.[mc]?js$/i;
const NOT_YET = /\.(?:vue|svelte|astro)$/i;
/** Files that are no code to us and may hold keys, settings of agents or text that agents read. */
const CONFIG_NAME =
  /\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|properties|env|tf|tfvars|sh|bash|zsh|fish|ps1|bat|cmd|md|mdx|mdc|prompt|prompty|html|http|rest|dockerfile|xml|plist|service|vue|svelte|astro)$/i;
const CONFIG_FILES = new Set([
  ".aider.conf.yml",
  ".clinerules",
  ".cursorrules",
  ".envrc",
  ".goosehints",
  ".netrc",
  ".npmrc",
  ".pypirc",
  ".roorules",
  ".windsurfrules",
  ".yarnrc",
  "containerfile",
  "dockerfile",
  "justfile",
  "makefile",
  "procfile",
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
  if (name.endsWith(".py") || name.endsWith(".ipynb")) return { kind: "source", language: "py" };
  if (name.endsWith(".pyi")) return { kind: "skipped", reason: "stub" };
  if (SCRIPT.test(name)) {
    if (DECLARATIONS.test(name)) return { kind: "skipped", reason: "declarations" };
    return MINIFIED_NAME.test(name)
      ? { kind: "skipped", reason: "minified" }
      : { kind: "source", language: "ts" };
  }
  if (NOT_YET.test(name)) return { kind: "config", counted: "not supported yet" };
  if (isConfig(path, name)) return { kind: "config" };
  return { kind: "other" };
}

/** `.env`, `.env.local` and their like, which are meant to stay on one machine. */
export function isEnvironmentFile(path: string): boolean {
  const name = nameOf(path).toLowerCase();
  return name === ".env" || name.startsWith(".env.") || name === ".envrc";
}

function isConfig(path: string, name: string): boolean {
  if (LOCK_FILES.has(name)) return false;
  if (isEnvironmentFile(path) || CONFIG_FILES.has(name) || CONFIG_NAME.test(name)) return true;
  if (/^(?:dockerfile|containerfile)[.-]/.test(name)) return true;
  return path.startsWith(".claude/") || path.includes("/.claude/");
}
