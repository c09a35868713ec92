import OpenAI from "openai";
import { category, pageAddress } from "./extract";

const client = new OpenAI();

export async function answer(question: string) {
  const address = await pageAddress(question);
  const page = await (await fetch(address)).text(); // want: model-output-to-url
  const plan = await client.responses.create({
    model: "gpt-4o",
    instructions: `Answer from this page:\n${page}`, // want: unfiltered-external-content
    input: question,
  });
  return eval(plan.output_text); // want: model-output-to-code
}

export async function answerByCategory(question: string) {
  const kind = await category(question);
  const reply = await client.responses.create({
    model: "gpt-4o",
    instructions: `You write about ${kind}.`, // ok: untrusted-system-prompt
    input: question,
  });
  return reply.output_text;
}
