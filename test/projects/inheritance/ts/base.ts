import OpenAI from "openai";

export abstract class Agent {
  protected client = new OpenAI();
  protected abstract instructions(): string;

  protected handle(reply: string): unknown {
    return reply;
  }

  async run(question: string) {
    const reply = await this.client.responses.create({
      model: "gpt-4o",
      instructions: this.instructions(), // want: untrusted-system-prompt
      input: question,
    });
    return this.handle(reply.output_text);
  }
}
