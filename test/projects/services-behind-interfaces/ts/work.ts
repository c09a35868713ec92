import { execSync } from "node:child_process";
import type { Planner, Writer } from "./services";

export class Worker {
  constructor(
    private readonly writer: Writer,
    private readonly planner: Planner,
  ) {}

  async planned(task: string) {
    execSync(await this.planner.plan(task)); // want: model-output-to-shell
  }

  async written(task: string) {
    execSync(await this.writer.write(task)); // want: model-output-to-shell
  }

  async fixed(_task: string) {
    execSync("ls -l"); // ok: model-output-to-shell
  }
}
