import { spawn } from "node:child_process";
import process from "node:process";
import { type GitOutcome, SAFE_ENVIRONMENT, SAFE_OPTIONS } from "./git.ts";

/** Runs git without a shell; see `SAFE_OPTIONS`. */
export function runGit(args: readonly string[], input: string): Promise<GitOutcome | undefined> {
  return new Promise((resolve) => {
    const child = spawn("git", [...SAFE_OPTIONS, ...args], {
      env: { ...process.env, ...SAFE_ENVIRONMENT },
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    // A git that ends early closes its input; its exit code tells what was wrong.
    child.stdin.on("error", () => {});
    child.on("error", () => resolve(undefined));
    child.on("close", (code) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(output),
        stderr: Buffer.concat(errors).toString("utf8"),
      }),
    );
    child.stdin.end(input);
  });
}
