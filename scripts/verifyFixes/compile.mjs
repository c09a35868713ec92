// The compilers that judge, and what they say of each file.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Of files (path → text) below `folder`, path → messages of `tsc`. Packages come from `node_modules` above it. */
export async function compileTypescript(tsc, folder, files) {
  await writeAll(folder, files);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable"],
    module: "esnext",
    moduleResolution: "bundler",
    jsx: "react-jsx",
    esModuleInterop: true,
    allowJs: true,
    experimentalDecorators: true,
    types: ["node"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*"] }));
  const out = await run(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    maxBuffer: 1 << 28,
  }).catch((error) => error);
  const messages = new Map();
  for (const [, path, message] of String(out.stdout).matchAll(
    /^(\S[^\n(]*)\(\d+,\d+\): error (TS\d+: [^\n]*)/gmu,
  ))
    messages.set(path, [...(messages.get(path) ?? []), message]);
  if (messages.size === 0 && String(out.stdout).includes("error")) throw new Error(String(out.stdout));
  return messages;
}

/** The same with pyright; packages come from `paths`. */
export async function compilePython(pyright, folder, files, paths) {
  await writeAll(folder, files);
  const config = {
    include: ["."],
    extraPaths: paths,
    pythonVersion: "3.12",
    typeCheckingMode: "basic",
    reportMissingModuleSource: false,
    useLibraryCodeForTypes: true,
  };
  await writeFile(join(folder, "pyrightconfig.json"), JSON.stringify(config));
  const out = await run(process.execPath, [pyright, "-p", folder, "--outputjson"], {
    cwd: folder,
    maxBuffer: 1 << 28,
  }).catch((error) => error);
  const messages = new Map();
  for (const { file, severity, message } of JSON.parse(String(out.stdout)).generalDiagnostics) {
    if (severity !== "error") continue;
    const path = relative(folder, file).replaceAll("\\", "/");
    messages.set(path, [...(messages.get(path) ?? []), message]);
  }
  return messages;
}

async function writeAll(folder, files) {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Those that `after` has more often than `before`. */
export function added(before = [], after = []) {
  const left = [...before];
  return after.filter((message) => {
    const at = left.indexOf(message);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
