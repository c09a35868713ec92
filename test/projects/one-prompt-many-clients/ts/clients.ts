import Anthropic from "@anthropic-ai/sdk";
import { Mistral } from "@mistralai/mistralai";
import OpenAI from "openai";

export interface Client {
  ask(system: string, question: string): Promise<string>;
}

export class ClaudeClient implements Client {
  private readonly api = new Anthropic();
  async ask(system: string, question: string): Promise<string> {
    const answer = await this.api.messages.create({
      model: "claude-sonnet-4-5",
      max_tokens: 500,
      system, // want: untrusted-system-prompt
      messages: [{ role: "user", content: question }],
    });
    return answer.content[0]?.type === "text" ? answer.content[0].text : "";
  }
}

export class OpenClient implements Client {
  private readonly api = new OpenAI();
  async ask(system: string, question: string): Promise<string> {
    const messages = [
      { role: "system" as const, content: system }, // ok: untrusted-system-prompt one prompt to several clients is one finding, at the first
      { role: "user" as const, content: question },
    ];
    const answer = await this.api.chat.completions.create({ model: "gpt-4o", messages });
    return answer.choices[0]?.message.content ?? "";
  }
}

export class MistralClient implements Client {
  private readonly api = new Mistral();
  async ask(system: string, question: string): Promise<string> {
    const messages = [
      { role: "system" as const, content: system }, // ok: untrusted-system-prompt
      { role: "user" as const, content: question },
    ];
    const answer = await this.api.chat.complete({ model: "mistral-large-latest", messages });
    return String(answer.choices?.[0]?.message.content ?? "");
  }
}
