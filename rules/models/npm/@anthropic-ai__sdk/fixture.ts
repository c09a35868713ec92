// Every row of the pack.
import Anthropic, { AI_PROMPT, Client, HUMAN_PROMPT } from "@anthropic-ai/sdk";
import { betaTool } from "@anthropic-ai/sdk/helpers/beta/json-schema";
import { betaZodOutputFormat, betaZodTool, zodOutputFormat } from "@anthropic-ai/sdk/helpers/beta/zod";
import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import { z } from "zod";

const client = new Anthropic({ baseURL: "https://llm.example.com" }).withOptions({ timeout: 20_000 });
const bedrock = new AnthropicBedrock({ awsRegion: "eu-west-1" });
const Verdict = z.object({ score: z.number() });
const base = { model: "claude-sonnet-4-5", max_tokens: 500 };

export async function messages(question: string) {
  const turns = [{ role: "user" as const, content: question }];
  const answer = await client.messages.create({ ...base, system: "You help.", messages: turns });
  for (const block of answer.content) if (block.type === "tool_use") console.log(block.name, block.input);
  let text = answer.content[0].text;
  const stream = client.messages.stream({ ...base, messages: turns });
  stream.on("text", (piece) => console.log(piece));
  text += (await stream.finalMessage()).content[0].text;
  for await (const event of await client.messages.create({ ...base, messages: turns, stream: true })) text += event.delta.text;
  const checked = await client.messages.parse({ ...base, messages: turns, output_format: zodOutputFormat(Verdict) });
  await client.messages.countTokens({ model: "claude-sonnet-4-5", messages: turns });
  await client.messages.batches.create({ requests: [{ custom_id: "1", params: { ...base, messages: turns } }] });
  for await (const entry of await client.messages.batches.results("batch_1")) text += entry.result.message.content[0].text;
  return text + checked.parsed_output?.score;
}

export async function betas(question: string) {
  const turns = [{ role: "user" as const, content: question }];
  const tools = [
    betaZodTool({ name: "read", inputSchema: z.object({ path: z.string() }), run: ({ path }) => path }),
    betaTool({ name: "list", inputSchema: { type: "object" }, run: (input) => input.path }),
  ];
  const answer = await client.beta.messages.toolRunner({ ...base, messages: turns, tools });
  const first = await bedrock.beta.messages.create({ ...base, messages: turns, output_format: betaZodOutputFormat(Verdict) });
  const second = await client.beta.promptCaching.messages.create({ ...base, messages: turns });
  const third = await client.beta.tools.messages.create({ ...base, messages: turns });
  await client.models.list();
  const file = await client.beta.files.download("file_1");
  return answer.content[0].text + first.content[0].text + second.content[0].text + third.content[0].text + (await file.text());
}

export async function completions(question: string) {
  const prompt = `${HUMAN_PROMPT} ${question}${AI_PROMPT}`;
  const old = new Client({});
  const text = await client.completions.create({ model: "claude-2", max_tokens_to_sample: 500, prompt });
  const older = await old.complete({ model: "claude-v1", max_tokens_to_sample: 500, prompt });
  const streamed = await old.completeStream({ model: "claude-v1", max_tokens_to_sample: 500, prompt }, {});
  return text.completion + older.completion + streamed.completion;
}
