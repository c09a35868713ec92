import Anthropic from "@anthropic-ai/sdk";

export class Session implements AsyncDisposable {
  private client: Anthropic;
  constructor(private manner: string) {
    this.client = new Anthropic();
  }

  async [Symbol.asyncDispose]() {}

  async ask(question: string) {
    const stream = this.client.messages.stream({
      model: "claude-sonnet-4-5",
      max_tokens: 300,
      system: this.manner, // want: untrusted-system-prompt
      messages: [{ role: "user", content: question }],
    });
    return stream.finalText();
  }
}

export async function withAsker<T>(use: (ask: (question: string) => Promise<string>) => Promise<T>): Promise<T> {
  const client = new Anthropic();
  return use(async (question) => {
    const reply = await client.messages.create({
      model: "claude-sonnet-4-5",
      max_tokens: 300,
      system: "Answer with one expression.", // ok: untrusted-system-prompt
      messages: [{ role: "user", content: question }],
    });
    return reply.content[0].type === "text" ? reply.content[0].text : "";
  });
}
