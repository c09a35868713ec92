import { PromptTemplate } from "@langchain/core/prompts";
import Handlebars from "handlebars";

export const guide = (city: string, language: string) => `You guide tourists through ${city}. Speak ${language}.`;
export const LETTER = "Write a polite letter about $subject.";
export const report = Handlebars.compile("Write a report on {{subject}} for {{reader}}.", { noEscape: true });
export const quiz = PromptTemplate.fromTemplate("Write three questions about this text.\n\n{text}");
