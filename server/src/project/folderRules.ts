import { inFolder } from "./paths.ts";

/** Why a folder is not entered; the words appear in the summary. */
export type FolderSkip = "hidden folders" | "vendored folders" | "build output folders";

const AGENT_FOLDERS = new Set([
  ".aider",
  ".amazonq",
  ".claude",
  ".cline",
  ".codex",
  ".continue",
  ".cursor",
  ".devcontainer",
  ".gemini",
  ".github",
  ".kiro",
  ".mcp",
  ".roo",
  ".streamlit",
  ".vscode",
  ".windsurf",
]);
const VENDORED = new Set([
  "node_modules",
  "bower_components",
  "jspm_packages",
  "web_modules",
  "site-packages",
  "dist-packages",
  "__pypackages__",
  "venv",
  "virtualenv",
  "third_party",
  "third-party",
  "thirdparty",
  "3rdparty",
  "_vendor",
]);
/** Names that mean foreign code at most places, and something to sell inside an application's routes. */
const OFTEN_VENDORED = new Set(["vendor", "vendors", "vendored"]);
const ROUTE_FOLDERS = new Set([
  "api",
  "app",
  "components",
  "features",
  "modules",
  "pages",
  "routes",
  "views",
]);
/** Names that only tools give: what stands in them is copied or made from sources elsewhere. */
const ALWAYS_BUILT = new Set(["__pycache__", "cdk.out", "cdktf.out", "htmlcov", "storybook-static"]);
const OFTEN_BUILT = new Set(["dist", "build", "out", "coverage"]);
const PROJECT_FILES = new Set([
  ".git",
  "package.json",
  "pyproject.toml",
  "setup.py",
  "setup.cfg",
  "tsconfig.json",
  "jsconfig.json",
  "Makefile",
  "Cargo.toml",
]);
const SOURCE_NAME = /(?<!\.d)\.[mc]?tsx?$/;

/**
 * Whether a folder is skipped, by its name, the names beside it and, for names that mean build output only by convention,
 * the names in it. `list` gives the names in a folder and is asked only where it matters.
 */
export async function folderSkip(
  parent: string,
  name: string,
  siblings: readonly string[],
  list: (folder: string) => Promise<readonly string[]>,
): Promise<FolderSkip | undefined> {
  if (name.startsWith(".")) return AGENT_FOLDERS.has(name) ? undefined : "hidden folders";
  if (VENDORED.has(name) || name.endsWith(".egg-info")) return "vendored folders";
  if (OFTEN_VENDORED.has(name)) {
    return parent.split("/").some((part) => ROUTE_FOLDERS.has(part)) ? undefined : "vendored folders";
  }
  if (ALWAYS_BUILT.has(name)) return "build output folders";
  if (!OFTEN_BUILT.has(name) || !(parent === "" || siblings.some((file) => PROJECT_FILES.has(file))))
    return undefined;
  const inside = await list(inFolder(parent, name));
  const isSource = inside.some((file) => file === "__init__.py" || SOURCE_NAME.test(file));
  return isSource ? undefined : "build output folders";
}

/** Path parts that are foreign code wherever a link leads there. */
export function isVendoredPath(path: string): boolean {
  return path.split("/").some((part) => VENDORED.has(part));
}
