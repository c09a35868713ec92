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
      instructions: this.instructions(), // missing: untrusted-system-prompt field initializers of a class are lost where a constructor exists
      input: question,
    });
    return this.handle(reply.output_text);
  }
}
