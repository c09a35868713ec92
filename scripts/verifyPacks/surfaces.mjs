// What the packages of a pack offer, one version at a time, with as many of their dependencies as types lead to.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { askPackage } from "./ask.mjs";
import {
  installNpm,
  installNpmDependencies,
  installPypi,
  installPypiDependencies,
  normalised,
  pypiDependencies,
} from "./install.mjs";
import { languageOf } from "./languages.mjs";
import { NpmNames } from "./npmNames.mjs";
import { NpmSurface } from "./npmSurface.mjs";
import { PypiSurface } from "./pypiSurface.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** `{ name, version, surface }` of what an entry of `checked` names. Throws with the reason. */
export async function surfaceOf(pack, cache, { name, version }) {
  if (pack.ecosystem === "lang") {
    const language = languageOf(name === pack.package ? version : `${name} ${version}`);
    if (language !== undefined) return languageSurface(pack, cache, language);
  }
  if (!/^\d+\.\d+(?:\.\d+)?/u.test(version)) throw new Error(`"${version}" is no exact version`);
  const isNpm = pack.ecosystem === "npm" || (pack.ecosystem === "lang" && pack.language !== "python");
  const surface = await (isNpm ? npmSurface : pypiSurface)(pack, cache, name, version);
  return { name, version, surface };
}

async function languageSurface(pack, cache, { ecosystem, name, version, below }) {
  if (ecosystem === "npm") {
    return {
      name,
      version,
      surface: new NpmSurface(pack.modules, await installNpm(cache, name, version), name),
    };
  }
  const folder = join(await installPypi(cache, name, version), below);
  return { name, version, surface: new PypiSurface(pack.modules, [indexOf(folder)]) };
}

/** Rounds in which what types lead to is fetched, and how many packages at most. */
const ROUNDS = 3;
const MOST_DEPENDENCIES = 24;

async function npmSurface(pack, cache, name, version) {
  const folder = await installNpm(cache, name, version);
  const asked = new Set();
  for (let round = 0; ; round++) {
    const surface = new NpmSurface(pack.modules, folder, name);
    const more = [...surface.wanted].filter(([wanted]) => !asked.has(wanted));
    if (round === ROUNDS || more.length === 0 || asked.size >= MOST_DEPENDENCIES) {
      if (!surface.isEmpty) return surface;
      const names = new NpmNames(folder, name);
      if (names.isEmpty) throw new Error("has neither types nor code");
      return names;
    }
    for (const [wanted] of more) asked.add(wanted);
    await installNpmDependencies(
      folder,
      more.slice(0, MOST_DEPENDENCIES).map(([wanted, range]) => ({ name: wanted, range })),
    );
  }
}

async function pypiSurface(pack, cache, name, version) {
  const folder = await installPypi(cache, name, version);
  const folders = [folder];
  const asked = new Set();
  for (let round = 0; ; round++) {
    const surface = new PypiSurface(
      pack.modules,
      folders.map((each) => indexOf(each)),
    );
    // Only asking shows what is needed.
    askPackage(pack, surface);
    const more = await dependenciesFor(surface.wanted, folders, asked);
    if (round === ROUNDS || more.length === 0 || folders.length > MOST_DEPENDENCIES) return surface;
    const found = await installPypiDependencies(cache, more.slice(0, MOST_DEPENDENCIES));
    folders.push(...found.filter((each) => !folders.includes(each)));
  }
}

/** Which packages that others declare to need hold the modules: by name, as both nearly always agree. */
async function dependenciesFor(modules, folders, asked) {
  const declared = new Map();
  for (const folder of folders) {
    for (const [key, value] of await pypiDependencies(folder))
      if (!declared.has(key)) declared.set(key, value);
  }
  const out = [];
  for (const module of modules) {
    const parts = module.split(".");
    for (const length of [3, 2, 1]) {
      const key = normalised(parts.slice(0, length).join("-"));
      const needed = declared.get(key);
      if (needed === undefined || asked.has(key)) continue;
      asked.add(key);
      out.push(needed);
    }
  }
  return out;
}

/** What signatures.py says of an unpacked wheel; kept beside it, as wheels don't change. */
function indexOf(folder) {
  const file = `${folder}.${VERSION_OF_INDEX}.json`;
  if (!existsSync(file)) {
    const python = process.env.PYTHON ?? (process.platform === "win32" ? "python" : "python3");
    const script = join(here, "signatures.py");
    writeFileSync(file, execFileSync(python, ["-W", "ignore", script, folder], { maxBuffer: 1 << 30 }));
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

const VERSION_OF_INDEX = 1;
