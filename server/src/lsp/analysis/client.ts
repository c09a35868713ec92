import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Logger } from "../../base/logger.ts";
import type {
  AnalysisSettings,
  Changes,
  FileView,
  FromAnalysis,
  ProjectView,
  Questions,
  ToAnalysis,
} from "./messages.ts";

export interface AnalysisEvents {
  ready(rules: Extract<FromAnalysis, { kind: "ready" }>["rules"]): void;
  progress(stage: string, done: number, total: number): void;
  /** What is found in one open file, before the whole project is looked at. */
  glance(view: FileView): void;
  /** Views of projects, as each is done; all belong to the texts that the run was given. */
  project(view: ProjectView): void;
  done(isCancelled: boolean): void;
  /** The thread died; another one was started and knows nothing. */
  restarted(): void;
}

/** The analysis as the protocol sees it: a thread that can be told to stop, and that is started again when it dies. */
export class AnalysisClient {
  readonly #events: AnalysisEvents;
  readonly #log: Logger;
  readonly #script: URL;
  /** The run that is wanted, and how many questions the thread was asked. */
  #shared = new Int32Array(new SharedArrayBuffer(8));
  #worker: Worker;
  #questions: MessagePort;
  #settings: AnalysisSettings | undefined;
  #id = 0;
  #running = 0;
  #deaths: number[] = [];
  #isOver = false;
  /** Those who wait for an answer. */
  #askers = new Map<number, (answer: unknown) => void>();
  #asked = 0;

  constructor(script: URL, events: AnalysisEvents, log: Logger) {
    this.#script = script;
    this.#events = events;
    this.#log = log;
    [this.#worker, this.#questions] = this.#start();
  }

  get isRunning(): boolean {
    return this.#running !== 0;
  }

  configure(settings: AnalysisSettings): void {
    this.#settings = settings;
    this.#send({ kind: "configure", settings });
  }

  /** Starts a run, one at a time: a glance at the files that were edited, and after `pause` ms the whole. */
  analyse(changes: Changes, pause: number): void {
    this.#running = ++this.#id;
    Atomics.store(this.#shared, 0, this.#id);
    this.#send({ kind: "analyse", id: this.#id, changes, pause });
  }

  /** Undefined as well where the thread died before it answered, or failed to. */
  ask<K extends keyof Questions>(
    kind: K,
    question: Questions[K]["question"],
  ): Promise<Questions[K]["answer"] | undefined> {
    const id = ++this.#asked;
    const answer = new Promise((resolve) => this.#askers.set(id, resolve));
    this.#questions.postMessage({ kind, id, question });
    Atomics.add(this.#shared, 1, 1);
    return answer as Promise<Questions[K]["answer"] | undefined>;
  }

  /** The run that goes on stops soon and says so. */
  cancel(): void {
    Atomics.store(this.#shared, 0, 0);
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }

  #send(message: ToAnalysis): void {
    this.#worker.postMessage(message);
  }

  #start(): [Worker, MessagePort] {
    const { port1: questions, port2 } = new MessageChannel();
    this.#shared = new Int32Array(new SharedArrayBuffer(8));
    const worker = new Worker(this.#script, {
      workerData: { role: "analysis", shared: this.#shared.buffer, questions: port2 },
      transferList: [port2],
      // An edit makes tens of megabytes that nobody needs afterwards: with room for them it is not slowed down by cleaning up.
      resourceLimits: { maxYoungGenerationSizeMb: 192 },
      // What the thread prints must not mix with the protocol.
      stdout: true,
      stderr: true,
    });
    worker.stdout.on("data", (text) => this.#log.info(String(text).trimEnd()));
    worker.stderr.on("data", (text) => this.#log.warn(String(text).trimEnd()));
    worker.on("message", (message: FromAnalysis) => this.#receive(message));
    worker.on("error", (error) => this.#log.error(`The analysis died: ${error.stack ?? error.message}`));
    worker.on("exit", () => this.#restart(worker));
    questions.on("message", ({ id, answer }: { id: number; answer: unknown }) => {
      this.#askers.get(id)?.(answer);
      this.#askers.delete(id);
    });
    return [worker, questions];
  }

  #restart(worker: Worker): void {
    if (this.#isOver || worker !== this.#worker) return;
    this.#giveUp();
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < 60_000), now];
    const pause = this.#deaths.length > 1 ? Math.min(30_000, 500 * 2 ** this.#deaths.length) : 0;
    this.#log.warn(`The analysis starts again in ${pause} ms.`);
    setTimeout(() => {
      if (this.#isOver) return;
      this.#giveUp();
      [this.#worker, this.#questions] = this.#start();
      if (this.#settings) this.configure(this.#settings);
      this.#running = 0;
      this.#events.restarted();
    }, pause);
  }

  #giveUp(): void {
    for (const resolve of this.#askers.values()) resolve(undefined);
    this.#askers.clear();
  }

  #receive(message: FromAnalysis): void {
    switch (message.kind) {
      case "ready":
        this.#events.ready(message.rules);
        return;
      case "log":
        this.#log[message.level](message.message);
        return;
      case "progress":
        if (message.id === this.#id) this.#events.progress(message.stage, message.done, message.total);
        return;
      case "glance":
        if (message.id === Atomics.load(this.#shared, 0)) this.#events.glance(message.view);
        return;
      case "project":
        // The last word before a stop may still be on its way.
        if (message.id === Atomics.load(this.#shared, 0)) this.#events.project(message.view);
        return;
      case "done":
        if (message.id !== this.#id) return;
        this.#running = 0;
        this.#events.done(message.isCancelled || message.id !== Atomics.load(this.#shared, 0));
    }
  }
}
