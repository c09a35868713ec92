import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { ChatOpenAI } from "@langchain/openai";

const model = new ChatOpenAI({ model: "gpt-4o" });
const tutor = ChatPromptTemplate.fromMessages([
  ["system", "You teach {subject} to beginners."],
  ["human", "{question}"],
]);
const command = ChatPromptTemplate.fromMessages([
  ["system", "Answer with one shell command."],
  ["human", "{wish}"],
]);

export const tutorChain = tutor.pipe(model).pipe(new StringOutputParser());
export const commandChain = command.pipe(model).pipe(new StringOutputParser());
