// Lays the files of exact package versions into a cache of its own. Nothing of a package is ever run: npm's archives are
// unpacked, of Python packages only wheels are taken, and dependencies come only where types lead to them.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir, platform } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const run = promisify(execFile);
const npm = platform() === "win32" ? "npm.cmd" : "npm";
const python = process.env.PYTHON ?? (platform() === "win32" ? "python" : "python3");

/** The folder of the cache: LLMLINT_PACK_CACHE, else one of the user's, never inside of the repository. */
export function cacheFolder() {
  const { LLMLINT_PACK_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (LLMLINT_PACK_CACHE) return LLMLINT_PACK_CACHE;
  if (platform() === "win32") return join(LOCALAPPDATA ?? homedir(), "llmlint", "packs");
  if (platform() === "darwin") return join(homedir(), "Library", "Caches", "llmlint", "packs");
  return join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "llmlint", "packs");
}

/** `["7.55.0", "@types/express 5.0.6"]` of a pack as names and versions. */
export function checkedVersions(pack) {
  return pack.checked.map((text) => {
    const space = text.lastIndexOf(" ");
    return space < 0
      ? { name: pack.package, version: text }
      : { name: text.slice(0, space), version: text.slice(space + 1) };
  });
}

/** Unpacks `name@version` of npm; the folder that holds its `node_modules`. Throws with the reason. */
export async function installNpm(cache, name, version) {
  const folder = join(cache, "npm", `${name.replace("/", "__")}@${version}`);
  if (!existsSync(join(folder, "node_modules", name))) await unpackNpm(folder, [{ name, range: version }]);
  return folder;
}

/**
 * Installs packages of npm, each `{ name, version }`, with all that they depend on; the folder that holds its `node_modules`.
 * No script of a package runs. Throws with the reason.
 */
