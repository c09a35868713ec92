// Prints what verifying found: each row that failed with its place, then the counts by role.
import { rolesOf } from "./packRows.mjs";
import { fileOf } from "./select.mjs";

const STATUSES = ["verified", "by name", "marked", "failed"];
const NAMES = [
  "calls",
  "sources",
  "sinks",
  "sanitizers",
  "guards",
  "entries",
  "settings",
  "others",
  "attributes",
  "names",
];

/** Prints what failed of one pack; the number of lines. */
export function printFailures({ pack, rows, problems }, at) {
  const file = fileOf(pack);
  let failures = 0;
  const say = (path, message, key) => {
    const { line, column } = at(path, key);
    console.log(`${file}:${line}:${column}: ${message}`);
    failures++;
  };
  for (const problem of problems) say(["checked"], problem, false);
  for (const row of rows.filter((each) => each.status === "failed")) {
    const where = row.type === undefined || row.type === row.name ? row.name : `${row.type} ${row.name}`;
    for (const note of row.notes) say(row.path, `${where}: ${note}`, typeof row.path.at(-1) === "string");
  }
  return failures;
}

/** Prints the counts of all packs. */
export function printSummary(reports, failures, showMarked) {
  const rows = reports.flatMap((report) => report.rows);
  printPacks(reports);
  printTable(rows);
  printMarked(reports, showMarked);
  const packages = new Set(
    reports.flatMap(({ pack, versions }) => versions.map(({ name }) => `${pack.ecosystem} ${name}`)),
  );
  const versions = reports.flatMap((report) => report.versions).length;
  const conventions = rows.filter((row) => row.status === "convention").length;
  console.log(
    `\n${reports.length} packs, ${packages.size} packages in ${versions} versions; ${conventions} conventions of frameworks have no name to look up.`,
  );
  console.log(failures === 0 ? "Every row is verified or marked." : `${failures} failures.`);
  const unreached = reports
    .flatMap(({ problems }) => problems)
    .filter((text) => /the registry (?:could not|did not)/u.test(text));
  if (unreached.length > 0) {
    console.log(
      `${unreached.length} versions are not in the cache and no registry gave them: nothing is said about their rows. Run it again where npm and pip reach one, or set LLMLINT_PACK_CACHE to a filled folder.`,
    );
  }
}

/** A line for each pack: how many rows of each role, and what became of them. */
function printPacks(reports) {
  for (const { pack, rows } of reports) {
    const counted = rows.filter((row) => row.status !== "convention");
    const roles = ROLES.map((role) => [role, counted.filter((row) => rolesIn(row).includes(role)).length]);
    const named = roles.filter(([, count]) => count > 0).map(([role, count]) => `${count} ${role}`);
    const became = STATUSES.map((status) => [status, counted.filter((row) => row.status === status).length]);
    const states = became.filter(([, count]) => count > 0).map(([status, count]) => `${count} ${status}`);
    console.log(
      `${pack.id}: ${named.join(", ") || "no calls, sources, sinks"}; ${states.join(", ") || "nothing to look up"}`,
    );
  }
}

const ROLES = ["calls", "sources", "sinks", "sanitizers", "guards"];

function printTable(rows) {
  const lines = [["", "rows", ...STATUSES]];
  const line = (name, some) =>
    lines.push([
      name,
      some.length,
      ...STATUSES.map((status) => some.filter((row) => row.status === status).length),
    ]);
  const counted = rows.filter((row) => row.status !== "convention");
  for (const name of NAMES) {
    const some = counted.filter((row) => rolesIn(row).includes(name));
    if (some.length > 0) line(name, some);
  }
  line("all", counted);
  console.log();
  for (const [name, ...cells] of lines) {
    console.log(String(name).padEnd(12) + cells.map((cell) => String(cell).padStart(10)).join(""));
  }
}

function rolesIn(row) {
  if (row.place === "exported") return ["names"];
  return row.row === undefined ? ["attributes"] : rolesOf(row.row);
}

function printMarked(reports, showMarked) {
  const lines = [];
  for (const { pack, rows } of reports) {
    const reasons = new Map();
    for (const row of rows) {
      if (row.status !== "marked") continue;
      reasons.set(row.unverified, [...(reasons.get(row.unverified) ?? []), row]);
    }
    for (const [reason, some] of reasons) {
      lines.push(`  ${pack.id}: ${some.length} row${some.length === 1 ? "" : "s"}: ${reason}`);
      const needless = some.filter((row) => row.result === "verified");
      if (showMarked) lines.push(...some.map((row) => `    ${row.type ?? ""} ${row.name}: ${row.result}`));
      else if (needless.length === some.length)
        lines.push("    (all of them can be verified now: the mark can go)");
    }
  }
  if (lines.length > 0) console.log(`\nMarked as not verifiable:\n${lines.join("\n")}`);
}
