import type { ClassIR, FileIR, FuncIR, TypeExpr } from "../ir/types.ts";

/** Identifies an operation: function number × 2^20 + row; rows from `PARAM_ROW` on stand for parameters. */
export type Site = number;
export const SITE_ROWS = 1 << 20;
export const PARAM_ROW = SITE_ROWS - 1024;

export interface FuncInfo {
  gid: number;
  file: number;
  local: number;
  ir: FuncIR;
}
export interface ClassInfo {
  cid: number;
  file: number;
  local: number;
  ir: ClassIR;
}
export type Target = { kind: "file"; file: number } | { kind: "package"; name: string };

/** All files of a run with functions and classes numbered across them. */
export class Program {
  readonly files: FileIR[];
  readonly funcs: FuncInfo[] = [];
  readonly classes: ClassInfo[] = [];
  readonly byPath = new Map<string, number>();
  private readonly funcBase: number[] = [];
  private readonly classBase: number[] = [];
  private readonly resolveSpecifier: (
    from: string,
    specifier: string,
    lang: "py" | "ts",
  ) => string | { package: string } | undefined;
  /** By file and specifier. */
  private readonly targets: (Map<string, Target> | undefined)[] = [];
  /** Files that stand on top, by path. */
  private readonly top = new Map<string, number>();
  /** Functions that a run is about: those on top while files are covered, those of the files looked at, else all. */
  asked: readonly FuncInfo[] = this.funcs;
  private looked: ReadonlySet<number> | undefined;
  /** What the files that were changed in place said before. */
  private readonly replaced: FileIR[] = [];
  /** Numbers of files, functions and classes from which on they stand on top. */
  readonly floor: Readonly<{ files: number; funcs: number; classes: number }>;

  constructor(
    files: readonly FileIR[],
    resolveSpecifier: (
      from: string,
      specifier: string,
      lang: "py" | "ts",
    ) => string | { package: string } | undefined,
  ) {
    this.files = [];
    this.resolveSpecifier = resolveSpecifier;
    for (const file of files) this.byPath.set(file.path, this.add(file));
    this.floor = { files: this.files.length, funcs: this.funcs.length, classes: this.classes.length };
  }
  private add(file: FileIR): number {
    const index = this.files.push(file) - 1;
    this.funcBase.push(this.funcs.length);
    this.classBase.push(this.classes.length);
    file.funcs.forEach((ir, local) => this.funcs.push({ gid: this.funcs.length, file: index, local, ir }));
    file.classes.forEach((ir, local) =>
      this.classes.push({ cid: this.classes.length, file: index, local, ir }),
    );
    return index;
  }
  /**
   * Puts files on top: other texts of some that are there, or the same ones to be looked at again. Imports among them lead to
   * them; what lies below sees only what lies below.
   */
  cover(files: readonly FileIR[]): void {
    for (const file of files) this.top.set(file.path, this.add(file));
    this.asked = this.funcs.slice(this.floor.funcs);
  }
  /** Other bodies for functions of some files, which stay what they are to others; the run is about the files looked at. */
  change(files: readonly FileIR[], looked: ReadonlySet<number>): void {
    for (const file of files) {
      this.replaced.push(this.file(this.byPath.get(file.path) as number));
      this.move(file.path, file);
    }
    this.looked = looked;
    this.asked = [...looked].flatMap((file) =>
      this.file(file).funcs.map((_, i) => this.func(this.gid(file, i))),
    );
  }
  /** Takes away what stands on top, and back what was changed. */
  uncover(): void {
    for (const file of this.replaced.splice(0).reverse()) this.move(file.path, file);
    this.looked = undefined;
    const { files, funcs, classes } = this.floor;
    this.files.length = files;
    this.funcs.length = funcs;
    this.classes.length = classes;
    this.funcBase.length = files;
    this.classBase.length = files;
    if (this.targets.length > files) this.targets.length = files;
    this.top.clear();
    this.asked = this.funcs;
  }
  /** The file below the one on top that has its path; the file itself where it lies below. */
  below(file: number): number {
    return file < this.floor.files ? file : (this.byPath.get(this.file(file).path) ?? file);
  }
  /** A file on top has its path. */
  isCovered(file: number): boolean {
    return file < this.floor.files && this.top.has(this.file(file).path);
  }
  /** A function below that nobody asks for at present. */
  isAside(gid: number): boolean {
    if (this.looked) return !this.looked.has(this.func(gid).file);
    return this.asked !== this.funcs && gid < this.floor.funcs;
  }
  /** Takes another IR of a file for the one it has: the same but for places and comments. */
  move(path: string, ir: FileIR): void {
    const index = this.byPath.get(path);
    if (index === undefined) return;
    this.files[index] = ir;
    ir.funcs.forEach((func, local) => {
      this.func(this.gid(index, local)).ir = func;
    });
    ir.classes.forEach((cls, local) => {
      this.class(this.cid(index, local)).ir = cls;
    });
  }
  func(gid: number): FuncInfo {
    return this.funcs[gid] as FuncInfo;
  }
  gid(file: number, local: number): number {
    return (this.funcBase[file] as number) + local;
  }
  cid(file: number, local: number): number {
    return (this.classBase[file] as number) + local;
  }
  class(cid: number): ClassInfo {
    return this.classes[cid] as ClassInfo;
  }
  file(index: number): FileIR {
    return this.files[index] as FileIR;
  }
  /** Where an import leads: a file of the project or a package. */
  target(file: number, specifier: string): Target {
    this.targets[file] ??= new Map();
    const known = this.targets[file];
    let target = known.get(specifier);
    if (!target) {
      const ir = this.file(file);
      const found = this.resolveSpecifier(ir.path, specifier, ir.lang);
      const above = file >= this.floor.files && typeof found === "string" ? this.top.get(found) : undefined;
      const index = above ?? (typeof found === "string" ? this.byPath.get(found) : undefined);
      if (index !== undefined) target = { kind: "file", file: index };
      else
        target = {
          kind: "package",
          name: found !== undefined && typeof found !== "string" ? found.package : specifier,
        };
      known.set(specifier, target);
    }
    return target;
  }
  /** Class body functions and methods know their class by number in the file. */
  classOf(gid: number): number | undefined {
    const { file, ir } = this.func(gid);
    return ir.cls < 0 ? undefined : this.cid(file, ir.cls);
  }
  /** A named type that a file imports, where it stands. */
  importedType(file: number, name: string): { file: number; type: TypeExpr } | undefined {
    for (const imported of this.file(file).imports) {
      if (imported.name !== name) continue;
      const target = this.target(file, imported.specifier);
      if (target.kind === "file") return this.exportedType(target.file, name, 0);
    }
    return undefined;
  }
  private exportedType(
    file: number,
    name: string,
    depth: number,
  ): { file: number; type: TypeExpr } | undefined {
    const type = this.typeName(file, name);
    if (type || depth > 6) return type && { file, type };
    for (const e of this.file(file).exports) {
      if (e.kind === "local" || (e.kind === "from" && e.name !== name)) continue;
      const target = this.target(file, e.specifier);
      if (target.kind !== "file") continue;
      const found = this.exportedType(target.file, e.kind === "from" ? e.imported : name, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  typeName(file: number, name: string): TypeExpr | undefined {
    return this.file(file).typeNames.find((t) => t.name === name)?.type;
  }
}

export const siteOf = (gid: number, row: number): Site => gid * SITE_ROWS + row;
export const siteFunc = (site: Site): number => Math.floor(site / SITE_ROWS);
export const siteRow = (site: Site): number => site % SITE_ROWS;
