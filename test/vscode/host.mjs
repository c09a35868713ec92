// Runs the suite inside the extension host: of a running code-server, whose page tells VS Code to load it, and of a desktop
// VS Code where VSCODE_EXECUTABLE names one or VSCODE_TEST_DOWNLOAD=1 allows to fetch one. A file holds what it found.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { build } from "esbuild";

const PATIENCE = 180_000;

/** A desktop VS Code that is given, or may be fetched: the suite runs there as well. */
export const hasDesktop = () =>
  process.env.VSCODE_EXECUTABLE !== undefined || process.env.VSCODE_TEST_DOWNLOAD === "1";

export async function runInDesktop({ folder, extension, work, check }) {
  const { runTests } = await import("@vscode/test-electron");
  const executable = process.env.VSCODE_EXECUTABLE;
  const { suite, report } = await buildSuite(work, "desktop");
  const code = await runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    extensionTestsEnv: { LLMLINT_REPORT: report },
    launchArgs: [
      folder,
      "--disable-extensions",
      "--disable-workspace-trust",
      "--user-data-dir",
      join(work, "desktop-data"),
      "--extensions-dir",
      join(work, "desktop-extensions"),
    ],
  }).catch((error) => error.message);
  await tell(readLines(report), code, { place: "in desktop VS Code", check });
}

export async function runInHost(page, { url, folder, extension, work, check }) {
  const { suite, report } = await buildSuite(work, "host");
  const remote = (path) => `vscode-remote://${new URL(url).host}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(suite)],
    ["extensionEnvironment", JSON.stringify({ LLMLINT_REPORT: report })],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  const ended = new Promise((resolve) => {
    setTimeout(() => resolve("no answer"), PATIENCE).unref();
    void page.exposeFunction("codeAutomationLog", () => {});
    void page.exposeFunction("codeAutomationExit", (code) => resolve(code));
  });
  await page.goto(`${url}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`);
  const code = await ended;
  await tell(readLines(report), code, { place: "in the extension host", check });
}

/** The suite as one file, and the file where it writes what it found. */
async function buildSuite(work, name) {
  const suite = join(work, `${name}.cjs`);
  await build({
    entryPoints: [join(import.meta.dirname, "suite.ts")],
    outfile: suite,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
  return { suite, report: join(work, `${name}.jsonl`) };
}

async function tell(lines, code, { place, check }) {
  for (const { name, error } of lines)
    await check(`${place}: ${name}`, async () => {
      if (error !== undefined) throw new Error(error);
    });
  await check(`the suite ${place} ran to its end`, async () => {
    if (code !== 0 || lines.length === 0) throw new Error(`VS Code said ${code} after ${lines.length} tests`);
  });
}

function readLines(file) {
  try {
    return readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}
