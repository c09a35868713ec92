// Lays the files of exact package versions into a cache of its own. Nothing of a package is ever run: npm's archives are
// unpacked, of Python packages only wheels are taken, and dependencies come only where types lead to them.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
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
  const target = join(folder, "node_modules", name);
  if (!existsSync(target)) await unpackNpm(`${name}@${version}`, target);
  return folder;
}

/** Unpacks a dependency of a package beside it: the newest version that `range` allows. */
export async function installNpmDependency(folder, name, range) {
  const target = join(folder, "node_modules", name);
  if (!existsSync(target)) await unpackNpm(`${name}@${range}`, target);
}

async function unpackNpm(spec, target) {
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), ".unpack-"));
  try {
    const pack = ["pack", spec, "--ignore-scripts", "--silent", "--pack-destination", work];
    await run(npm, pack, { cwd: work, timeout: MINUTES * 60_000, shell: platform() === "win32" });
    const archive = (await readdir(work)).find((file) => file.endsWith(".tgz"));
    if (archive === undefined) throw new Error(`${spec} has no archive`);
    await mkdir(join(work, "out"));
    await run("tar", ["-xzf", archive, "-C", "out", "--strip-components=1"], { cwd: work });
    await rename(join(work, "out"), target).catch(async (error) => {
      if (!existsSync(target)) throw error;
    });
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

/** Unpacks a dependency of a package: the newest version that `specifier` (">=1,<2") allows. */
export async function installPypiDependency(cache, name, specifier) {
  const version = specifier.replaceAll(/\s/gu, "") || "any";
  const folder = join(cache, "pypi", `${name.toLowerCase()}@${version.replaceAll(/[^\w.,=-]/gu, "~")}`);
  if (!existsSync(folder)) await unpackWheel(version === "any" ? name : `${name}${version}`, folder);
  return folder;
}

async function unpackWheel(requirement, folder) {
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(join(dirname(folder), ".unpack-"));
  try {
    const wheel = await downloadWheel(requirement, work);
    await run(python, ["-m", "zipfile", "-e", wheel, "out"], { cwd: work, maxBuffer: 1 << 26 });
    await rename(join(work, "out"), folder).catch(async (error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * The same wheel on every machine: built for a fixed platform, or for none. One without accelerators comes first, which is
 * the smallest of those that have several.
 */
async function downloadWheel(requirement, work) {
  const options = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check"];
  const kind = ["--no-deps", "--only-binary=:all:", "--dest", work];
  let reason;
  for (const tags of WHEELS) {
    try {
      await run(python, [...options, ...kind, ...tags, requirement], { timeout: MINUTES * 60_000 });
      const wheel = (await readdir(work)).find((file) => file.endsWith(".whl"));
      if (wheel !== undefined) return wheel;
    } catch (error) {
      reason ??= lastLine(error);
    }
  }
  throw new Error(`no wheel of ${requirement}: ${reason ?? "not found"}`);
}

const MINUTES = 8;
const WHEELS = [
  ["--platform", "macosx_14_0_arm64", "--python-version", "3.13"],
  ["--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64", "--python-version", "3.12"],
  ["--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64", "--python-version", "3.9"],
  ["--platform", "manylinux2014_x86_64", "--platform", "manylinux1_x86_64", "--python-version", "3.8"],
];

/** Normalised name → specifier of what an unpacked wheel needs, with the name as written. */
export async function pypiDependencies(folder) {
  const info = (await readdir(folder)).find((name) => name.endsWith(".dist-info"));
  if (info === undefined) return new Map();
  const text = await readFile(join(folder, info, "METADATA"), "utf8");
  const found = new Map();
  for (const line of text.split(/\r?\n/u)) {
    const match = /^Requires-Dist:\s*([\w.-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?/u.exec(line);
    if (match?.[1] !== undefined && !found.has(normalised(match[1])))
      found.set(normalised(match[1]), { name: match[1], specifier: (match[2] ?? "").trim() });
  }
  return found;
}

/** `Langchain_Core` and `langchain-core` are one name. */
export function normalised(name) {
  return name.toLowerCase().replaceAll(/[-_.]+/gu, "-");
}

function lastLine(error) {
  const text = String(error.stderr ?? "").trim() || String(error.message);
  return text.split("\n").filter(Boolean).at(-1) ?? "failed";
}
