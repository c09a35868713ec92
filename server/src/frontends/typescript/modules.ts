import { Op } from "../../ir/ops.ts";
import { FuncFlag, type Reg } from "../../ir/types.ts";
import { rootName } from "./blocks.ts";
import { stringValue } from "./literals.ts";
import {
  childIn,
  childOf,
  endOf,
  firstPart,
  hasChild,
  kindOf,
  type Lowering,
  namedValue,
  nextOf,
  partsOf,
  type StatementTable,
  startOf,
  textOf,
} from "./lowering.ts";
import { patternNames } from "./patterns.ts";
import { declare, resolve, writeName } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";

/** Emits the imports of a module: they are there before its first statement. */
export function emitImports(c: Lowering): void {
  for (let child = 1; child < c.tree.n; child = nextOf(c, child)) {
    if (kindOf(c, child) === Kind.import_statement) importStatement(c, child);
  }
}

function importStatement(c: Lowering, node: number): void {
  const typeOnly = hasChild(c, node, Token.type) || hasChild(c, node, Token.typeof);
  const required = childOf(c, node, Kind.import_require_clause);
  const source = childIn(c, required >= 0 ? required : node, c.fields.source);
  if (source < 0) return;
  const specifier = stringValue(c, source);
  if (required >= 0) {
    const name = firstPart(c, required);
    if (name >= 0 && name !== source) bound(c, node, specifier, "*", textOf(c, name), typeOnly);
    return;
  }
  const clause = childOf(c, node, Kind.import_clause);
  if (clause < 0) {
    imported(c, node, specifier, "*", typeOnly);
    return;
  }
  let any = false;
  for (const part of partsOf(c, clause)) {
    switch (kindOf(c, part)) {
      case Kind.identifier:
        bound(c, part, specifier, "default", textOf(c, part), typeOnly);
        any = true;
        break;
      case Kind.namespace_import: {
        const name = firstPart(c, part);
        if (name >= 0) bound(c, part, specifier, "*", textOf(c, name), typeOnly);
        any = true;
        break;
      }
      case Kind.named_imports:
        any = namedImports(c, part, specifier, typeOnly) || any;
        break;
      default:
    }
  }
  if (!any) imported(c, node, specifier, "*", typeOnly);
}

function namedImports(c: Lowering, list: number, specifier: string, typeOnly: boolean): boolean {
  let any = false;
  for (const part of partsOf(c, list)) {
    if (kindOf(c, part) !== Kind.import_specifier) continue;
    const name = specifierName(c, part, c.fields.name);
    const local = specifierName(c, part, c.fields.alias) ?? name;
    if (name === undefined || local === undefined) continue;
    bound(c, part, specifier, name, local, typeOnly || hasChild(c, part, Token.type));
    any = true;
  }
  return any;
}

/** Name in a specifier: an identifier, a string, or the word `default`, which is a token in one grammar. */
function specifierName(c: Lowering, node: number, field: number): string | undefined {
  const { next, field: fields } = c.tree;
  for (let child = node + 1; child < (next[node] as number); child = next[child] as number) {
    if (fields[child] === field)
      return kindOf(c, child) === Kind.string ? stringValue(c, child) : textOf(c, child);
  }
  return undefined;
}

function imported(c: Lowering, node: number, specifier: string, name: string, typeOnly: boolean): Reg {
  const start = startOf(c, node);
  const end = endOf(c, node);
  const entry = c.file.import({ specifier, name, typeOnly, start, end });
  return c.fn.b.value(Op.import, entry, -1, -1, start, end);
}

function bound(
  c: Lowering,
  node: number,
  specifier: string,
  name: string,
  local: string,
  typeOnly: boolean,
): void {
  const value = imported(c, node, specifier, name, typeOnly);
  writeName(c, local, value, startOf(c, node), endOf(c, node));
}

function exportStatement(c: Lowering, node: number): void {
  const declaration = childIn(c, node, c.fields.declaration);
  const value = childIn(c, node, c.fields.value);
  const source = childIn(c, node, c.fields.source);
  const clause = childOf(c, node, Kind.export_clause);
  const isDefault = hasChild(c, node, Token.default);
  if (declaration >= 0) {
    c.statement(declaration);
    for (const name of declaredNames(c, declaration)) exportLocal(c, isDefault ? "default" : name, name);
  } else if (value >= 0) {
    exportDefault(c, node, value);
  } else if (clause >= 0) {
    exportClause(c, clause, source < 0 ? undefined : stringValue(c, source));
  } else if (source >= 0) {
    exportAll(c, node, stringValue(c, source));
  } else if (hasChild(c, node, Token["="])) {
    const whole = firstPart(c, node);
    if (whole >= 0) writeName(c, "module.exports", c.expression(whole), startOf(c, node), endOf(c, node));
  }
}

