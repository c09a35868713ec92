import OpenAI from "openai";

const client = new OpenAI();

export function asker(manner: string) {
  return async (question: string) => {
    const reply = await client.responses.create({
      model: "gpt-4o",
      instructions: manner, // want: untrusted-system-prompt
      input: question,
    });
    return reply.output_text;
  };
}

export async function withReply(question: string, use: (text: string) => void) {
  const reply = await client.responses.create({ model: "gpt-4o", input: question });
  use(reply.output_text);
}
