import type { MessagePort } from "node:worker_threads";
import type { FromAnalysis, ToAnalysis } from "./messages.ts";
import { Workspace } from "./workspace.ts";

export interface ThreadData {
  /** The number of the request that may go on; any other is to stop. */
  wanted: SharedArrayBuffer;
}

/** The thread that analyses: takes one request after the other, so that the thread of the protocol never waits. */
export async function runAnalysisThread(
  port: MessagePort,
  data: ThreadData,
  readAsset: (name: string) => Promise<Uint8Array>,
): Promise<void> {
  const wanted = new Int32Array(data.wanted);
  const tell = (message: FromAnalysis): void => port.postMessage(message);
  const workspace = await Workspace.create(readAsset);
  let work: Promise<void> = Promise.resolve();
  const handle = async (message: ToAnalysis): Promise<void> => {
    if (message.kind === "configure") return workspace.configure(message.settings);
    if (message.kind === "map") {
      tell({ kind: "map", id: message.id, answer: workspace.map(message.question) });
      return;
    }
    const { id, changes, pause } = message;
    await workspace.analyse(id, changes, {
      tell,
      pause,
      cancelled: () => Atomics.load(wanted, 0) !== id,
    });
  };
  port.on("message", (message: ToAnalysis) => {
    work = work
      .then(() => handle(message))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        tell({ kind: "log", level: "error", message: `The analysis failed: ${reason}` });
        if (message.kind === "analyse") tell({ kind: "done", id: message.id, isCancelled: false });
        if (message.kind === "map") tell({ kind: "map", id: message.id, answer: undefined });
      });
  });
  tell({ kind: "ready", rules: workspace.rules() });
}
