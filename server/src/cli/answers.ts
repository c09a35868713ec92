import type { Engine, EngineOptions, KeptResult, ScanResult } from "../engine.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import { answersAlike, createJournalFileSystem, type Journal } from "../host/journal.ts";
import { maskResult } from "../report/report.ts";
import type { CliIo } from "./io.ts";

/** Where answers of earlier runs are kept, by names without a separator. */
export interface AnswerStore {
  /** Native. */
  readonly folder: string;
  /** Of this build of the program: another one may answer otherwise. */
  readonly build: string;
  digest(data: Uint8Array | string): string;
  /** Undefined where there is none, or none that can be read. */
  read(name: string): Promise<string | undefined>;
  /** Replaces as a whole; rejects with a message for people. */
  write(name: string, text: string): Promise<void>;
}

interface Answer {
  journal: Journal;
  result: KeptResult;
}

/**
 * The result of an earlier run of the same program with the same options, where all that it asked of the files is answered as
 * before; else a new one, which is kept. `state` names what the files are (the disk, a commit), so that two of one run don't
 * take turns.
 */
export async function analyseOnce(
  store: AnswerStore,
  {
    engine,
    files,
    state,
    request,
  }: { engine: Engine; files: FileSystem; state: string; request: EngineOptions },
  io: CliIo,
): Promise<ScanResult> {
  const { progress, ...question } = request;
  progress?.("looking for changes", 0, 1);
  const name = store.digest(JSON.stringify([store.build, files.caseSensitive, state, question]));
  const known = parseAnswer(store, await store.read(name));
  if (known) {
    const bytes = new Map<string, Uint8Array>();
    const isSame = await answersAlike(known.journal, files, store.digest, (path, read) =>
      bytes.set(path, read),
    );
    if (isSame) return engine.restore(known.result, request, (path) => bytes.get(path));
  }
  const watched = createJournalFileSystem(files, store.digest);
  const result = await (await io.openEngine(watched.files)).analyse(request);
  const journal = watched.journal();
  // How much memory there is differs from run to run.
  if (journal && !request.isExhausted?.()) {
    const { findings, problems, stats, prompts, inventory, modelCalls, analysed, read } = result;
    const kept: KeptResult = {
      ...maskResult({ findings, problems, stats, prompts }, io.maskSecrets),
      ...(inventory && { inventory }),
      ...(modelCalls && { modelCalls }),
      analysed,
      read,
    };
    await store.write(name, writeAnswer(store, { journal, result: kept })).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      io.stderr.write(`note: the answer could not be kept for the next run: ${reason}\n`);
    });
  }
  return result;
}

/** A first line that tells whether the rest is whole. */
function writeAnswer(store: AnswerStore, answer: Answer): string {
  const body = JSON.stringify(answer);
  return `${store.digest(body)}\n${body}`;
}

function parseAnswer(store: AnswerStore, text: string | undefined): Answer | undefined {
  const end = text?.indexOf("\n") ?? -1;
  if (text === undefined || end < 0) return undefined;
  const body = text.slice(end + 1);
  return store.digest(body) === text.slice(0, end) ? (JSON.parse(body) as Answer) : undefined;
}
