import { ChatPromptTemplate, MessagesPlaceholder, PromptTemplate } from "@langchain/core/prompts";

export enum PromptName {
  Answer = "answer",
  Summary = "summary",
}

// step: unfiltered-rag-content
const contextTemplate = `Answer kindly and briefly.
You know these files: {files}
You have this context to complete the task: {context}
`;

function definePrompts() {
  const prompts: Record<string, ChatPromptTemplate | PromptTemplate> = {};
  prompts[PromptName.Answer] = ChatPromptTemplate.fromMessages([
    ["system", contextTemplate],
    new MessagesPlaceholder("history"),
    ["human", "{question}"],
  ]);
  prompts[PromptName.Summary] = PromptTemplate.fromTemplate(
    "Summarise this text for {reader}, keep the numbers.\n\n{text}",
  );
  return prompts;
}

export const prompts = Object.freeze(definePrompts());
