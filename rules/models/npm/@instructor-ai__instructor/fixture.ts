// Every row of the pack.
import Instructor, { createInstructor } from "@instructor-ai/instructor";
import OpenAI from "openai";
import { z } from "zod";

const schema = z.object({ score: z.number(), reason: z.string() });
const client = Instructor({ client: new OpenAI(), mode: "TOOLS" });
const other = createInstructor({ client: new OpenAI(), mode: "JSON" });

export async function run(question: string) {
  const messages = [{ role: "user" as const, content: question }];
  const verdict = await client.chat.completions.create({ model: "gpt-4o", messages, response_model: { schema, name: "Verdict" } });
  return verdict.reason + (await other.chat.completions.create({ model: "gpt-4o", messages, response_model: { schema, name: "Verdict" } })).reason;
}
