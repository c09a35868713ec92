import { type FileStat, type FileSystem, fileSystemErrorCode } from "./fileSystem.ts";

/** What was asked of the files (an operation and a path), and a digest of the answer. */
export type Journal = readonly (readonly [operation: Operation, path: string, answer: string])[];
type Operation = "read" | "stat" | "list" | "real";
type Digest = (data: Uint8Array | string) => string;

/**
 * The files below, and a journal of what they answered; undefined where one question had two answers, as the files changed
 * meanwhile.
 */
export function createJournalFileSystem(
  below: FileSystem,
  digest: Digest,
): { files: FileSystem; journal(): Journal | undefined } {
  const answers = new Map<string, [Operation, string, string]>();
  let isStable = true;
  const write = (operation: Operation, path: string, answer: string): void => {
    const key = `${operation} ${path}`;
    const known = answers.get(key);
    if (known === undefined) answers.set(key, [operation, path, answer]);
    else if (known[2] !== answer) isStable = false;
  };
  async function noted<T>(
    operation: Operation,
    path: string,
    ask: (path: string) => Promise<T>,
    toText: (answer: T) => string,
  ): Promise<T> {
    try {
      const answer = await ask(path);
      write(operation, path, toText(answer));
      return answer;
    } catch (error) {
      write(operation, path, refusal(error));
      throw error;
    }
  }
  const files: FileSystem = {
    ...below,
    readFile: (path) => noted("read", path, below.readFile, digest),
    stat: (path) => noted("stat", path, below.stat, statText),
    list: (path) => noted("list", path, below.list, (entries) => digest(JSON.stringify(entries))),
    realpath: (path) => noted("real", path, below.realpath, (real) => real ?? ""),
  };
  return { files, journal: () => (isStable ? [...answers.values()] : undefined) };
}

/** Whether the files give the same answers again. `onRead` is handed what was read meanwhile. */
export async function answersAlike(
  journal: Journal,
  files: FileSystem,
  digest: Digest,
  onRead: (path: string, bytes: Uint8Array) => void,
): Promise<boolean> {
  const ask = async (operation: Operation, path: string): Promise<string> => {
    if (operation === "stat") return statText(await files.stat(path));
    if (operation === "list") return digest(JSON.stringify(await files.list(path)));
    if (operation === "real") return (await files.realpath(path)) ?? "";
    const bytes = await files.readFile(path);
    onRead(path, bytes);
    return digest(bytes);
  };
  const isSame = async ([operation, path, answer]: Journal[number]): Promise<boolean> =>
    (await ask(operation, path).catch(refusal)) === answer;
  for (let at = 0; at < journal.length; at += AT_ONCE)
    if ((await Promise.all(journal.slice(at, at + AT_ONCE).map(isSame))).includes(false)) return false;
  return true;
}

const AT_ONCE = 64;

/** The size of a folder says nothing of what is in it. */
const statText = (stat: FileStat | undefined): string =>
  stat?.kind === "file" ? `file ${stat.size}` : (stat?.kind ?? "");

const refusal = (error: unknown): string => `refused: ${fileSystemErrorCode(error)}`;
