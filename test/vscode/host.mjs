// Runs the suite inside the extension host of a running code-server: the page tells VS Code to load it, a file holds what it found.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const PATIENCE = 180_000;

export async function runInHost(page, { url, folder, extension, work, check }) {
  const suite = join(work, "suite.cjs");
  const report = join(work, "report.jsonl");
  await build({
    entryPoints: [join(import.meta.dirname, "suite.ts")],
    outfile: suite,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
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
  const lines = readLines(report);
  for (const { name, error } of lines)
    await check(`in the extension host: ${name}`, async () => {
      if (error !== undefined) throw new Error(error);
    });
  await check("the suite in the extension host ran to its end", async () => {
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
