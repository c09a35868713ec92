import Anthropic from "@anthropic-ai/sdk";

export class Assistant {
  last = "";
  constructor(
    private readonly client: Anthropic,
    private readonly manner: string,
  ) {}

  async ask(question: string): Promise<string> {
    const reply = await this.client.messages.create({
      model: "claude-sonnet-4-5",
      max_tokens: 400,
      system: this.manner, // want: untrusted-system-prompt
      messages: [{ role: "user", content: question }],
    });
    const [block] = reply.content;
    this.last = block?.type === "text" ? block.text : "";
    return this.last;
  }
}

export class FixedAssistant {
  #client = new Anthropic();
  static readonly manner = "Answer like a librarian.";

  async ask(question: string) {
    const reply = await this.#client.messages.create({
      model: "claude-sonnet-4-5",
      max_tokens: 400,
      system: FixedAssistant.manner, // ok: untrusted-system-prompt
      messages: [{ role: "user", content: question }],
    });
    return reply.content;
  }
}
