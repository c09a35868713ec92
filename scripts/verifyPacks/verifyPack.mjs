// One pack against all versions that it names: asks each, and keeps for each question the best answer.
import { askPackage } from "./ask.mjs";
import { checkedVersions } from "./install.mjs";
import { rowsOf } from "./packRows.mjs";
import { surfaceOf } from "./surfaces.mjs";

/**
 * `{ pack, rows, versions, problems }`: each row with its `status` ("verified", "by name", "marked", "failed",
 * "convention") and the `notes` of what failed; `problems` are versions that could not be had.
 */
export async function verifyPack(pack, { cache }) {
  const problems = [];
  const versions = [];
  const rows = rowsOf(pack);
  const asked = rows.some((row) => row.place !== "convention");
  for (const each of asked ? checkedVersions(pack) : []) {
    const label = `${each.name} ${each.version}`;
    try {
      const { name, version, surface } = await surfaceOf(pack, cache, each);
      versions.push({ label, name, version, facts: askPackage(pack, surface) });
    } catch (error) {
      problems.push(`${label}: ${error.message}`);
    }
  }
  if (pack.checked.length === 0 && asked) problems.push("no version is named in `checked`");
  return { pack, rows: judgeAll(rows, versions), versions, problems };
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
