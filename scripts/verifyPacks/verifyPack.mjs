// One pack against all versions that it names: installs, asks, and keeps for each question the best answer.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { askPackage } from "./ask.mjs";
import {
  checkedVersions,
  installNpm,
  installNpmDependencies,
  installPypi,
  installPypiDependencies,
  normalised,
  pypiDependencies,
} from "./install.mjs";
import { NpmSurface } from "./npmSurface.mjs";
import { rowsOf } from "./packRows.mjs";
import { PypiSurface } from "./pypiSurface.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/**
 * `{ pack, rows, versions, problems }`: each row with its `status` ("verified", "by name", "marked", "failed",
 * "convention") and the `notes` of what failed; `problems` are versions that could not be had.
 */
export async function verifyPack(pack, { cache }) {
  const problems = [];
  const versions = [];
  if (pack.ecosystem === "lang") return { pack, rows: [], versions, problems };
  for (const { name, version } of checkedVersions(pack)) {
    const label = `${name} ${version}`;
    try {
      if (!/^\d+\.\d+(?:\.\d+)?/u.test(version)) throw new Error(`"${version}" is no exact version`);
      const surface = await (pack.ecosystem === "npm" ? npmSurface : pypiSurface)(pack, cache, name, version);
      versions.push({ label, name, version, facts: askPackage(pack, surface) });
    } catch (error) {
      problems.push(`${label}: ${error.message}`);
    }
  }
  if (pack.checked.length === 0) problems.push("no version is named in `checked`");
  return { pack, rows: judgeAll(rowsOf(pack), versions), versions, problems };
}

/** Of each row and question the best answer that some version gives. */
function bestAnswers(versions) {
  const rows = new Map();
  for (const { label, facts } of versions) {
    for (const [key, fact] of facts) {
      const row = JSON.stringify(fact.path);
      const answers = rows.get(row) ?? new Map();
      rows.set(row, answers);
      const known = answers.get(key);
      if (known === undefined || ORDER[fact.status] > ORDER[known.status])
        answers.set(key, { ...fact, label });
    }
  }
  return rows;
}

/**
 * Rows share what they say by anchors, and one that has fewer arguments than its neighbour is no mistake: an argument or
 * an answer's path is wrong when no row that shares it has it.
 */
function judgeAll(rows, versions) {
  const best = bestAnswers(versions);
  const answersOf = (row) => [...(best.get(JSON.stringify(row.path))?.values() ?? [])];
  const shared = new Map();
  const groupsOf = (row) => [row.row?.model, row.row].filter(Boolean);
  const keysOf = (row, fact) =>
    fact.what.startsWith("answer")
      ? [fact.what]
      : groupsOf(row).map((group) => `${idOf(group)} ${fact.what}`);
  for (const row of rows) {
    for (const fact of answersOf(row)) {
      if (fact.status !== "no") for (const key of keysOf(row, fact)) shared.set(key, true);
    }
  }
  return rows.map((row) => {
    if (row.place === "convention") return { ...row, status: "convention", notes: [] };
    const answers = answersOf(row);
    const itself = answers.find((fact) => fact.what === "");
    const named = answers.filter((fact) => fact.what.startsWith("argument"));
    const takesNone = named.length > 0 && named.every((fact) => fact.status === "no");
    const failed = answers.filter(
      (fact) =>
        fact.status === "no" &&
        (fact.what === "" ||
          (takesNone && fact.what.startsWith("argument")) ||
          !keysOf(row, fact).some((key) => shared.has(key))),
    );
    const result =
      itself && failed.length === 0 ? (itself.status === "yes" ? "verified" : "by name") : "failed";
    if (row.unverified !== undefined) return { ...row, status: "marked", notes: [], result };
    const notes = failed.map(({ note, label }) => `${note} (${label})`);
    if (itself === undefined) notes.push("no version could be asked");
    return { ...row, status: result, notes };
  });
}

const identities = new Map();

function idOf(object) {
  if (!identities.has(object)) identities.set(object, identities.size);
  return identities.get(object);
}

const ORDER = { no: 0, name: 1, yes: 2 };

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
      if (surface.isEmpty) throw new Error("has neither types nor code that can be imported");
      return surface;
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
