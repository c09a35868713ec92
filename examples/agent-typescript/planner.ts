import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

/** Asks the model for the name of a report file. */
export async function reportName(topic: string): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-4o-mini"),
    system: "Reply with a file name for a report on the topic.",
    prompt: topic,
  });
  return text.trim();
}
