import { compareText } from "../base/order.ts";
import type { LoadedPack, Row } from "./pack.ts";
import type { PackFile } from "./packFile.ts";
import type { YamlPath } from "./yamlPlaces.ts";

/** A contradiction or a dead type, at a path of a file. */
export interface Inconsistency {
  file: PackFile;
  path: YamlPath;
  message: string;
}

/** A name that programs use, with what the pack says of it. */
interface NamedRow {
  /** "functions loads", "Client chat.create": what the same name in another pack has too. */
  key: string;
  name: string;
  /** "function", "type", … */
  kind: string;
  path: YamlPath;
  /** Equal texts say the same. */
  says: string;
}

/**
 * Names that are said to be two things: in one pack, in two packs for the same import, or in a pack of the program
 * (`known`) and one of a user that does not say `override: true`.
 */
export function findContradictions(
  files: readonly PackFile[],
  known: readonly LoadedPack[],
): Inconsistency[] {
  const out: Inconsistency[] = [];
  const before = new Map<string, { pack: LoadedPack; row: NamedRow }>();
  const openRoots = known.flatMap((pack) => pack.modules.filter((root) => root.endsWith("*")));
  for (const pack of known) for (const [key, row] of keyedRows(pack, [])) before.set(key, { pack, row });
  for (const file of files) {
    const { pack } = file;
    out.push(...contradictionsWithin(file));
    const rows = keyedRows(pack, openRoots);
    const told = new Set<string>();
    for (const [key, row] of rows) {
      const other = before.get(key);
      const isOther = other !== undefined && other.pack !== pack && other.row.says !== row.says;
      if (isOther && !pack.override && !told.has(row.key)) {
        told.add(row.key);
        const advice = known.includes(other.pack) ? "; `override: true` in this pack lets it win" : "";
        const message = `the ${row.kind} "${row.name}" is described differently by the pack "${other.pack.id}"${advice}`;
        out.push({ file, path: row.path, message });
      }
    }
    for (const [key, row] of rows) before.set(key, { pack, row });
  }
  return out;
}

/** Rows by what two packs would have to share to speak of the same thing: the import and the name, or the pack's id and the member. */
function keyedRows(pack: LoadedPack, openRoots: readonly string[]): Map<string, NamedRow> {
  const out = new Map<string, NamedRow>();
  const around = openRoots.filter((open) => pack.modules.some((root) => root.startsWith(open.slice(0, -1))));
  for (const row of exportedRows(pack)) {
    for (const root of [...pack.modules, ...around]) out.set(`${pack.language} ${root} ${row.name}`, row);
  }
  for (const row of memberRows(pack)) out.set(`${pack.id}#${row.key}`, row);
  return out;
}

/** What an import can name. A type that is exported says what it is made with; its members are compared one by one. */
function exportedRows(pack: LoadedPack): NamedRow[] {
  const out: NamedRow[] = [];
  for (const [type, model] of Object.entries(pack.types ?? {})) {
    for (const [i, name] of (model.exported ?? []).entries()) {
      const path = ["types", type, "exported", i];
      out.push({ key: `exported ${name}`, name, kind: "type", path, says: `${pack.id}#${type}` });
    }
  }
  for (const section of ["functions", "values"] as const) {
    for (const [name, row] of Object.entries(pack[section] ?? {})) {
      const kind = section.slice(0, -1);
      out.push({ key: `${section} ${name}`, name, kind, path: [section, name], says: meaning(row) });
    }
  }
  return out;
}

function memberRows(pack: LoadedPack): NamedRow[] {
  return Object.entries(pack.types ?? {}).flatMap(([type, model]) => {
    const out: NamedRow[] = [];
    const add = (section: string, name: string, row: unknown, path: YamlPath): void => {
      out.push({
        key: `${type} ${section} ${name}`,
        name: `${type} ${name}`,
        kind: "member",
        path,
        says: meaning(row),
      });
    };
    for (const section of ["members", "fields", "subclass", "listed"] as const) {
      for (const [name, row] of Object.entries(model[section] ?? {})) {
        add(section, name, row, ["types", type, section, name]);
      }
    }
    for (const section of ["construct", "element", "enter"] as const) {
      if (model[section] !== undefined) add(section, "", model[section], ["types", type, section]);
    }
    return out;
  });
}

