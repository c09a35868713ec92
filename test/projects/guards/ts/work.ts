import { execSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import OpenAI from "openai";
import { isPlain, requireHttps, requireInside, ROOT } from "./checks";

const client = new OpenAI();
const SERVICES = new Set(["web", "worker"]);

async function ask(question: string): Promise<string> {
  const reply = await client.responses.create({ model: "gpt-4o", input: question });
  return reply.output_text.trim();
}

export async function inside(question: string) {
  return readFileSync(requireInside(await ask(question)), "utf8"); // ok: model-output-to-path
}

export async function prefixOnly(question: string) {
  const name = await ask(question);
  const target = `${ROOT}/${name}`;
  if (!target.startsWith(ROOT)) throw new Error("outside of the folder");
  return readFileSync(target, "utf8"); // want: model-output-to-path
}

export async function plain(question: string) {
  const name = await ask(question);
  if (!isPlain(name)) return undefined;
  return readFileSync(path.join(ROOT, `${name}.md`), "utf8"); // ok: model-output-to-path
}

export async function member(question: string) {
  const service = await ask(question);
  if (!SERVICES.has(service)) throw new Error("unknown service");
  return execSync(`systemctl status ${service}`); // ok: model-output-to-shell
}

export async function denied(question: string) {
  const command = await ask(question);
  if (command.includes("rm") || command.includes("sudo")) throw new Error("denied");
  return execSync(command); // want: model-output-to-shell
}

export async function logged(question: string) {
  const service = await ask(question);
  if (!SERVICES.has(service)) console.warn("unknown service");
  return execSync(`systemctl status ${service}`); // want: model-output-to-shell
}

export async function scheme(question: string) {
  return fetch(requireHttps(await ask(question))); // want: model-output-to-url
}

export async function number(question: string) {
  const text = await ask(question);
  if (!/^\d+$/.test(text)) return undefined;
  return execSync(`tail -n ${text} app.log`); // ok: model-output-to-shell
}
