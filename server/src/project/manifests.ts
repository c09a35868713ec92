import { parse as parseToml } from "smol-toml";
import { exactly, parseRange, type Span } from "../base/versions.ts";
import { member, pythonName } from "./lockFiles.ts";

/** What a manifest demands of the packages that matter: the requirement as it is written. */
export type Requirements = ReadonlyMap<string, string>;

/** What a requirement leaves open; undefined for one that says nothing of versions. */
export const spanOf = (requirement: string): Span | undefined =>
  parseRange(requirement) ?? (/^\d/.test(requirement) ? exactly(requirement) : undefined);

/** Dependencies of a package.json; throws when it is not JSON. */
export function readPackageJson(text: string): Requirements {
  const json: unknown = JSON.parse(text);
  const out = new Map<string, string>();
  for (const section of ["peerDependencies", "optionalDependencies", "devDependencies", "dependencies"])
    for (const [name, range] of Object.entries(member(json, section) ?? {}))
      if (typeof range === "string") out.set(name, range);
  return out;
}

/** Dependencies of a pyproject.toml (PEP 621, dependency groups, Poetry, PDM, uv); throws when it is not TOML. */
export function readPyproject(text: string): Requirements {
  const toml: unknown = parseToml(text);
  const out = new Map<string, string>();
  const project = member(toml, "project");
  const poetry = member(member(toml, "tool"), "poetry");
  const lists = [
    ...groups(member(toml, "dependency-groups")),
    ...groups(member(member(member(toml, "tool"), "pdm"), "dev-dependencies")),
    member(member(member(toml, "tool"), "uv"), "dev-dependencies"),
    ...groups(member(project, "optional-dependencies")),
    member(project, "dependencies"),
  ];
  for (const list of lists)
    for (const line of Array.isArray(list) ? list : [])
      if (typeof line === "string") addRequirement(out, line);
  const tables = [
    ...groups(member(poetry, "group")).map((group) => member(group, "dependencies")),
    member(poetry, "dev-dependencies"),
    member(poetry, "dependencies"),
  ];
  for (const table of tables)
    for (const [name, value] of Object.entries(table ?? {})) {
      const range = typeof value === "string" ? value : member(value, "version");
      if (typeof range === "string") out.set(pythonName(name), range);
    }
  return out;
}
function groups(table: unknown): unknown[] {
  return typeof table === "object" && table !== null ? Object.values(table) : [];
}

/** Lines of a requirements.txt; options, links and files are passed over. */
export function readRequirements(text: string): Requirements {
  const out = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) addRequirement(out, line);
  return out;
}

/** `name[extra] >=1,<2 ; marker # comment`, or with the requirement in parentheses. */
function addRequirement(out: Map<string, string>, line: string): void {
  const match = /^\s*([A-Za-z0-9][\w.-]{0,100})\s*(?:\[[^\]]{0,200}\])?\s*\(?([^;#()\\@]{0,200})/.exec(line);
  if (match?.[1] !== undefined) out.set(pythonName(match[1]), (match[2] ?? "").replace(/--.*$/, "").trim());
}
