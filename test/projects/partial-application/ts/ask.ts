import OpenAI from "openai";

const client = new OpenAI();

export async function ask(system: string, question: string) {
  const reply = await client.responses.create({
    model: "gpt-4o",
    instructions: system, // want: untrusted-system-prompt
    input: question,
  });
  return reply.output_text;
}

export async function askFixed(system: string, question: string) {
  const reply = await client.responses.create({
    model: "gpt-4o",
    instructions: system, // ok: untrusted-system-prompt
    input: question,
  });
  return reply.output_text;
}
