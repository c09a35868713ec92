import { exec, execSync } from "node:child_process";
import { pieces, replies, reply } from "./source";

export async function runStreamed(wish: string) {
  let command = "";
  for await (const piece of pieces(wish)) command += piece;
  execSync(command); // want: model-output-to-shell
}

export async function runAll(wishes: string[]) {
  for (const command of await replies(wishes)) {
    execSync(command); // want: model-output-to-shell
  }
}

export function runOne(wish: string) {
  return reply(wish)
    .then((command) => command.trim())
    .then((command) => exec(command)); // want: model-output-to-shell
}

export async function count(wish: string) {
  execSync(`echo ${(await reply(wish)).length}`); // ok: model-output-to-shell
}

export async function showStreamed(wish: string) {
  for await (const piece of pieces(wish)) process.stdout.write(piece); // ok: model-output-to-shell
}
