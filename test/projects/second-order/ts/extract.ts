import OpenAI from "openai";

const client = new OpenAI();

export async function pageAddress(question: string): Promise<string> {
  const reply = await client.responses.create({ // step: model-output-to-url
    model: "gpt-4o-mini",
    instructions: "Answer with the address of one page.",
    input: question,
  });
  return reply.output_text;
}

export async function category(question: string): Promise<string> {
  const { output_text: text } = await client.responses.create({ model: "gpt-4o-mini", input: question });
  return ["news", "sports"].includes(text) ? text : "other";
}
