import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";

export const root = join(import.meta.dirname, "../..");

/** The bundle of this folder, or that of a package which was packed and installed elsewhere. */
export const cli = process.env.LLMLINT_CLI ?? join(root, "dist/cli.mjs");

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the bundle as users do. */
export function llmlint(args: readonly string[], cwd: string = root, input = ""): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 64_000_000,
  });
  return { code: status, stdout, stderr };
}

/** A new folder with these files; the caller takes it away. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "llmlint-e2e-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A program with one defect, for what stands beside it. */
export const VULNERABLE = [
  "import subprocess",
  "from openai import OpenAI",
  "",
  "client = OpenAI()",
  "",
  "def run(question):",
  '    answer = client.responses.create(model="gpt-4o-mini", input=question)',
  "    subprocess.run(answer.output_text, shell=True)",
  "",
].join("\n");
