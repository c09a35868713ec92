import { CONFIG_FILES, readConfigDocument } from "./document.ts";
import { resolveSettings } from "./resolveSettings.ts";
import { defaultConfig, type ResolvedConfig } from "./settings.ts";

/** What went wrong, with its place; line and column from 1. */
export interface ConfigProblem {
  file: string;
  line: number;
  column: number;
  message: string;
}

export interface LoadedConfig {
  config: ResolvedConfig;
  problems: ConfigProblem[];
}

/** What loading needs from the outside; paths are POSIX and absolute (`/a/b`, `C:/a/b`). */
export interface ConfigReader {
  /** The text of a file; undefined when there is none. */
  readText(path: string): Promise<string | undefined>;
  /** Whether the search ends here: above the root of a repository stands what belongs to somebody else. */
  isRepositoryRoot(folder: string): Promise<boolean>;
}

/** Finds the nearest configuration from `folder` upward, up to the root of the repository; without one, the defaults. */
export async function discoverConfig(
  folder: string,
  reader: ConfigReader,
  ruleIds: readonly string[],
): Promise<LoadedConfig> {
  for (const current of upward(folder)) {
    for (const name of CONFIG_FILES) {
      const file = current.endsWith("/") ? current + name : `${current}/${name}`;
      const text = await reader.readText(file);
      const loaded = text === undefined ? undefined : parseConfig(file, text, ruleIds);
      if (loaded !== undefined) return loaded;
    }
    if (await reader.isRepositoryRoot(current)) break;
  }
  return { config: defaultConfig, problems: [] };
}

/** Loads the file that the user named; undefined when it cannot be read. */
export async function loadConfigFile(
  file: string,
  reader: ConfigReader,
  ruleIds: readonly string[],
): Promise<LoadedConfig | undefined> {
  const text = await reader.readText(file);
  if (text === undefined) return undefined;
  return parseConfig(file, text, ruleIds) ?? { config: { ...defaultConfig, file }, problems: [] };
}

/** Reads and checks one file; undefined when it holds nothing for llmlint. */
export function parseConfig(
  file: string,
  text: string,
  ruleIds: readonly string[],
): LoadedConfig | undefined {
  const document = readConfigDocument(file, text);
  if (document === undefined) return undefined;
  const { config, problems } = resolveSettings(file, text, document, ruleIds);
  return { config, problems };
}

/** A folder and those above it, nearest first: `/a/b`, `/a`, `/`; `C:/a`, `C:/`. */
function upward(folder: string): string[] {
  const folders: string[] = [];
  let current = folder.length > 1 && !/^[A-Za-z]:\/$/.test(folder) ? folder.replace(/\/+$/, "") : folder;
  while (current !== "") {
    folders.push(current);
    if (current === "/" || /^(?:[A-Za-z]:\/?|\/\/[^/]+\/[^/]+)$/.test(current)) break;
    const parent = current.slice(0, current.lastIndexOf("/"));
    current = parent === "" ? "/" : /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
  }
  return folders;
}
