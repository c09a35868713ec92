import type { Engine } from "../engine.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import type { AnswerStore } from "./answers.ts";
import type { GitOutcome } from "./git.ts";

/** Everything a command has of the world, so that a test can stand in for it. */
export interface CliIo {
  /** Without the name of the program. */
  arguments: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  stdout: CliStream;
  stderr: CliStream;
  /** The machine's files; links inside `confineTo` (native paths) may not lead out of it. */
  openFileSystem(confineTo: readonly string[]): FileSystem;
  openEngine(files: FileSystem): Promise<Engine>;
  maskSecrets(text: string): string;
  /** All of the standard input, as UTF-8. */
  readStdin(): Promise<string>;
  /** Serves coding agents: the model context protocol on the standard streams, until the client goes. */
  serveAgents(): Promise<void>;
  /** Speaks the language server protocol on the standard streams; never resolves. */
  serve(): Promise<never>;
  /** Says once nearly as many megabytes of memory are in use, or as many as the process may have at all. */
  guardMemory(megabytes: number | undefined): () => boolean;
  /** Milliseconds from some start, for durations. */
  now(): number;
  /** UTC, to the second: `2026-01-31T12:00:00`. */
  time(): string;
  /** Where answers of earlier runs are kept: this folder (a native path), or the user's own. */
  openAnswers(folder: string | undefined): Promise<AnswerStore>;
  /** Tells of changes below folders (native paths) until the process ends; parts of paths that `isLeft` are not looked at. */
  watchFiles(
    folders: readonly string[],
    isLeft: (name: string) => boolean,
    onChange: (change: FileChange) => void,
  ): void;
  /** Runs git with options and variables that make it safe in a hostile repository; undefined where it cannot be started. */
  runGit(args: readonly string[], input: string): Promise<GitOutcome | undefined>;
  /** Replaces a source file (native path) as a whole or not at all; rejects with a message for people. */
  writeSource(file: string, text: string): Promise<void>;
  /** Writes a report, making the folder where needed; rejects with a message for people. */
  writeReport(file: string, text: string): Promise<void>;
}

export interface FileChange {
  /** Native. */
  path: string;
  /** It was there before and is there still. */
  isEdit: boolean;
}

export interface CliStream {
  write(text: string): void;
  isTerminal: boolean;
}
