// Packs the extension: `npm run package:vsix [FILE]`. The packer is not among our own packages, as it brings hundreds of others.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..");
const home = join(root, "test/vscode");
const packer = join(home, "node_modules/@vscode/vsce/vsce");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const out = process.argv[2] ?? join(root, `llmlint-${version}.vsix`);
const show = { cwd: root, stdio: "inherit" };

if (!existsSync(packer))
  execFileSync("npm", ["ci", "--prefix", home, "--ignore-scripts", "--no-audit", "--no-fund"], show);
execFileSync(process.execPath, [join(root, "scripts/build.mjs")], show);
execFileSync(
  process.execPath,
  [
    packer,
    "package",
    "--no-dependencies",
    "--no-rewrite-relative-links",
    "--allow-missing-repository",
    "--out",
    out,
  ],
  show,
);
