import schemaJson from "../../../rules/schema/pack.schema.json" with { type: "json" };
import { checkSchema, type Formats, hint, type Schema } from "./checkSchema.ts";
import type { LoadedPack, Pack } from "./pack.ts";
import { findContradictions, findUnreached } from "./packConsistency.ts";
import { readYaml, type YamlPath, type YamlText } from "./yamlPlaces.ts";

/** The text of a `pack.yaml`. `file` is only named in messages. */
export interface PackSource {
  file: string;
  text: string;
}

/** What is wrong with a pack, with its place; line and column from 1. */
export interface PackProblem {
  file: string;
  line: number;
  column: number;
  message: string;
}

export interface PackFile {
  file: string;
  pack: LoadedPack;
  at: YamlText["at"];
}

export interface ReadPacks {
  /** In the order of the sources; only those whose form is right. */
  files: PackFile[];
  problems: PackProblem[];
}

const packSchema = schemaJson as Schema;
const sourceKinds = packSchema.$defs?.sourceKind?.enum?.map(String) ?? [];
const specialResult = /^(?:self\+?|this|(?:arg|apply):.+)$/u;

/**
 * Reads and checks packs: form, names of kinds and behaviours, types that are named, rows that contradict each other or a
 * pack of `known`, types that nothing leads to. `operations` are the behaviours that exist. The same for the packs of the program and for those of a user.
 */
export function readPacks(
  sources: readonly PackSource[],
  { known, operations }: { known: readonly LoadedPack[]; operations: readonly string[] },
): ReadPacks {
  const texts = sources.map((source) => ({ source, yaml: readYaml(source.text) }));
  const types = typesByPack(
    known,
    texts.map(({ yaml }) => yaml.value),
  );
  const problems: PackProblem[] = [];
  const files: PackFile[] = [];
  for (const { source, yaml } of texts) {
    const { file } = source;
    const report = (path: YamlPath, message: string, isKey = false): void => {
      problems.push({ file, ...yaml.at(path, isKey), message });
    };
    for (const problem of yaml.problems) problems.push({ file, ...problem });
    if (yaml.problems.length > 0) continue;
    const formats = {
      ...formatsFor(idOf(yaml.value), types),
      operation: (name: string) => unknownName(name),
    };
    const found = checkSchema(packSchema, yaml.value, formats);
    for (const { path, message, isKey } of found) report(path, message, isKey);
    if (found.length > 0) continue;
    const pack = yaml.value as Pack;
    files.push({ file, pack: { id: `${pack.ecosystem}/${pack.package}`, ...pack }, at: yaml.at });
  }
  for (const { file, path, message } of [
    ...findContradictions(files, known),
    ...findUnreached(files, known),
  ]) {
    problems.push({ file: file.file, ...file.at(path, true), message });
  }
  return { files, problems };

  function unknownName(name: string): string | undefined {
    return operations.includes(name) ? undefined : `there is no behaviour "${name}"${hint(name, operations)}`;
  }
}

type TypesByPack = ReadonlyMap<string, readonly string[]>;

function typesByPack(known: readonly LoadedPack[], values: readonly unknown[]): TypesByPack {
  const types = new Map<string, string[]>();
  const add = (id: string, more: unknown): void => {
    const names = typeof more === "object" && more !== null ? Object.keys(more) : [];
    types.set(id, [...(types.get(id) ?? []), ...names]);
  };
  for (const pack of known) add(pack.id, pack.types);
  for (const value of values) {
    if (typeof value === "object" && value !== null) add(idOf(value), "types" in value ? value.types : {});
  }
  return types;
}

function idOf(value: unknown): string {
  const pack = typeof value === "object" && value !== null ? (value as Partial<Pack>) : {};
  return `${String(pack.ecosystem)}/${String(pack.package)}`;
}

/** Texts that name a type: one of the pack, or `pack#Type`. */
function formatsFor(id: string, types: TypesByPack): Formats {
  const own = types.get(id) ?? [];
  const typeRef = (text: string): string | undefined => {
    const name = text.replace(/^list:/u, "").replace(/(?:\[\])+$/u, "");
    const hash = name.indexOf("#");
    if (hash < 0) return own.includes(name) ? undefined : `this pack has no type "${name}"${hint(name, own)}`;
    const pack = name.slice(0, hash);
    const others = types.get(pack);
    if (others === undefined) return `there is no pack "${pack}"${hint(pack, types.keys())}`;
    const type = name.slice(hash + 1);
    return others.includes(type) ? undefined : `"${pack}" has no type "${type}"${hint(type, others)}`;
  };
  return {
    typeRef,
    resultType: (text) => (specialResult.test(text) ? undefined : typeRef(text)),
    sourceOrType: (text) => (sourceKinds.includes(text) ? undefined : typeRef(text)),
  };
}