export async function installNpmTree(cache, wanted) {
  const dependencies = Object.fromEntries(wanted.map(({ name, version }) => [name, version]));
  const text = JSON.stringify({ private: true, dependencies }, undefined, 1);
  const folder = join(cache, "trees", sumOf(text));
  const done = join(folder, "installed");
  if (existsSync(done)) return folder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), text);
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps"];
  try {
    await run(npm, ["install", ...options], {
      cwd: folder,
      timeout: MINUTES * 60_000,
      shell: platform() === "win32",
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    throw new Error(lastLine(error), { cause: error });
  }
  await writeFile(done, "");
  return folder;
}

/** Unpacks dependencies of a package beside it, in the newest versions that the ranges allow; those that can't be had are left out. */
export async function installNpmDependencies(folder, wanted) {
  const refusalOf = ({ name, range }) => join(folder, ".refused", sumOf(`${name}@${range}`));
  const missing = wanted.filter(
    (each) => !existsSync(join(folder, "node_modules", each.name)) && !existsSync(refusalOf(each)),
  );
  if (missing.length === 0) return;
  try {
    await unpackNpm(folder, missing);
  } catch (error) {
    // One that can't be had fails them all.
    const half = missing.length >> 1;
    if (half === 0) {
      if (isRefusal(error)) await note(refusalOf(missing[0]));
      return;
    }
    await installNpmDependencies(folder, missing.slice(0, half));
    await installNpmDependencies(folder, missing.slice(half));
  }
}

async function unpackNpm(folder, wanted) {
  await mkdir(join(folder, "node_modules"), { recursive: true });
  const work = await mkdtemp(join(folder, ".unpack-"));
  try {
    const specs = wanted.map(({ name, range }) => `${name}@${range}`);
    const pack = ["pack", ...specs, "--ignore-scripts", "--json", "--pack-destination", work];
    const { stdout } = await run(npm, pack, {
      cwd: work,
      timeout: MINUTES * 60_000,
      shell: platform() === "win32",
      maxBuffer: 1 << 28,
    });
    for (const [i, { filename }] of JSON.parse(stdout).entries()) {
      const out = join(work, String(i));
      const target = join(folder, "node_modules", wanted[i].name);
      await mkdir(out);
      await mkdir(dirname(target), { recursive: true });
      // Names of archives have their scope with a dash, whatever the output says.
      const archive = filename.replace(/^@/u, "").replace("/", "-");
      await run("tar", ["-xzf", join(work, archive), "-C", out, "--strip-components=1"], { cwd: work });
      await rename(out, target).catch((error) => {
        if (!existsSync(target)) throw error;
      });
    }
  } catch (error) {
    throw new Error(lastLine(error), { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Unpacks the wheel of `name==version` of PyPI; its folder. Throws with the reason. */
export async function installPypi(cache, name, version) {
  const folder = join(cache, "pypi", `${name.toLowerCase()}@${version}`);
  if (!existsSync(folder)) await unpackWheel(`${name}==${version}`, folder);
  return folder;
}

/** Unpacks dependencies of a package, in the newest versions that the specifiers (">=1,<2") allow; the folders of those that can be had. */
export async function installPypiDependencies(cache, wanted) {
  const folderOf = ({ name, specifier }) =>
    join(cache, "pypi", `${name.toLowerCase()}@${(specifier || "any").replaceAll(/[^\w.,=-]/gu, "~")}`);
  const missing = wanted.filter(
    (each) => !existsSync(folderOf(each)) && !existsSync(refusalOf(folderOf(each))),
  );
  if (missing.length > 0) await unpackWheels(cache, missing, folderOf);
  return wanted.map(folderOf).filter((folder) => existsSync(folder));
}

async function unpackWheels(cache, wanted, folderOf) {
  await mkdir(join(cache, "pypi"), { recursive: true });
  const work = await mkdtemp(join(cache, "pypi", ".unpack-"));
  try {
    await downloadWheels(
      wanted.map(({ name, specifier }) => `${name}${specifier}`),
      work,
    );
    for (const file of (await readdir(work)).filter((name) => name.endsWith(".whl"))) {
      const own = normalised(file.split("-")[0]);
      const target = wanted.find(({ name }) => normalised(name) === own);
      if (target !== undefined) await unpackTo(join(work, file), folderOf(target));
    }
  } catch (error) {
    // One that can't be had fails them all.
    const half = wanted.length >> 1;
    if (half === 0) {
      if (isRefusal(error)) await note(refusalOf(folderOf(wanted[0])));
      return;
    }
    await unpackWheels(cache, wanted.slice(0, half), folderOf);
    await unpackWheels(cache, wanted.slice(half), folderOf);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A dependency that no registry gives is not asked for again; where nobody answered, it is. */
function isRefusal(error) {
  return !/the registry (?:could not|did not)|there is no command/u.test(error.message);
}

const refusalOf = (folder) => `${folder}.refused`;

async function note(file) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, "");
}

function sumOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

async function unpackWheel(requirement, folder) {
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(join(dirname(folder), ".unpack-"));
  try {
    await downloadWheels([requirement], work);
    const wheel = (await readdir(work)).find((file) => file.endsWith(".whl"));
    if (wheel === undefined) throw new Error(`${requirement} has no wheel`);
    await unpackTo(join(work, wheel), folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Only what is read: code, stubs, metadata. Compiled parts make some wheels larger than half a gigabyte. */
async function unpackTo(wheel, folder) {
  const out = `${wheel}.out`;
  await run(python, ["-I", "-c", UNPACK, wheel, out], { maxBuffer: 1 << 26 });
  await rm(wheel);
  await rename(out, folder).catch((error) => {
    if (!existsSync(folder)) throw error;
  });
}

/**
 * The same wheel on every machine: built for a fixed platform, or for none. One without accelerators comes first, which is
 * the smallest of those that have several.
 */
async function downloadWheels(requirements, work) {
  const options = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check"];
  const kind = ["--no-deps", "--only-binary=:all:", "--dest", work];
  let reason;
  for (const tags of requirements.length > 1 ? WHEELS.slice(0, 1) : WHEELS) {
    try {
      await run(python, [...options, ...kind, ...tags, ...requirements], { timeout: MINUTES * 60_000 });
      return;
    } catch (error) {
      reason ??= lastLine(error);
    }
  }
  throw new Error(`no wheel of ${requirements.join(", ")}: ${reason ?? "not found"}`);
}

const UNPACK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    names = [name for name in wheel.namelist() if name.endswith((".py", ".pyi")) or ".dist-info/" in name]
    wheel.extractall(sys.argv[2], names)
`;

const MINUTES = 8;
const WHEELS = [
  ["--platform", "macosx_14_0_arm64", "--python-version", "3.13"],
  ["--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64", "--python-version", "3.12"],
  ["--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64", "--python-version", "3.9"],
  ["--platform", "manylinux2014_x86_64", "--platform", "manylinux1_x86_64", "--python-version", "3.8"],
];

/** Normalised name → specifier of what an unpacked wheel needs, with the name as written; `isExtra`: only for one of its extras. */
export async function pypiDependencies(folder) {
  const info = (await readdir(folder)).find((name) => name.endsWith(".dist-info"));
  if (info === undefined) return new Map();
  const text = await readFile(join(folder, info, "METADATA"), "utf8");
  const found = new Map();
  for (const line of text.split(/\r?\n/u)) {
    const match = /^Requires-Dist:\s*([\w.-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?/u.exec(line);
    if (match?.[1] !== undefined && !found.has(normalised(match[1])))
      found.set(normalised(match[1]), {
        name: match[1],
        specifier: (match[2] ?? "").trim(),
        isExtra: /;.*\bextra\s*==/u.test(line),
      });
  }
  return found;
}

/** `Langchain_Core` and `langchain-core` are one name. */
export function normalised(name) {
  return name.toLowerCase().replaceAll(/[-_.]+/gu, "-");
}

/** What the registry's client said last; where it was not reached, that. */
function lastLine(error) {
  if (error.killed) return `the registry did not answer within ${MINUTES} minutes`;
  if (error.code === "ENOENT") return `there is no command "${error.path ?? "npm"}"`;
  const text = String(error.stderr ?? "").trim() || String(error.message);
  if (UNREACHED.test(text)) return "the registry could not be reached";
  return text.split("\n").filter(Boolean).at(-1) ?? "failed";
}

/** How npm and pip say that nobody answered. */
const UNREACHED =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|NewConnectionError|Max retries exceeded|ConnectTimeout|Temporary failure in name resolution/u;
