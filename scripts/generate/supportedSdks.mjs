// docs/supported-sdks.md: what `llmlint packs` lists, for readers of the documentation.
import { describePacks } from "./models.mjs";

const COLUMNS = ["calls", "sources", "sinks", "sanitizers", "guards", "entries"];
const GROUPS = [
  ["npm", "TypeScript and JavaScript"],
  ["pypi", "Python"],
  ["lang", "The languages themselves"],
];

/** The text of docs/supported-sdks.md. */
export function supportedSdks(packs) {
  const all = describePacks(packs);
  const parts = GROUPS.map(([ecosystem, title]) => {
    const rows = all.filter((pack) => pack.ecosystem === ecosystem).map(row);
    const head = `| package | versions | ${COLUMNS.join(" | ")} |\n| --- | --- |${" ---: |".repeat(COLUMNS.length)}`;
    return `## ${title}\n\n${head}\n${rows.join("\n")}\n`;
  });
  return `<!-- Made by scripts/generate.mjs from rules/models; not edited by hand. -->

# Supported SDKs

What the model packs of llmlint know, as \`llmlint packs\` prints it: the package (and others that its pack covers), the versions whose types or
signatures the rows were checked against, and how many rows are model calls, sources of untrusted data, sinks, sanitizers, guards, and entry points.
Other versions work as far as their names are the same. [packs.md](packs.md) tells how to add a package.

${parts.join("\n")}`;
}

function row(pack) {
  const own = pack.versions.filter(({ name }) => name === pack.package).map(({ version }) => version);
  const others = new Map();
  for (const { name, version } of pack.versions) {
    if (name !== pack.package) others.set(name, [...(others.get(name) ?? []), version]);
  }
  const versions = [
    ...(own.length > 0 ? [own.join(", ")] : []),
    ...[...others].map(([name, some]) => `${code(name)} ${some.join(", ")}`),
  ];
  return `| ${code(pack.package)} | ${versions.join("; ")} | ${COLUMNS.map((column) => pack[column] || "").join(" | ")} |`;
}

function code(name) {
  return `\`${name}\``;
}
