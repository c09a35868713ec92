import Database from "better-sqlite3";
import OpenAI from "openai";
import { apply, compose, retried } from "./retry";

const client = new OpenAI();
const database = new Database("shop.db");

const ask = retried(3, async (question: string) => {
  const reply = await client.responses.create({ model: "gpt-4o", input: question });
  return reply.output_text;
});

function run(query: string) {
  return database.prepare(query).all(); // want: model-output-to-sql
}

function price(name: string) {
  return database.prepare("SELECT price FROM items WHERE name = ?").get(name); // ok: model-output-to-sql
}

export async function report(question: string) {
  return apply(run, await ask(question));
}

export async function prices(questions: string[]) {
  return (await Promise.all(questions.map(ask))).map(price);
}

export async function cleaned(question: string) {
  const pipeline = compose(ask, (reply) => reply.then((text) => text.trim()));
  database.exec(await pipeline(question)); // want: model-output-to-sql
}
