import OpenAI from "openai";

const client = new OpenAI();

export async function* pieces(question: string) {
  const stream = await client.chat.completions.create({
    model: "gpt-4o",
    stream: true,
    messages: [{ role: "user", content: question }],
  });
  for await (const chunk of stream) yield chunk.choices[0]?.delta?.content ?? "";
}

export function reply(question: string): Promise<string> {
  return client.responses
    .create({ model: "gpt-4o", input: question })
    .then((answer) => answer.output_text)
    .catch(() => "");
}

export function replies(questions: string[]): Promise<string[]> {
  return Promise.all(questions.map((question) => reply(question)));
}
