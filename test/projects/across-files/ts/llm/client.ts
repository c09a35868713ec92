import OpenAI from "openai";

const client = new OpenAI();

export async function complete(system: string, text: string): Promise<string> {
  const reply = await client.chat.completions.create({
    model: "gpt-4o",
    messages: [
      { role: "system", content: system }, // want: untrusted-system-prompt
      { role: "user", content: text }, // ok: unseparated-prompt
    ],
  });
  return reply.choices[0].message.content ?? "";
}
