import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import OpenAI from "openai";

const client = new OpenAI();
const terminal = createInterface(process.stdin, process.stdout);

class Settings {
  private readonly file: string;
  constructor(folder: string) {
    this.file = join(folder, "settings.json");
  }
  persona(): string {
    return JSON.parse(readFileSync(this.file, "utf8")).persona;
  }
}

function role(name: string): string {
  return readFileSync(join("roles", `${name}.txt`), "utf8");
}

export async function greet(question: string) {
  const settings = new Settings(process.argv[2] as string);
  return client.responses.create({
    model: "gpt-4o",
    instructions: settings.persona(), // ok: unfiltered-external-content
    input: question,
  });
}

export async function explain(question: string) {
  return client.responses.create({
    model: "gpt-4o",
    instructions: role("teacher"), // ok: unfiltered-external-content
    input: question,
  });
}

export async function summarize(file: string) {
  return client.responses.create({
    model: "gpt-4o",
    instructions: `Summarize this file.\n${readFileSync(file, "utf8")}`, // want: unfiltered-external-content
    input: "Go on.",
  });
}

class Talk {
  private turns: any[] = [{ role: "system", content: "You are a guide." }];
  restart(start: string) {
    this.turns = [{ role: "system", content: start }]; // ok: untrusted-system-prompt
  }
  async ask() {
    this.turns.push({ role: "user", content: await terminal.question("> ") });
    if (this.turns.length > 20) this.restart(this.turns[0].content);
    return client.chat.completions.create({ model: "gpt-4o", messages: this.turns });
  }
}

export const talk = new Talk();
