import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";

/** A run that is over before this (ms) needs no progress: an edit's would only flicker. */
const PATIENCE = 800;

/** Shows a run that takes long in the editor. */
export class Progress {
  readonly #connection: Connection;
  #reporter: WorkDoneProgressServerReporter | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run = 0;
  #told = "";

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  start(): void {
    if (this.#reporter !== undefined || this.#timer !== undefined) return;
    const run = ++this.#run;
    this.#timer = setTimeout(() => void this.#show(run), PATIENCE);
  }

  update(stage: string, done: number, total: number): void {
    const percentage = total > 1 ? Math.floor((100 * done) / total) : undefined;
    const told = `${stage} ${percentage ?? ""}`;
    if (this.#reporter === undefined || told === this.#told) return;
    this.#told = told;
    const message = stage.charAt(0).toUpperCase() + stage.slice(1);
    this.#reporter.report(percentage === undefined ? message : `${message} (${percentage} %)`);
  }

  finish(): void {
    this.#run++;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reporter?.done();
    this.#reporter = undefined;
  }

  async #show(run: number): Promise<void> {
    const reporter = await this.#connection.window.createWorkDoneProgress().catch(() => undefined);
    if (reporter === undefined) return;
    reporter.begin("llmlint", undefined, "Analysing", false);
    if (run === this.#run) this.#reporter = reporter;
    else reporter.done();
  }
}
