import type { Lang } from "../ir/types.ts";
import {
  type EntryRow,
  type LoadedPack,
  MCP_REQUESTS,
  type Part,
  type ProgramModel,
  type ReadsRow,
  type RepairRow,
  type Row,
  type SinkKind,
  type SinkRow,
  TOOL_SCHEMAS,
  type TypeModel,
  type TypeRef,
  type Versions,
} from "./pack.ts";
import {
  conditionsOf,
  type PlainRow,
  plainRow,
  readCondition,
  type Standing,
  standing,
  type VersionCondition,
  type VersionOf,
} from "./versions.ts";

/** A row with where it stands, for messages and for the prompt map. Its forms are those of every version, or of one (`atVersion`). */
export interface IndexedRow extends PlainRow {
  id: number;
  /** "openai: chat.completions.create" */
  title: string;
  packId: string;
  /** Name of the callee's last segment. */
  name: string;
  /** Present when some form depends on the version. */
  versioned?: { written: Row; conditions: Map<Versions, VersionCondition> };
}

export interface IndexedType {
  /** "pypi/openai#Client" */
  id: string;
  name: string;
  packId: string;
  model: TypeModel;
  members: Map<string, IndexedRow | string>;
  fields: Map<string, IndexedRow>;
  /** Every proper prefix of a dotted member or field path. */
  prefixes: Set<string>;
  construct: IndexedRow | undefined;
  bases: string[];
}

export type External =
  | { kind: "type"; type: IndexedType }
  | { kind: "row"; row: IndexedRow }
  | { kind: "value"; type: IndexedType }
  | { kind: "valueRow"; row: IndexedRow };

/** Numbers of rows below this one are as written; above it, those of one version. */
const PLAIN_ROWS = 1 << 16;

const packLanguage: Record<Lang, string> = { py: "python", ts: "typescript" };

/** All packs, ready for look-up. Immutable after construction. */
export class ModelIndex {
  readonly rows: IndexedRow[] = [];
  readonly types = new Map<string, IndexedType>();
  private readonly roots: Record<Lang, Map<string, LoadedPack[]>> = { py: new Map(), ts: new Map() };
  private readonly wildcards: Record<Lang, { prefix: string; pack: LoadedPack }[]> = { py: [], ts: [] };
  private readonly packFunctions = new Map<string, Map<string, IndexedRow>>();
  private readonly packValues = new Map<string, Map<string, TypeRef | IndexedRow>>();
  private readonly packExports = new Map<string, Map<string, IndexedType>>();
  readonly methods: Record<Lang, Map<string, string>> = { py: new Map(), ts: new Map() };
  /** Last names of what packages keep for the program → what analysis calls it. */
  readonly storages: Record<Lang, Map<string, string>> = { py: new Map(), ts: new Map() };
  readonly assigns: Record<Lang, Map<string, SinkRow>> = { py: new Map(), ts: new Map() };
  readonly attributes = new Map<string, SinkRow>();
  readonly exported: Record<Lang, Map<string, { pack: LoadedPack; row: EntryRow & { file?: string } }[]>> = {
    py: new Map(),
    ts: new Map(),
  };
  readonly directives = new Map<string, EntryRow>();
  readonly shapes: Record<
    Lang,
    { params: string[]; types: (IndexedType | undefined)[]; pack: LoadedPack }[]
  > = { py: [], ts: [] };
  readonly programs = new Map<string, ProgramModel>();
  /** What packages offer by kind of sink, in the order of the packs. */
  readonly helpers: Record<Lang, Map<string, { pack: LoadedPack; repair: RepairRow }[]>> = {
    py: new Map(),
    ts: new Map(),
  };
  /** Kind of sink → what the language itself has that makes a value harmless for it. */
  readonly repairs: Record<Lang, Map<string, RepairRow>> = { py: new Map(), ts: new Map() };
  /** How the language shows what a value is. */
  readonly reads: Partial<Record<Lang, ReadsRow>> = {};
  /** Method name → the statements that it may run. */
  readonly statements = new Map<string, { sink: SinkKind; begins: readonly string[]; row: IndexedRow }[]>();
  readonly endpoints: Record<Lang, { suffix: string; row: IndexedRow }[]> = { py: [], ts: [] };
  /** Distinctive options → row that holds what they mean. */
  readonly keywords: Record<Lang, Map<string, { row: IndexedRow; path: string[] }[]>> = {
    py: new Map(),
    ts: new Map(),
  };
  /** Names of settings that bound the text of a field or parameter. */
  readonly lengthSettings = new Set<string>();
  /** Distinctive method names → row (tier C). */
  readonly byName: Record<Lang, Map<string, IndexedRow>> = { py: new Map(), ts: new Map() };
  private readonly cache = new Map<string, External | undefined>();
  private readonly namesOfRoots = new Map<string, ReadonlySet<string>>();
  private readonly speaking = new Map<string, boolean>();
  private readonly tools = new Map<IndexedType, boolean>();
  private readonly parts = new Map<IndexedType, Part | undefined>();
  private readonly variants = new Map<number, IndexedRow>();
  readonly packs: readonly LoadedPack[];

