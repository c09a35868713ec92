// Packs the extension, looks into the package, and uses it in a real VS Code: in its extension host and through a browser.
// usage: node test/vscode/run.mjs [--images]; --images takes the pictures of the README anew. Ends with "N passed, N failed".

import { deepEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { lookAtIt } from "./browser.mjs";
import { CodeServer } from "./codeServer.mjs";
import { hasDesktop, runInDesktop, runInHost } from "./host.mjs";
import { lookAtReport } from "./report.mjs";

const here = import.meta.dirname;
const root = join(here, "../..");
const install =
  process.env.LLMLINT_VSCODE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "llmlint-vscode");
const pictures = join(here, "pictures");
const work = mkdtempSync(join(tmpdir(), "llmlint-vscode-"));
const CONTENTS = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/client/icon.png",
  "extension/client/view.svg",
  "extension/client/walkthrough/path.md",
  "extension/client/walkthrough/project.md",
  "extension/client/walkthrough/repair.md",
  "extension/client/walkthrough/sample.py",
  "extension/client/walkthrough/see.md",
  "extension/dist/THIRD-PARTY.txt",
  "extension/dist/cli.mjs",
  "extension/dist/config.schema.json",
  "extension/dist/extension.cjs",
  "extension/dist/grammars/grammars.json",
  "extension/dist/grammars/tree-sitter-javascript.wasm",
  "extension/dist/grammars/tree-sitter-python.wasm",
  "extension/dist/grammars/tree-sitter-tsx.wasm",
  "extension/dist/grammars/tree-sitter-typescript.wasm",
  "extension/dist/grammars/web-tree-sitter.wasm",
  "extension/dist/sbom.cdx.json",
  ...["hover", "model-call", "path", "problems"].map((name) => `extension/docs/images/${name}.png`),
  ...["prompt-map", "report", "report-calls", "surface-map"].flatMap((name) => [
    `extension/docs/images/${name}-dark.png`,
    `extension/docs/images/${name}.png`,
  ]),
  "extension/package.json",
  "extension/package.nls.json",
  "extension/readme.md",
];
/** Pictures that the README shows, by the name under which they are taken. */
const KEPT = {
  "1-model-call": "model-call",
  "2-problems": "problems",
  "3-hover": "hover",
  "map-prompt-vscode-light": "prompt-map",
  "map-prompt-vscode-dark": "prompt-map-dark",
  "8-path": "path",
  "report-top-light": "report",
  "report-top-dark": "report-dark",
  "report-map-light": "surface-map",
  "report-map-dark": "surface-map-dark",
  "report-calls-light": "report-calls",
  "report-calls-dark": "report-calls-dark",
};
let passed = 0;
let failed = 0;
let page;

async function check(name, act) {
  const start = performance.now();
  try {
    await act();
    passed++;
    console.log(`ok      ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : error}`);
    await page?.screenshot({ path: join(pictures, `failed-${failed}.png`) }).catch(() => {});
  }
}

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const vsix = join(work, "llmlint.vsix");
const servers = [];
const workspace = (name) => {
  const folder = join(work, name);
  cpSync(join(here, "fixtures/workspace"), folder, { recursive: true });
  return folder;
};
const open = (name) => {
  const server = new CodeServer(install, join(work, name));
  servers.push(server);
  return server;
};

try {
  await check("VS Code and a browser are there", async () =>
    execFileSync("bash", [join(here, "install.sh"), install], { stdio: ["ignore", "inherit", "inherit"] }),
  );
  await check("the extension is packed", async () =>
    execFileSync(process.execPath, [join(root, "scripts/packageVsix.mjs"), vsix], { stdio: "inherit" }),
  );
  await check("the package is smaller than 6 MB", async () => {
    const { size } = statSync(vsix);
    if (size >= 6_000_000) throw new Error(`it has ${size} bytes`);
  });
  await check("the package holds the bundles and nothing else", async () =>
    deepEqual(namesInZip(readFileSync(vsix)).sort(), [...CONTENTS].sort()),
  );
  if (failed === 0) {
    const host = open("host");
    page = await startWith(host, "--vscode-option", "enable-smoke-test-driver");
    await runInHost(page, { url: host.url, folder: workspace("hosted"), extension: root, work, check });
    await host.stop();
    if (hasDesktop()) await runInDesktop({ folder: workspace("desktop"), extension: root, work, check });
    const seen = open("seen");
    await check("the package installs", async () => seen.installExtension(vsix));
    page = await startWith(seen);
    const setTheme = (name) => seen.setTheme(name);
    await lookAtIt(page, { url: seen.url, folder: workspace("workspace"), pictures, check, setTheme });
    await seen.stop();
    page = undefined;
    await lookAtReport({ root, work, pictures, check });
  }
  if (process.argv.includes("--images")) {
    mkdirSync(join(root, "docs/images"), { recursive: true });
    for (const [name, to] of Object.entries(KEPT))
      copyFileSync(join(pictures, `${name}.png`), join(root, "docs/images", `${to}.png`));
  }
} catch (error) {
  failed++;
  console.log(`FAILED  ${error instanceof Error ? error.stack : error}`);
} finally {
  for (const server of servers) await server.stop().catch(() => {});
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** The names of a ZIP archive, from its central directory. */
function namesInZip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const length = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + length);
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return name;
  });
}

async function startWith(server, ...options) {
  await server.start(...options);
  return server.openBrowser();
}