function exportDefault(c: Lowering, node: number, value: number): void {
  const kind = kindOf(c, value);
  const named = kind === Kind.function_expression || kind === Kind.generator_function || kind === Kind.class;
  const nameNode = named ? childIn(c, value, c.fields.name) : -1;
  const result = namedValue(c, value, nameNode < 0 ? "default" : textOf(c, nameNode));
  const variable = declare(c, "default");
  writeName(c, "default", result, startOf(c, node), endOf(c, node));
  if (variable.global) c.file.ir.exports.push({ kind: "local", name: "default", reg: variable.reg });
}

function exportClause(c: Lowering, clause: number, specifier: string | undefined): void {
  for (const part of partsOf(c, clause)) {
    if (kindOf(c, part) !== Kind.export_specifier) continue;
    const local = specifierName(c, part, c.fields.name);
    const name = specifierName(c, part, c.fields.alias) ?? local;
    if (local === undefined || name === undefined) continue;
    if (specifier === undefined) exportLocal(c, name, local);
    else c.file.ir.exports.push({ kind: "from", name, specifier, imported: local });
  }
}

function exportAll(c: Lowering, node: number, specifier: string): void {
  const namespace = childOf(c, node, Kind.namespace_export);
  const nameNode = namespace < 0 ? -1 : firstPart(c, namespace);
  if (nameNode < 0) {
    c.file.ir.exports.push({ kind: "star", specifier });
    return;
  }
  const name = kindOf(c, nameNode) === Kind.string ? stringValue(c, nameNode) : textOf(c, nameNode);
  // The name is visible to importers only: a variable that no code here can name.
  const variable = declare(c, `export ${name}`);
  writeName(c, variable.name, imported(c, node, specifier, "*", false), startOf(c, node), endOf(c, node));
  c.file.ir.exports.push({ kind: "local", name, reg: variable.reg });
}

function exportLocal(c: Lowering, name: string, local: string): void {
  if (c.exported !== undefined) {
    c.exported.push({ name, local });
    return;
  }
  const variable = resolve(c, local);
  if (variable?.global === true) c.file.ir.exports.push({ kind: "local", name, reg: variable.reg });
}

function declaredNames(c: Lowering, declaration: number): string[] {
  switch (kindOf(c, declaration)) {
    case Kind.lexical_declaration:
    case Kind.variable_declaration: {
      const names: string[] = [];
      for (const part of partsOf(c, declaration)) {
        const target = kindOf(c, part) === Kind.variable_declarator ? childIn(c, part, c.fields.name) : -1;
        if (target >= 0) patternNames(c, target, (name) => names.push(name));
      }
      return names;
    }
    case Kind.function_declaration:
    case Kind.generator_function_declaration:
    case Kind.class_declaration:
    case Kind.enum_declaration:
    case Kind.internal_module: {
      const name = childIn(c, declaration, c.fields.name);
      return name < 0 ? [] : [rootName(c, name)];
    }
    case Kind.import_alias: {
      const name = firstPart(c, declaration);
      return name < 0 ? [] : [textOf(c, name)];
    }
    default:
      return [];
  }
}

/** Marks what an `export { … }` apart from the declaration makes visible. Call it when all code is lowered. */
export function markExported(c: Lowering): void {
  const { exports, funcs, classes } = c.file.ir;
  const names = new Map<Reg, string>();
  for (const { name, reg } of c.fn.b.ir.names) names.set(reg, name);
  const visible = new Set<string>();
  for (const entry of exports) if (entry.kind === "local") visible.add(names.get(entry.reg) ?? entry.name);
  for (const func of funcs) {
    if (func.parent === 0 && func.kind !== "classBody" && visible.has(func.qual))
      func.flags |= FuncFlag.exported;
  }
  for (const cls of classes) if (visible.has(cls.qual)) cls.exported = true;
}

export const moduleStatements: StatementTable = {
  [Kind.export_statement]: exportStatement,
  // Emitted before everything else.
  [Kind.import_statement]: () => {},
};