  constructor(packs: readonly LoadedPack[]) {
    this.packs = packs;
    for (const pack of packs) this.addTypes(pack);
    for (const pack of packs) this.addPack(pack);
  }

  row(id: number): IndexedRow {
    return (id < PLAIN_ROWS ? this.rows[id] : this.variants.get(id)) as IndexedRow;
  }

  /** The row was read in the light of a version that is known where the call stands. */
  isDecided(id: number): boolean {
    return id >= PLAIN_ROWS;
  }

  /** The row as it is in the versions that are known where a call stands. */
  atVersion(row: IndexedRow, versionOf: VersionOf): IndexedRow {
    const { versioned } = row;
    const ecosystem = row.packId.startsWith("npm/") ? "npm" : "pypi";
    if (!versioned) return row;
    const stands = new Map<Versions, Standing>();
    let number = 0;
    for (const [text, condition] of versioned.conditions) {
      const found = standing(condition, versionOf(ecosystem, condition.name));
      stands.set(text, found);
      number = number * 3 + (found === "open" ? 0 : found === "holds" ? 1 : 2);
    }
    if (number === 0) return row;
    const id = row.id + number * PLAIN_ROWS;
    const known = this.variants.get(id);
    if (known) return known;
    const variant: IndexedRow = {
      ...plainRow(versioned.written, (text) => stands.get(text) ?? "open"),
      id,
      title: row.title,
      packId: row.packId,
      name: row.name,
    };
    this.variants.set(id, variant);
    return variant;
  }

  /** "Client", "pypi/openai#Client", "list:Client", "Client[]" → type, and whether it is a list of it. */
  typeRef(ref: string, packId: string): { type: IndexedType; list: boolean } | undefined {
    let name = ref;
    let list = false;
    if (name.startsWith("list:")) {
      list = true;
      name = name.slice(5);
    }
    if (name.endsWith("[]")) {
      list = true;
      name = name.slice(0, -2);
    }
    const type = this.types.get(name.includes("#") ? name : `${packId}#${name}`);
    return type ? { type, list } : undefined;
  }

  /** What `path` below an import of `specifier` is, as far as packs know. */
  external(lang: Lang, specifier: string, path: readonly string[]): External | undefined {
    const key = `${lang}|${specifier}|${path.join(".")}`;
    if (this.cache.has(key)) return this.cache.get(key);
    let found = this.findExternal(lang, specifier, path);
    // `import a` and `a.b.f()`: the module meant may be a.b.
    if (!found && lang === "py" && path.length > 0 && !specifier.startsWith("<"))
      found = this.external(lang, `${specifier}.${path[0] ?? ""}`, path.slice(1));
    this.cache.set(key, found);
    return found;
  }

  /** What packs know of a program, by the path or name it is started with. */
  program(command: string): ProgramModel | undefined {
    const name = command.slice(Math.max(command.lastIndexOf("/"), command.lastIndexOf("\\")) + 1);
    return this.programs.get(name.toLowerCase().replace(/\.exe$/, ""));
  }

  /** Names of the classes that packs of an import root know. */
  exportedNames(lang: Lang, root: string): ReadonlySet<string> {
    const key = `${lang}|${root}`;
    let names = this.namesOfRoots.get(key);
    if (!names) {
      names = new Set(
        this.packsFor(lang, root).flatMap(({ pack }) => [...(this.packExports.get(pack.id)?.keys() ?? [])]),
      );
      this.namesOfRoots.set(key, names);
    }
    return names;
  }

  /** True when a pack with model calls, retrieval or tools covers the import. */
  speaksToModels(lang: Lang, specifier: string): boolean {
    return this.packsFor(lang, specifier).some(({ pack }) => {
      let speaks = this.speaking.get(pack.id);
      if (speaks === undefined) {
        speaks = pack.ecosystem !== "lang" && speaksToModels(pack);
        this.speaking.set(pack.id, speaks);
      }
      return speaks;
    });
  }

