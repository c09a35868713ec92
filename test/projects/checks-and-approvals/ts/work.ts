import { execSync } from "node:child_process";
import type { Chroma } from "@langchain/community/vectorstores/chroma";
import Database from "better-sqlite3";
import OpenAI from "openai";
import { allowed, confirmed, harmless, mentionsHost, readOnly, Step } from "./policy";

const client = new OpenAI();
const database = new Database("shop.db");

async function ask(question: string): Promise<string> {
  const reply = await client.responses.create({ model: "gpt-4o", input: question });
  return reply.output_text;
}

export async function openAllowed(question: string) {
  const url = await ask(question);
  if (allowed(url)) return fetch(url); // ok: model-output-to-url
  return undefined;
}

export async function openMentioned(question: string) {
  const url = await ask(question);
  if (mentionsHost(url)) return fetch(url); // want: model-output-to-url
  return undefined;
}

export async function query(question: string) {
  return database.prepare(readOnly(await ask(question))).all(); // ok: model-output-to-sql
}

export async function queryUnchecked(question: string) {
  const text = await ask(question);
  try {
    readOnly(text);
  } catch {
    console.warn("not read-only");
  }
  return database.prepare(text).all(); // want: model-output-to-sql
}

export async function minutes(question: string) {
  const step = Step.parse(JSON.parse(await ask(question))); // ok: unvalidated-model-output
  return execSync(`sleep ${step.minutes}`); // ok: model-output-to-shell
}

export async function named(question: string) {
  const step = Step.parse(JSON.parse(await ask(question)));
  return execSync(`start ${step.name}`); // want: model-output-to-shell
}

export async function approved(question: string) {
  const command = await ask(question);
  if (await confirmed(command)) execSync(command); // spurious: model-output-to-shell a yes that a person types is not seen as approval
}

export async function approvedOrForced(question: string, force: boolean) {
  const command = await ask(question);
  if (force || (await confirmed(command))) execSync(command); // want: model-output-to-shell
}

export async function screened(store: Chroma, question: string) {
  const texts = (await store.similaritySearch(question)).map((doc) => doc.pageContent);
  for (const text of texts) {
    if (!(await harmless(text))) throw new Error("harmful document");
  }
  return client.responses.create({ model: "gpt-4o", instructions: texts.join("\n"), input: question }); // spurious: unfiltered-rag-content a check of each element that throws does not speak of the list
}

export async function screenedLate(store: Chroma, question: string) {
  const texts = (await store.similaritySearch(question)).map((doc) => doc.pageContent).join("\n");
  await harmless(texts);
  return client.responses.create({ model: "gpt-4o", instructions: texts, input: question }); // want: unfiltered-rag-content
}
