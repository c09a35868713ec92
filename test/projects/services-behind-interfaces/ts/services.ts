import OpenAI from "openai";

export interface Writer {
  write(task: string): Promise<string>;
}

export abstract class Planner {
  /** The command for a task. */
  abstract plan(task: string): Promise<string>;
}

export class OpenAiWriter implements Writer {
  private readonly client = new OpenAI();

  async write(task: string) {
    return (await this.client.responses.create({ model: "gpt-4o", input: task })).output_text;
  }
}

export class OpenAiPlanner extends Planner {
  private readonly client = new OpenAI();

  async plan(task: string) {
    return (await this.client.responses.create({ model: "gpt-4o", input: task })).output_text;
  }
}
