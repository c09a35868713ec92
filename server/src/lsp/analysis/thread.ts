import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { Asked, FromAnalysis, Questions, ToAnalysis } from "./messages.ts";
import { Workspace } from "./workspace.ts";

export interface ThreadData {
  /** The number of the request that may go on, any other is to stop; and how many questions were asked. */
  shared: SharedArrayBuffer;
  /** Questions come here and are answered here, while a run goes on too. */
  questions: MessagePort;
}

/** The thread that analyses: takes one request after the other, so that the thread of the protocol never waits. */
export async function runAnalysisThread(
  port: MessagePort,
  data: ThreadData,
  readAsset: (name: string) => Promise<Uint8Array>,
): Promise<void> {
  const shared = new Int32Array(data.shared);
  const tell = (message: FromAnalysis): void => port.postMessage(message);
  const fail = (error: unknown): void => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ kind: "log", level: "error", message: `The analysis failed: ${reason}` });
  };
  const workspace = await Workspace.create(readAsset);
  let answered = 0;
  const answer = (asked: Asked): void => {
    answered++;
    const send = (found: Answer): void => data.questions.postMessage({ id: asked.id, answer: found });
    const refuse = (error: unknown): void => {
      fail(error);
      send(undefined);
    };
    try {
      const found = answerOf(workspace, asked);
      // What reads a file answers when it has it; everything else even while an analysis goes on.
      if (found instanceof Promise) found.then(send).catch(refuse);
      else send(found);
    } catch (error) {
      refuse(error);
    }
  };
  data.questions.on("message", answer);
  const answerWaiting = (): void => {
    while (Atomics.load(shared, 1) !== answered) {
      const next = receiveMessageOnPort(data.questions);
      if (next === undefined) return;
      answer(next.message as Asked);
    }
  };
  let work: Promise<void> = Promise.resolve();
  const handle = async (message: ToAnalysis): Promise<void> => {
    if (message.kind === "configure") return workspace.configure(message.settings);
    const { id, changes, pause } = message;
    await workspace.analyse(id, changes, {
      tell,
      pause,
      cancelled: () => {
        answerWaiting();
        return Atomics.load(shared, 0) !== id;
      },
    });
  };
  port.on("message", (message: ToAnalysis) => {
    work = work
      .then(() => handle(message))
      .catch((error: unknown) => {
        fail(error);
        if (message.kind === "analyse") tell({ kind: "done", id: message.id, isCancelled: false });
      });
  });
  tell({ kind: "ready", rules: workspace.rules() });
}

type Answer = Questions[keyof Questions]["answer"] | undefined;

function answerOf(workspace: Workspace, asked: Asked): Answer | Promise<Answer> {
  switch (asked.kind) {
    case "map":
      return workspace.map(asked.question);
    case "actions":
      return workspace.actions(asked.question);
    case "edits":
      return workspace.edits(asked.question);
    case "fixable":
      return workspace.fixable();
  }
}
