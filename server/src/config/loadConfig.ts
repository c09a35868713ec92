import { CONFIG_FILES, readConfigDocument } from "./document.ts";
import { joinPaths, parentFolder } from "./paths.ts";
import { type CheckedSettings, checkSettings, didYouMean } from "./resolveSettings.ts";
import { defaultConfig, type ResolvedConfig, type Settings } from "./settings.ts";

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
  /** The text of a file that the configuration `by` names; `outside` where it may not be read, as it is not of that project. */
  readExtended(path: string, by: string): Promise<{ text: string } | "missing" | "outside">;
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
      const loaded = text === undefined ? undefined : await loadText(file, text, reader, ruleIds);
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
  return (
    (await loadText(file, text, reader, ruleIds)) ?? { config: { ...defaultConfig, file }, problems: [] }
  );
}

/** Reads and checks one file alone, without those that it extends; undefined when it holds nothing for llmlint. */
export function parseConfig(
  file: string,
  text: string,
  ruleIds: readonly string[],
): LoadedConfig | undefined {
  const document = readConfigDocument(file, text);
  if (document === undefined) return undefined;
  const checked = checkSettings(file, text, document, ruleIds);
  return { config: addLayer({ ...defaultConfig }, { file, checked }), problems: checked.problems };
}

/** Reads and checks one file and those that it extends; undefined when it holds nothing for llmlint. */
async function loadText(
  file: string,
  text: string,
  reader: ConfigReader,
  ruleIds: readonly string[],
): Promise<LoadedConfig | undefined> {
  const document = readConfigDocument(file, text);
  if (document === undefined) return undefined;
  const problems: ConfigProblem[] = [];
  const layers = await readLayers({ file, checked: checkSettings(file, text, document, ruleIds) }, [file], {
    reader,
    ruleIds,
    problems,
  });
  let config: ResolvedConfig = { ...defaultConfig };
  for (const layer of layers) config = addLayer(config, layer);
  problems.push(...checkOwnRules(layers, config));
  return { config, problems };
}

/** Rules of the project have one definition each, and levels are given to those that exist. */
function checkOwnRules(layers: readonly Layer[], config: ResolvedConfig): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const ids = config.ownRules.map((rule) => rule.id);
  const seen = new Set<string>();
  for (const { file, checked } of layers) {
    for (const { id, path } of checked.ownNames) {
      if (ids.includes(id)) continue;
      problems.push({
        file,
        ...checked.placeOf(path),
        message: `unknown rule "${id}"${didYouMean(id, ids)}`,
      });
    }
    for (const [i, { id }] of (checked.settings.ownRules ?? []).entries()) {
      if (seen.has(id))
        problems.push({
          file,
          ...checked.placeOf(["ownRules", i, "id"]),
          message: `the rule "${id}" is there twice`,
        });
      seen.add(id);
    }
  }
  return problems;
}

interface Layer {
  file: string;
  checked: CheckedSettings;
}

interface Loading {
  reader: ConfigReader;
  ruleIds: readonly string[];
  problems: ConfigProblem[];
}

/** A file with those that it builds on, the remotest first. `chain` are the files that lead here. */
async function readLayers(layer: Layer, chain: readonly string[], loading: Loading): Promise<Layer[]> {
  const { file, checked } = layer;
  loading.problems.push(...checked.problems);
  const layers: Layer[] = [];
  const given = checked.settings.extends ?? [];
  for (const [i, name] of (typeof given === "string" ? [given] : given).entries()) {
    const place = checked.placeOf(typeof given === "string" ? ["extends"] : ["extends", i]);
    const fail = (message: string) => loading.problems.push({ file, ...place, message });
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) {
      fail(`"${name}" is an address; only files of the project can be extended`);
      continue;
    }
    const path = joinPaths(parentFolder(file), name);
    if (chain.includes(path) || chain.length > DEEPEST) {
      fail(`"${name}" ${chain.includes(path) ? "leads back to itself" : "is one file too many in a chain"}`);
      continue;
    }
    const read = await loading.reader.readExtended(path, chain[0] ?? file);
    if (typeof read === "string") {
      fail(read === "missing" ? `there is no "${name}"` : `"${name}" lies outside of the project`);
      continue;
    }
    const document = readConfigDocument(path, read.text);
    if (document === undefined) {
      fail(`"${name}" holds nothing for llmlint`);
      continue;
    }
    const next = { file: path, checked: checkSettings(path, read.text, document, loading.ruleIds) };
    layers.push(...(await readLayers(next, [...chain, path], loading)));
  }
  return [...layers, layer];
}

/** Files that may build on one another. */
const DEEPEST = 10;

function addLayer(config: ResolvedConfig, { file, checked }: Layer): ResolvedConfig {
  const { settings, placeOf } = checked;
  const folder = parentFolder(file);
  return {
    file,
    extended: config.file === undefined ? config.extended : [...config.extended, config.file],
    profile: settings.profile ?? config.profile,
    levels: { ...config.levels, ...settings.rules },
    overrides: [...config.overrides, ...overridesOf(settings, folder)],
    failOn: settings.failOn ?? config.failOn,
    ignore: settings.ignore ? [...config.ignore, { folder, patterns: settings.ignore }] : config.ignore,
    baseline: settings.baseline === undefined ? config.baseline : joinPaths(folder, settings.baseline),
    suppressions: {
      requireReason: settings.suppressions?.requireReason ?? config.suppressions.requireReason,
      unused: settings.suppressions?.unused ?? config.suppressions.unused,
    },
    ownRules: [...config.ownRules, ...(settings.ownRules ?? [])],
    packs: [
      ...config.packs,
      ...(settings.packs ?? []).map((path, i) => ({ file, path, ...placeOf(["packs", i]) })),
    ],
  };
}

function overridesOf(settings: Settings, folder: string): ResolvedConfig["overrides"] {
  return (settings.overrides ?? []).map(({ files, rules }) => ({
    folder,
    patterns: typeof files === "string" ? [files] : files,
    levels: rules,
  }));
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
