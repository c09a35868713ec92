import { spawnSync } from "node:child_process";
import OpenAI from "openai";
import { parsed, retried } from "./parsing";

const client = new OpenAI();

const commandsOf = parsed((answer) => (answer.commands ? answer.commands : false));

const run = retried((folder: string, commands: string[]) => {
  for (const command of commands) {
    const [program, ...rest] = command.split(" ");
    spawnSync(program, rest, { cwd: folder }); // want: model-output-to-shell
  }
});

const list = retried((folder: string, commands: string[]) => {
  for (const command of commands) {
    const [program, ...rest] = command.split(" ");
    spawnSync(program, rest, { cwd: folder }); // ok: model-output-to-shell
  }
});

export async function execute(task: string, folder: string) {
  const answer = (await client.responses.create({ model: "gpt-4o", input: task })).output_text;
  const commands = commandsOf(answer);
  list(folder, ["ls -l", "pwd"]);
  run(folder, commands);
  return commands;
}
