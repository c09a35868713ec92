import type { BasePromptTemplate } from "@langchain/core/prompts";
import { ChatOpenAI } from "@langchain/openai";

const model = new ChatOpenAI({ model: "gpt-4o" });

export async function callModel(prompt: BasePromptTemplate, variables: Record<string, string>) {
  const chain = prompt.pipe(model);
  return guarded(() => chain.invoke(variables));
}

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new Error("the model failed", { cause: error });
  }
}

export const ask = (...input: Parameters<typeof model.invoke>) =>
  guarded(() => model.invoke(...input)); // want: unseparated-prompt