  /** True when some pack covers the import root. */
  covers(lang: Lang, specifier: string): boolean {
    return this.packsFor(lang, specifier).length > 0;
  }

  /** Member of a type along its bases; a string is a TypeRef of an attribute. */
  member(
    type: IndexedType,
    path: string,
    seen = 0,
  ): { row?: IndexedRow; field?: IndexedRow; type?: IndexedType; prefix?: boolean } | undefined {
    const field = type.fields.get(path);
    const member = type.members.get(path);
    if (field || member) {
      const out: { row?: IndexedRow; field?: IndexedRow; type?: IndexedType } = {};
      if (field) out.field = field;
      if (typeof member === "string") {
        const ref = this.typeRef(member, type.packId);
        if (ref) out.type = ref.type;
      } else if (member) out.row = member;
      return out;
    }
    if (seen < 6) {
      for (const base of type.bases) {
        const found = this.types.get(base);
        const inherited = found && this.member(found, path, seen + 1);
        if (inherited) return inherited;
      }
    }
    if (type.prefixes.has(path)) return { prefix: true };
    const any = path.includes(".") ? undefined : type.fields.get("*");
    return any ? { field: any } : undefined;
  }

  /** The row that runs a runnable when it stands in a pipe: its first model call or source. */
  runRow(type: IndexedType): IndexedRow | undefined {
    for (const t of this.lineage(type))
      for (const row of t.members.values())
        if (typeof row !== "string" && (row.model || row.source)) return row;
    return undefined;
  }

  /** A ready-made tool, by what it does or fetches for whoever calls it. */
  isTool(type: IndexedType): boolean {
    let known = this.tools.get(type);
    if (known === undefined) {
      known = type.construct?.power !== undefined || this.runRow(type)?.source === "external";
      this.tools.set(type, known);
    }
    return known;
  }

  /** What an inventory lists values of the type as. */
  partOf(type: IndexedType): Part | undefined {
    if (this.parts.has(type)) return this.parts.get(type);
    const found = this.findPart(type);
    this.parts.set(type, found);
    return found;
  }

  /** Import roots of the packages that servers of MCP are made with. */
  mcpModules(): string[] {
    const makers = new Set<string>();
    for (const type of this.types.values()) if (this.partOf(type) === "mcp-server") makers.add(type.packId);
    return this.packs.flatMap((pack) => (makers.has(pack.id) ? pack.modules : []));
  }

  private findPart(type: IndexedType): Part | undefined {
    const lineage = this.lineage(type);
    const named = lineage.find((t) => t.model.part !== undefined)?.model.part;
    if (named !== undefined) return named;
    const rows = lineage.flatMap((t) => [...t.members.values()].filter((row) => typeof row !== "string"));
    if (rows.some((row) => row.entry?.some((entry) => entry.role?.startsWith("MCP ")))) return "mcp-server";
    if (rows.some((row) => row.model) || !rows.some((row) => row.source === "retrieved")) return undefined;
    const isStore = rows.some((row) => row.sink?.some((sink) => sink.kind === "vector-store"));
    return isStore ? "vector-store" : "retriever";
  }

  /** The type and its bases, nearest first. */
  lineage(type: IndexedType): IndexedType[] {
    const out = [type];
    for (let i = 0; i < out.length && i < 12; i++) {
      for (const base of (out[i] as IndexedType).bases) {
        const found = this.types.get(base);
        if (found && !out.includes(found)) out.push(found);
      }
    }
    return out;
  }