function contradictionsWithin(file: PackFile): Inconsistency[] {
  const { pack } = file;
  const out: Inconsistency[] = [];
  const exported = new Map<string, NamedRow>();
  for (const row of exportedRows(pack)) {
    const other = exported.get(row.name);
    if (other !== undefined && other.says !== row.says) {
      const message = `"${row.name}" is exported as a ${row.kind} and as a ${other.kind}`;
      const same = `"${row.name}" is exported as two types`;
      out.push({ file, path: row.path, message: row.kind === other.kind ? same : message });
    } else exported.set(row.name, row);
  }
  for (const [type, model] of Object.entries(pack.types ?? {})) {
    for (const [name, field] of Object.entries(model.fields ?? {})) {
      const member = model.members?.[name];
      if (member === undefined || typeof member === "string" || meaning(member) === meaning(field)) continue;
      if (!saysOfData(member) || !saysOfData(field)) continue;
      const message = `"${type} ${name}" is a field and a member with different roles`;
      out.push({ file, path: ["types", type, "fields", name], message });
    }
  }
  for (const { path, row } of rowsIn(pack)) {
    const carries = row.source !== undefined ? "source" : row.sanitize !== undefined ? "sanitize" : undefined;
    if (row.pure === true && carries !== undefined) {
      out.push({
        file,
        path,
        message: `the row is \`pure\` and has a \`${carries}\`: its result carries nothing, and something`,
      });
    }
  }
  return out;
}

function saysOfData(row: Row): boolean {
  return row.source !== undefined || row.pure === true || row.sanitize !== undefined;
}

function rowsIn(pack: LoadedPack): { path: YamlPath; row: Row }[] {
  const out: { path: YamlPath; row: Row }[] = [];
  const add = (path: YamlPath, row: unknown): void => {
    if (typeof row === "object" && row !== null) out.push({ path, row });
  };
  for (const [type, model] of Object.entries(pack.types ?? {})) {
    add(["types", type, "construct"], model.construct);
    for (const section of ["members", "fields"] as const) {
      for (const [name, row] of Object.entries(model[section] ?? {}))
        add(["types", type, section, name], row);
    }
  }
  for (const section of ["functions", "values"] as const) {
    for (const [name, row] of Object.entries(pack[section] ?? {})) add([section, name], row);
  }
  return out;
}

/** Types that no import, row or other type leads to: they would never be used. */
export function findUnreached(files: readonly PackFile[], known: readonly LoadedPack[]): Inconsistency[] {
  const named = new Set<string>();
  for (const pack of [...known, ...files.map((file) => file.pack)]) {
    for (const text of textsIn(pack)) {
      const name = text.replace(/^list:/u, "").replace(/(?:\[\])+$/u, "");
      named.add(name.includes("#") ? name : `${pack.id}#${name}`);
    }
    for (const [type, model] of Object.entries(pack.types ?? {})) {
      if ((model.exported ?? []).length > 0) named.add(`${pack.id}#${type}`);
    }
  }
  return files.flatMap((file) =>
    Object.keys(file.pack.types ?? {})
      .filter((type) => !named.has(`${file.pack.id}#${type}`))
      .map((type) => ({
        file,
        path: ["types", type],
        message: `nothing leads to the type "${type}": it is not \`exported\`, and no row gives it`,
      })),
  );
}

/** Every text below the places where a pack can name a type. */
function textsIn(pack: LoadedPack): string[] {
  const out: string[] = [];
  const todo: unknown[] = [
    pack.types,
    pack.functions,
    pack.values,
    pack.exports,
    pack.directives,
    pack.shapes,
  ];
  const seen = new Set<unknown>();
  for (let next = todo.pop(); todo.length > 0 || next !== undefined; next = todo.pop()) {
    if (typeof next === "string") out.push(next);
    // Aliases make one object stand in many places.
    else if (typeof next === "object" && next !== null && !seen.has(next)) {
      seen.add(next);
      todo.push(...Object.values(next));
    }
  }
  return out;
}

/** The same text for rows that say the same, in whatever order. */
function meaning(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)))
      : value,
  );
}
