import type { Program } from "../flow/program.ts";
import type { ModelIndex } from "../models/modelIndex.ts";

/**
 * Files that browsers load: those that say so, the first file of a page, and what they import, as far as no file on the
 * way belongs to the server. By number.
 */
export function shippedFiles(program: Program, models: ModelIndex): ReadonlySet<number> {
  const marks = { says: new Set<string>(), starts: new Set<string>(), stays: new Set<string>() };
  for (const pack of models.packs) {
    for (const name of pack.browser?.directives ?? []) marks.says.add(name);
    for (const name of pack.browser?.starts ?? []) marks.starts.add(name);
    for (const name of pack.browser?.stays ?? []) marks.stays.add(name);
  }
  const isServers = (file: number): boolean => {
    const { directives, imports } = program.file(file);
    return (
      directives.some((d) => marks.stays.has(d)) ||
      imports.some((i) => !i.typeOnly && marks.stays.has(i.specifier))
    );
  };
  const out = new Set<number>();
  const queue: number[] = [];
  const add = (file: number): void => {
    if (out.has(file) || isServers(file)) return;
    out.add(file);
    queue.push(file);
  };
  program.files.forEach(({ lang, directives, imports }, file) => {
    if (lang !== "ts") return;
    if (directives.some((d) => marks.says.has(d)) || imports.some((i) => marks.starts.has(i.specifier)))
      add(file);
  });
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const ir = program.file(file);
    const named = ir.imports.filter((i) => !i.typeOnly).map((i) => i.specifier);
    const passedOn = ir.exports.flatMap((e) => (e.kind === "local" ? [] : [e.specifier]));
    for (const specifier of [...named, ...passedOn]) {
      const target = program.target(file, specifier);
      if (target.kind === "file") add(target.file);
    }
  }
  return out;
}
