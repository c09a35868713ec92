import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import process from "node:process";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { createNodeFileSystem } from "../host/nodeFileSystem.ts";
import { runAnalysisThread } from "../lsp/analysis/thread.ts";
import { startServer } from "../lsp/server.ts";
import { usageError } from "../workspace/usageError.ts";
import { openAnswerStore } from "./answerStore.ts";
import type { CliIo, CliStream } from "./io.ts";
import { memoryGuard } from "./memoryLimit.ts";
import { runCli } from "./program.ts";
import { replaceFile } from "./replaceFile.ts";
import { maskSecrets, openEngine } from "./runEngine.ts";
import { runGit } from "./runGit.ts";
import { TOOL } from "./version.ts";
import { watchFiles } from "./watchFiles.ts";

// A reader that has enough (`| head`) closes the pipe; that is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// The language server starts this very file again as the thread that analyses.
if (!isMainThread && parentPort && workerData?.role === "analysis") {
  await runAnalysisThread(parentPort, workerData, readAsset);
} else {
  process.exitCode = await runCli(commandLine());
}

function commandLine(): CliIo {
  return {
    arguments: process.argv.slice(2),
    environment: process.env,
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    openFileSystem: (confineTo) => createNodeFileSystem({ confineTo }),
    openEngine: (files) => openEngine(files, readAsset),
    maskSecrets,
    now: () => performance.now(),
    time,
    guardMemory: memoryGuard,
    openAnswers: (folder) => openAnswerStore(folder, new URL(import.meta.url), process.env, process.platform),
    watchFiles,
    runGit,
    writeReport,
    writeSource,
    serve,
    readStdin: () => textOf(process.stdin),
    // Loaded when asked for: a scan needs nothing of it.
    serveAgents: async () => (await import("./mcp.ts")).serveAgents(commandLine()),
  };
}

/** Ends with the connection: the protocol says how. */
function serve(): Promise<never> {
  startServer({
    input: process.stdin,
    output: process.stdout,
    script: new URL(import.meta.url),
    version: TOOL.version,
    mask: maskSecrets,
  });
  return new Promise(() => {});
}

async function textOf(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function streamOf(stream: NodeJS.WriteStream): CliStream {
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: stream.isTTY === true,
  };
}

/** The build lays the parsers beside the bundle. */
function readAsset(name: string): Promise<Uint8Array> {
  return readFile(new URL(`grammars/${name}`, import.meta.url));
}

/** Now, or what `SOURCE_DATE_EPOCH` says, by which builds are made to repeat. */
function time(): string {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  const date =
    process.env.SOURCE_DATE_EPOCH && Number.isSafeInteger(epoch) ? new Date(epoch * 1000) : new Date();
  return date.toISOString().slice(0, 19);
}

async function writeSource(file: string, text: string): Promise<void> {
  try {
    await replaceFile(file, text);
  } catch (error) {
    throw usageError(`${file} cannot be written: ${reasonOf(error)}`);
  }
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(resolve(file)), { recursive: true });
    const found = await stat(file).catch(() => undefined);
    // Nothing can be laid beside a device or a pipe.
    if (found && !found.isFile()) await writeFile(file, text);
    else await replaceFile(file, text);
  } catch (error) {
    throw usageError(`the report cannot be written to ${file}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
