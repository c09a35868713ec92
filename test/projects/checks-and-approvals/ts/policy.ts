import { createInterface } from "node:readline/promises";
import { Parser } from "node-sql-parser";
import OpenAI from "openai";
import { z } from "zod";

const client = new OpenAI();
const HOSTS = ["wiki.example.com", "docs.example.com"];

export const Step = z.object({ name: z.string(), minutes: z.number() });

export function allowed(url: string): boolean {
  return HOSTS.includes(new URL(url).hostname);
}

export function mentionsHost(url: string): boolean {
  return url.includes("wiki.example.com");
}

export function readOnly(query: string): string {
  const tree = new Parser().astify(query);
  if (Array.isArray(tree) || tree.type !== "select") throw new Error("only a single query");
  return query;
}

export async function harmless(text: string): Promise<boolean> {
  const verdict = await client.moderations.create({ model: "omni-moderation-latest", input: text });
  return !verdict.results[0].flagged;
}

export async function confirmed(command: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  console.log(command);
  return (await terminal.question("Run this? [y/N] ")).trim().toLowerCase() === "y";
}
