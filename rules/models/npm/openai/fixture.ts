// Every row of the pack.
import { observeOpenAI } from "@langfuse/openai";
import { wrapAISDK, wrapOpenAI, wrapOpenAIv4, wrapTraced } from "braintrust";
import OpenAI, { AzureOpenAI, toFile } from "openai";
import { Configuration, OpenAIApi } from "openai";
import { zodFunction, zodResponseFormat, zodResponsesFunction, zodTextFormat } from "openai/helpers/zod";
import { OpenAIRealtimeWebSocket } from "openai/beta/realtime/websocket";
import { z } from "zod";

const client = new OpenAI({ baseURL: "https://llm.example.com/v1" });
const azure = new AzureOpenAI({ endpoint: "https://unit.openai.azure.com" }).withOptions({ timeout: 20_000 });
const Verdict = z.object({ score: z.number(), reason: z.string() });

export async function chat(question: string) {
  const messages = [{ role: "user" as const, content: question }];
  const answer = await azure.chat.completions.create({ model: "gpt-4o", messages });
  for (const call of answer.choices[0].message.tool_calls ?? []) console.log(call.function.name, call.function.arguments);
  let text = answer.choices[0].message.content ?? "";
  for await (const chunk of await client.chat.completions.create({ model: "gpt-4o", messages, stream: true })) text += chunk.choices[0].delta.content ?? "";
  const stream = client.chat.completions.stream({ model: "gpt-4o", messages });
  text += (await stream.finalChatCompletion()).choices[0].message.content;
  const checked = await client.beta.chat.completions.parse({ model: "gpt-4o", messages, response_format: zodResponseFormat(Verdict, "verdict") });
  const tools = [zodFunction({ name: "read", parameters: z.object({ path: z.string() }), function: ({ path }) => path }), zodResponsesFunction({ name: "r", parameters: Verdict })];
  const runner = client.chat.completions.runTools({ model: "gpt-4o", messages, tools: [{ type: "function", function: { function: (x: { path: string }) => x.path, parse: JSON.parse } }] });
  client.beta.chat.completions.runFunctions({ model: "gpt-4", messages, functions: [{ function: (x: { path: string }) => x.path }] });
  console.log(tools, client.chat.completions.list());
  return text + checked.choices[0].message.parsed?.reason + (await runner.finalContent());
}

export async function responses(question: string) {
  const first = await client.responses.create({ model: "gpt-4o", instructions: "You help.", input: question });
  const second = await client.responses.parse({ model: "gpt-4o", input: question, text: { format: zodTextFormat(Verdict, "verdict") } });
  for await (const event of client.responses.stream({ model: "gpt-4o", input: question })) console.log(event.delta);
  const again = await client.responses.retrieve(first.id);
  const talk = await client.conversations.create({ items: [{ role: "user", content: question }] });
  await client.conversations.items.create(talk.id, { items: [{ role: "user", content: question }] });
  const items = await client.conversations.items.list(talk.id);
  return first.output_text + second.output_parsed?.reason + again.output_text + items.data[0].content;
}

export async function other(text: string, file: Blob) {
  if ((await client.moderations.create({ input: text })).results[0].flagged) return;
  await client.embeddings.create({ model: "text-embedding-3-small", input: text });
  await client.images.generate({ prompt: text });
  await client.images.edit({ image: await toFile(file), prompt: text });
  await client.images.createVariation({ image: file });
  await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: text });
  await client.models.list();
  await client.realtime.calls.accept("call_1", { type: "realtime", instructions: text });
  const found = await client.vectorStores.search("vs_1", { query: text });
  const completion = await client.completions.create({ model: "gpt-3.5-turbo-instruct", prompt: text });
  await client.files.create({ file: "train.jsonl" as any, purpose: "fine-tune" });
  return (await client.files.content("file-1")).text() + found.data[0].content[0].text + completion.choices[0].text;
}

export async function assistants(question: string) {
  const helper = await client.beta.assistants.create({ model: "gpt-4o", instructions: "You help." });
  await client.beta.assistants.update(helper.id, { instructions: "You help." });
  const threads = client.beta.threads;
  const thread = await threads.create({ messages: [{ role: "user", content: question }] });
  await threads.messages.create(thread.id, { role: "user", content: question });
  let run = await threads.runs.create(thread.id, { assistant_id: helper.id });
  run = await threads.runs.createAndPoll(thread.id, { assistant_id: helper.id });
  run = await threads.runs.retrieve(thread.id, run.id);
  run = await threads.runs.poll(thread.id, run.id);
  for (const call of run.required_action.submit_tool_outputs.tool_calls) console.log(call.function.arguments);
  const tool_outputs = [{ tool_call_id: "1", output: "42" }];
  await threads.runs.submitToolOutputs(thread.id, run.id, { tool_outputs });
  await threads.runs.submitToolOutputsAndPoll(thread.id, run.id, { tool_outputs });
  threads.runs.submitToolOutputsStream(thread.id, run.id, { tool_outputs });
  threads.runs.createAndStream(thread.id, { assistant_id: helper.id });
  threads.runs.stream(thread.id, { assistant_id: helper.id });
  await threads.createAndRun({ assistant_id: helper.id });
  await threads.createAndRunPoll({ assistant_id: helper.id });
  threads.createAndRunStream({ assistant_id: helper.id });
  const one = await threads.messages.retrieve(thread.id, "msg_1");
  return (await threads.messages.list(thread.id)).data[0].content[0].text.value + one.content[0].text.value;
}

export async function realtime(question: string) {
  await client.beta.realtime.sessions.create({ instructions: "You help." });
  await client.realtime.clientSecrets.create({ session: { instructions: "You help." } });
  const socket = new OpenAIRealtimeWebSocket({ model: "gpt-realtime" });
  socket.send({ type: "session.update", session: { instructions: "You help." } });
  socket.send({ type: "conversation.item.create", item: { role: "user", content: question } });
  socket.on("response.text.delta", (event) => console.log(event.delta));
}

export async function version3(question: string) {
  const old = new OpenAIApi(new Configuration({ basePath: "https://llm.example.com" }));
  if ((await old.createModeration({ input: question })).data.results[0].flagged) return "";
  await old.createEmbedding({ model: "text-embedding-ada-002", input: question });
  await old.createImage({ prompt: question });
  const chat = await old.createChatCompletion({ model: "gpt-4", messages: [{ role: "user", content: question }] });
  const text = await old.createCompletion({ model: "davinci", prompt: question });
  const edit = await old.createEdit({ model: "text-davinci-edit-001", input: question, instruction: "Fix it." });
  return chat.data.choices[0].message?.content + text.data.choices[0].text + edit.data.choices[0].text;
}

export async function watched(question: string) {
  const messages = [{ role: "user" as const, content: question }];
  const ask = wrapTraced((text: string) => text);
  await observeOpenAI(client).chat.completions.create({ model: "gpt-4o", messages });
  await wrapOpenAI(client).chat.completions.create({ model: "gpt-4o", messages });
  await wrapOpenAIv4(client).chat.completions.create({ model: "gpt-4o", messages });
  return [ask(question), wrapAISDK({})];
}
