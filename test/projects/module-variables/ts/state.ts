import OpenAI from "openai";

export const client = new OpenAI();
let tone = "friendly";
const rules = ["Be brief."];

export function setTone(value: string) {
  tone = value;
}

export function addRule(rule: string) {
  rules.push(rule);
}

export async function answer(question: string) {
  return client.responses.create({
    model: "gpt-4o",
    instructions: `Answer in a ${tone} tone.`, // missing: untrusted-system-prompt a parameter stored in a module variable is not followed to its readers
    input: question,
  });
}

export async function answerByRules(question: string) {
  return client.responses.create({
    model: "gpt-4o",
    instructions: rules.join("\n"), // missing: untrusted-system-prompt what a function adds to a list of the module is not followed to its readers
    input: question,
  });
}
