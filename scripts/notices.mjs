// What the bundles hold of other packages: a bill of materials (CycloneDX 1.6) and their licences. Without times or random
// numbers: the same commit gives the same bytes.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * `inputs`: all files that went into bundles, relative to `root`; `extras`: folders of packages of which other files are laid
 * beside them; `grammars`: parsers that were built elsewhere, as `grammars.json` names them.
 */
export async function writeNotices(root, dist, { inputs, extras, grammars }) {
  const folders = new Set(extras);
  for (const input of inputs) {
    const folder = packageFolder(input);
    if (folder !== undefined) folders.add(join(root, folder));
  }
  const packages = new Map();
  for (const folder of folders) {
    const found = await describe(folder);
    packages.set(`${found.name}@${found.version}`, found);
  }
  for (const { package: name, version, license, repo } of grammars)
    packages.set(`${name}@${version}`, { name, version, license, text: undefined, repo });
  const sorted = [...packages.values()].sort(
    (a, b) => compare(a.name, b.name) || compare(a.version, b.version),
  );
  const own = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  await writeFile(
    join(dist, "sbom.cdx.json"),
    `${JSON.stringify(await billOf(own, sorted, dist), undefined, 2)}\n`,
  );
  await writeFile(join(dist, "THIRD-PARTY.txt"), licencesOf(sorted));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `node_modules/a/node_modules/@b/c` of a file inside of it. */
function packageFolder(file) {
  const at = file.lastIndexOf("node_modules/");
  if (at < 0) return undefined;
  const [first, second] = file.slice(at + "node_modules/".length).split("/");
  return file.slice(0, at) + join("node_modules", first.startsWith("@") ? `${first}/${second}` : first);
}

async function describe(folder) {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version, license, repository } = manifest;
  if (name === undefined || version === undefined || typeof license !== "string")
    throw new Error(`${folder} does not say its name, version and licence`);
  const file = (await readdir(folder)).sort().find((each) => /^(?:licen[cs]e|copying)(?:\..*)?$/i.test(each));
  const text = file && (await readFile(join(folder, file), "utf8")).replace(/\r\n/g, "\n").trim();
  const repo = (repository?.url ?? repository)?.replace(/^git\+|\.git$/g, "");
  return { name, version, license, text, repo };
}

async function billOf(own, packages, dist) {
  const component = ({ name, version, license }) => ({
    type: "library",
    "bom-ref": purl(name, version),
    name,
    version,
    licenses: [/^[\w.+-]+$/.test(license) ? { license: { id: license } } : { expression: license }],
    purl: purl(name, version),
  });
  const hashes = [];
  for (const name of ["cli.mjs", "extension.cjs"])
    hashes.push({
      name: `llmlint:sha256:${name}`,
      value: createHash("sha256")
        .update(await readFile(join(dist, name)))
        .digest("hex"),
    });
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        ...component(own),
        type: "application",
        properties: hashes,
      },
    },
    components: packages.map(component),
    dependencies: [
      { ref: purl(own.name, own.version), dependsOn: packages.map((each) => purl(each.name, each.version)) },
    ],
  };
}

function purl(name, version) {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function licencesOf(packages) {
  const line = "-".repeat(80);
  const parts = packages.map(
    ({ name, version, license, text, repo }) =>
      `${line}\n${name} ${version} (${license})\n\n${text ?? `The text of the licence: ${repo}`}\n`,
  );
  return `llmlint holds parts of these packages, under their licences.\n\n${parts.join("\n")}`;
}
