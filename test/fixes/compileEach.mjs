// Type-checks TypeScript projects with each safe and suggested fix alone, with the compiler that the project has installed. Nothing is written there.
// Usage: node test/fixes/compileEach.mjs FOLDER…
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import { readAsset } from "../harness/readAsset.mjs";

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("usage: node test/fixes/compileEach.mjs FOLDER…");
  process.exit(2);
}
const { applyEach } = await loadTypescript("test/fixes/applyEach.ts");
const sum = { projects: 0, fixes: 0, good: 0 };
for (const folder of folders.map((f) => resolve(f))) {
  const check = createChecker(folder);
  const before = check();
  if (before.length > 0) {
    console.log(`${basename(folder)}: does not type-check as it is (${before.length} errors)`);
    console.log(`  ${before[0]}`);
    continue;
  }
  const { fixes } = await applyEach(folder, readAsset);
  const own = fixes.filter(({ path }) => check.has(join(folder, path)));
  let good = 0;
  for (const { rule, title, path, text } of own) {
    const errors = check(join(folder, path), text);
    if (errors.length === 0) good++;
    else console.log(`  ${path}: ${rule}, "${title}": ${errors[0]}`);
  }
  console.log(`${basename(folder)}: ${good} of ${own.length} still type-check`);
  sum.projects += own.length > 0 ? 1 : 0;
  sum.fixes += own.length;
  sum.good += good;
}
console.log(
  `${sum.projects} projects, ${sum.fixes} fixes, ${sum.good} still type-check${sum.fixes > 0 ? ` (${((100 * sum.good) / sum.fixes).toFixed(1)} %)` : ""}`,
);

/** Gives the errors of the project, with one file as it is told. */
function createChecker(folder) {
  const ts = createRequire(join(folder, "package.json"))("typescript");
  const config = ts.getParsedCommandLineOfConfigFile(
    join(folder, "tsconfig.json"),
    { noEmit: true, incremental: false, composite: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (d) =>
        console.log(ts.flattenDiagnosticMessageText(d.messageText, "\n")),
    },
  );
  const changed = new Map();
  const parsed = new Map();
  const host = ts.createCompilerHost(config.options);
  const plain = host.getSourceFile.bind(host);
  host.getSourceFile = (name, options, ...rest) => {
    const text = changed.get(resolve(name));
    if (text !== undefined) return ts.createSourceFile(name, text, options, true);
    if (!parsed.has(name)) parsed.set(name, plain(name, options, ...rest));
    return parsed.get(name);
  };
  let program;
  const check = (path, text) => {
    changed.clear();
    if (path !== undefined) changed.set(resolve(path), text);
    program = ts.createProgram({
      rootNames: config.fileNames,
      options: config.options,
      host,
      oldProgram: program,
    });
    return ts
      .getPreEmitDiagnostics(program)
      .filter((d) => d.category === ts.DiagnosticCategory.Error)
      .map(
        (d) =>
          `${d.file ? basename(d.file.fileName) : ""} TS${d.code}: ${ts.flattenDiagnosticMessageText(d.messageText, " ").slice(0, 200)}`,
      );
  };
  check.has = (path) => program?.getSourceFile(path) !== undefined;
  return check;
}
