import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { root } from "../e2e/run.ts";

/** Milliseconds for an honest question. */
const PATIENCE = 15_000;

/** The built server behind its bare streams, so that anything can be sent. */
export class RawServer {
  readonly #process: ChildProcess;
  readonly #answers = new Map<number, (answer: { result?: unknown; error?: unknown }) => void>();
  #received = Buffer.alloc(0);
  #ids = 0;
  #ended: string | undefined;
  #said = "";
  /** All that came. */
  heard = "";

  constructor(folder: string) {
    this.#process = spawn(process.execPath, [join(root, "dist/cli.mjs"), "lsp", "--stdio"], { cwd: folder });
    this.#process.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
    this.#process.stderr?.on("data", (chunk: Buffer) => {
      this.#said = (this.#said + chunk).slice(-2000);
    });
    // The pipe of a server that is gone.
    this.#process.stdin?.on("error", () => {});
    this.#process.on("exit", (code, signal) => {
      this.#ended = `the server ended with ${code ?? signal}: ${this.#said}`;
      for (const answer of this.#answers.values()) answer({ error: this.#ended });
    });
  }

  /** Anything; a text as it is, in the frame of a message. */
  send(message: unknown): void {
    const body = Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
    this.#process.stdin?.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin?.write(body);
  }

  /** As an editor that crashed. */
  hangUp(): void {
    this.#process.stdin?.end();
  }

  /** The code that it ends with. */
  ended(): Promise<number | null> {
    return new Promise((resolve) => this.#process.once("exit", resolve));
  }

  tell(method: string, params: unknown): void {
    this.send({ jsonrpc: "2.0", method, params });
  }

  /** Rejects where the server is gone, answers with an error, or not in time. */
  ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(new Error(this.#ended));
      const timer = setTimeout(() => reject(new Error(`no answer to ${method}; ${this.#said}`)), PATIENCE);
      this.#answers.set(id, ({ result, error }) => {
        clearTimeout(timer);
        this.#answers.delete(id);
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${typeof error === "string" ? error : JSON.stringify(error)}`));
      });
      this.send({ jsonrpc: "2.0", id, method, params });
    });
  }

  async stop(): Promise<void> {
    if (this.#ended !== undefined) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }

  #read(chunk: Buffer): void {
    this.heard = (this.heard + chunk).slice(-100_000);
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, end).toString())?.[1]);
      if (this.#received.length < end + 4 + length) return;
      const body = this.#received.subarray(end + 4, end + 4 + length).toString();
      this.#received = this.#received.subarray(end + 4 + length);
      const { id, method, result, error } = JSON.parse(body);
      if (method === undefined) this.#answers.get(id)?.({ result, error: error ?? undefined });
      else if (id !== undefined) this.send({ jsonrpc: "2.0", id, result: null });
    }
  }
}
