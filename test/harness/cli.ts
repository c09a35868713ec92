import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { openAnswerStore } from "../../server/src/cli/answerStore.ts";
import type { CliIo } from "../../server/src/cli/io.ts";
import { runCli } from "../../server/src/cli/program.ts";
import { maskSecrets, openEngine } from "../../server/src/cli/runEngine.ts";
import { runGit } from "../../server/src/cli/runGit.ts";
import type { FileSystem } from "../../server/src/host/fileSystem.ts";
import { createNodeFileSystem } from "../../server/src/host/nodeFileSystem.ts";
import { readAsset } from "./fixtures.ts";

export interface CliOutcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command in this process, with the real engine, on the machine's files, as if it were started in `folder`. */
export async function runInFolder(
  folder: string,
  args: readonly string[],
  changes: Partial<CliIo> = {},
): Promise<CliOutcome> {
  const outcome = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    isTerminal: false,
    write: (text: string) => {
      outcome[name] += text;
    },
  });
  const io: CliIo = {
    arguments: args,
    environment: {},
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    openFileSystem: (confineTo) => startingIn(folder, createNodeFileSystem({ confineTo })),
    openEngine: (files) => openEngine(files, readAsset),
    maskSecrets,
    guardMemory: () => () => false,
    now: () => 0,
    time: () => "2026-01-31T12:00:00",
    runGit,
    readStdin: async () => "",
    openAnswers: (given) =>
      openAnswerStore(given ?? resolve(folder, ".answers"), new URL(import.meta.url), {}, "linux"),
    watchFiles: () => {},
    serveAgents: () => Promise.reject(new Error("no server here")),
    serve: () => Promise.reject(new Error("no server here")),
    writeSource: (file, text) => writeFile(resolve(folder, file), text),
    writeReport: async (file, text) => {
      await mkdir(dirname(resolve(folder, file)), { recursive: true });
      await writeFile(resolve(folder, file), text);
    },
    ...changes,
  };
  return { code: await runCli(io), ...outcome };
}

function startingIn(folder: string, files: FileSystem): FileSystem {
  const currentFolder = files.toPath(folder);
  return { ...files, currentFolder, toPath: (native) => files.toPath(resolve(folder, native)) };
}
