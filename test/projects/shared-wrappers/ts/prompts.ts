import { ChatPromptTemplate, PromptTemplate } from "@langchain/core/prompts";

export const planPrompt = ChatPromptTemplate.fromMessages([
  ["system", "You plan the work of a small team. Write three steps towards this goal: {goal}"],
]);
export const reviewPrompt = PromptTemplate.fromTemplate(
  "You review the work. The task was {task} and the result is {result}. Say what is missing.",
);