  /** The model endpoint that one of these addresses, or ends of addresses, leads to. */
  endpointOf(lang: Lang, tails: readonly string[]): IndexedRow | undefined {
    const ends = tails.map((tail) => tail.replace(/[?#].*$/, ""));
    return this.endpoints[lang].find(({ suffix }) => ends.some((end) => end.endsWith(suffix)))?.row;
  }

  /** Import roots and distinctive names, for the byte scan that decides which files matter. */
  candidateWords(): string[] {
    const words = new Set<string>();
    for (const pack of this.packs) {
      if (pack.ecosystem === "lang" || !(pack.selects || speaksToModels(pack))) continue;
      for (const root of pack.modules) {
        const name = root.replace(/\*$/, "");
        if (root.startsWith("<")) continue;
        // A short name is found by its quotes, or it would be found everywhere.
        if (pack.selects) words.add(`"${name}"`).add(`'${name}'`);
        else if (pack.language === "typescript") words.add(`"${name}`).add(`'${name}`);
        else if (name.length < 6) words.add(`import ${name}`).add(`from ${name}`);
        else words.add(name);
      }
    }
    for (const lang of ["py", "ts"] as const) for (const end of this.endpoints[lang]) words.add(end.suffix);
    for (const key of [...TOOL_SCHEMAS, ...MCP_REQUESTS]) words.add(key);
    for (const lang of ["py", "ts"] as const)
      for (const row of this.byName[lang].values()) for (const text of row.begins ?? []) words.add(text);
    return [...words].sort();
  }

  private addTypes(pack: LoadedPack): void {
    for (const [name, model] of Object.entries(pack.types ?? {})) {
      const id = `${pack.id}#${name}`;
      const type: IndexedType = {
        id,
        name,
        packId: pack.id,
        model,
        members: new Map(),
        fields: new Map(),
        prefixes: new Set(),
        construct: undefined,
        bases: (model.extends ?? []).map((b) => (b.includes("#") ? b : `${pack.id}#${b}`)),
      };
      this.types.set(id, type);
    }
  }

  private addRow(pack: LoadedPack, title: string, row: Row): IndexedRow {
    const conditions = new Map<Versions, VersionCondition>();
    if (row.options ?? row.danger ?? row.versions ?? row.model)
      for (const text of conditionsOf(row)) {
        const condition = readCondition(text, pack.package);
        if (condition) conditions.set(text, condition);
      }
    // A row without conditions is plain as it is written.
    const plain = conditions.size > 0 ? plainRow(row, () => "open") : (row as PlainRow);
    const indexed: IndexedRow = {
      ...plain,
      id: this.rows.length,
      title: `${pack.package}: ${title}`,
      packId: pack.id,
      name: title.split(".").pop() ?? title,
    };
    if (conditions.size > 0) indexed.versioned = { written: row, conditions };
    this.rows.push(indexed);
    for (const arg of row.options?.length?.args ?? [])
      if (typeof arg === "string") this.lengthSettings.add(arg);
    if (row.byName) this.byName[pack.language === "python" ? "py" : "ts"].set(indexed.name, indexed);
    return indexed;
  }

  private addPack(pack: LoadedPack): void {
    const lang: Lang = pack.language === "python" ? "py" : "ts";
    for (const root of pack.modules) {
      if (root.endsWith("*")) this.wildcards[lang].push({ prefix: root.slice(0, -1), pack });
      else push(this.roots[lang], root, pack);
    }
    const exports = new Map<string, IndexedType>();
    for (const name of Object.keys(pack.types ?? {})) {
      const type = this.types.get(`${pack.id}#${name}`) as IndexedType;
      for (const exported of type.model.exported ?? []) exports.set(exported, type);
      if (type.model.construct) type.construct = this.addRow(pack, name, type.model.construct);
      for (const [path, row] of Object.entries(type.model.members ?? {})) {
        type.members.set(path, typeof row === "string" ? row : this.addRow(pack, path, row));
        addPrefixes(type.prefixes, path);
      }
      for (const [path, row] of Object.entries(type.model.fields ?? {})) {
        type.fields.set(path, this.addRow(pack, path, row));
        addPrefixes(type.prefixes, path);
      }
    }
    this.packExports.set(pack.id, exports);
    this.packFunctions.set(
      pack.id,
      new Map(
        Object.entries(pack.functions ?? {}).map(([name, row]) => [name, this.addRow(pack, name, row)]),
      ),
    );
    this.packValues.set(
      pack.id,
      new Map(
        Object.entries(pack.values ?? {}).map(([name, row]) => [
          name,
          typeof row === "string" ? row : this.addRow(pack, name, row),
        ]),
      ),
    );
    for (const [name, row] of Object.entries(pack.values ?? {}))
      if (typeof row !== "string" && row.storage)
        this.storages[lang].set(name.slice(name.lastIndexOf(".") + 1), storageName(pack.id, name));
    for (const [name, dangers] of Object.entries(pack.keywords ?? {})) {
      const [key = "", ...path] = name.split(".");
      const row = this.addRow(pack, name, { danger: dangers.map((d) => ({ ...d, arg: name })) });
      push(this.keywords[lang], key, { row, path });
    }
    for (const [name, op] of Object.entries(pack.methods ?? {})) this.methods[lang].set(name, op);
    for (const [name, row] of Object.entries(pack.assigns ?? {})) this.assigns[lang].set(name, row);
    for (const [name, row] of Object.entries(pack.attributes ?? {})) this.attributes.set(name, row);
    for (const [name, row] of Object.entries(pack.exports ?? {}))
      push(this.exported[lang], name, { pack, row });
    for (const [name, row] of Object.entries(pack.directives ?? {})) this.directives.set(name, row);
    for (const shape of pack.shapes ?? []) {
      this.shapes[lang].push({
        params: shape.params,
        types: shape.types.map((t) => (t ? this.typeRef(t, pack.id)?.type : undefined)),
        pack,
      });
    }
    for (const { sink, name, methods, begins } of pack.statements ?? []) {
      const row = this.addRow(pack, name, {});
      for (const method of methods) push(this.statements, method, { sink, begins, row });
    }
    for (const [name, program] of Object.entries(pack.programs ?? {})) this.programs.set(name, program);
    for (const [kind, repair] of Object.entries(pack.repairs ?? {})) {
      const of = pack.language === "python" ? "py" : "ts";
      if (pack.ecosystem === "lang") this.repairs[of].set(kind, repair);
      else push(this.helpers[of], kind, { pack, repair });
    }
    if (pack.reads) this.reads[pack.language === "python" ? "py" : "ts"] = pack.reads;
    for (const end of pack.endpoints ?? [])
      this.endpoints[lang].push({
        suffix: end.suffix,
        row: this.addRow(pack, end.suffix, { model: end.model }),
      });
  }

  private packsFor(lang: Lang, specifier: string): { pack: LoadedPack; rest: string[] }[] {
    const out: { pack: LoadedPack; rest: string[] }[] = [];
    const separator = lang === "py" ? "." : "/";
    let root = specifier;
    const dropped: string[] = [];
    for (;;) {
      for (const pack of this.roots[lang].get(root) ?? []) out.push({ pack, rest: [...dropped] });
      const cut = root.lastIndexOf(separator);
      if (cut <= 0) break;
      dropped.unshift(root.slice(cut + 1));
      root = root.slice(0, cut);
    }
    for (const { prefix, pack } of this.wildcards[lang])
      if (specifier.startsWith(prefix))
        out.push({ pack, rest: specifier.split(separator).slice(specifier.startsWith("@") ? 2 : 1) });
    return out;
  }

  private findExternal(lang: Lang, specifier: string, path: readonly string[]): External | undefined {
    for (const { pack, rest } of this.packsFor(lang, specifier)) {
      const segments = [...rest, ...path];
      for (let from = 0; from < segments.length; from++) {
        const found = this.lookUp(pack, segments.slice(from));
        if (found) return found;
        if (specifier === "<globals>") break;
      }
      if (path.length === 0) {
        const found = this.lookUp(pack, ["default"]);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** What a function or class has besides being called: `express.Router`, `Object.keys`, `Promise.race`. */
  sibling(packId: string, names: readonly string[], name: string): External | undefined {
    const pack = this.packs.find((p) => p.id === packId);
    if (!pack) return undefined;
    for (const own of names) {
      const found = this.lookUp(pack, own === "default" ? [name] : [own, name]);
      if (found) return found;
    }
    return undefined;
  }

  private lookUp(pack: LoadedPack, segments: readonly string[]): External | undefined {
    const name = segments.join(".");
    const row = this.packFunctions.get(pack.id)?.get(name);
    if (row) return { kind: "row", row };
    const value = this.packValues.get(pack.id)?.get(name);
    if (value !== undefined) {
      if (typeof value !== "string") return { kind: "valueRow", row: value };
      const ref = this.typeRef(value, pack.id);
      if (ref) return { kind: "value", type: ref.type };
    }
    const type = this.packExports.get(pack.id)?.get(name);
    return type ? { kind: "type", type } : undefined;
  }
}

/** What a package keeps for the whole program is a variable of this name; no file has such a one. */
export const storageName = (packId: string, name: string): string => `@${packId}.${name}`;

/** Some row calls a model, retrieves for one, or is called by one. */
function speaksToModels(pack: LoadedPack): boolean {
  return /"(?:model|tool-input|retrieved)":?/.test(
    JSON.stringify([pack.types ?? {}, pack.functions ?? {}, pack.endpoints ?? []]),
  );
}

/** Language of a pack in the IR's terms. */
export function packLang(pack: LoadedPack): Lang {
  return pack.language === packLanguage.py ? "py" : "ts";
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
function addPrefixes(set: Set<string>, path: string): void {
  for (let i = path.indexOf("."); i >= 0; i = path.indexOf(".", i + 1)) set.add(path.slice(0, i));
}
