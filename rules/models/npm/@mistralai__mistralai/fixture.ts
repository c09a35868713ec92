// Every row of the pack.
import { Mistral } from "@mistralai/mistralai";
import MistralClient from "@mistralai/mistralai";

const client = new Mistral({ serverURL: "https://llm.example.com" });

export async function run(question: string) {
  const messages = [{ role: "user" as const, content: question }];
  const answer = await client.chat.complete({ model: "mistral-large", messages });
  for (const call of answer.choices[0].message.toolCalls ?? []) console.log(call.function.name, call.function.arguments);
  let text = String(answer.choices[0].message.content);
  for await (const event of await client.chat.stream({ model: "mistral-large", messages })) text += event.data.choices[0].delta.content;
  text += (await client.chat.parse({ model: "a", messages })).choices[0].message.parsed + (await client.chat.parseStream({ model: "a", messages }));
  text += (await client.agents.complete({ agentId: "a", messages })).choices[0].message.content + (await client.agents.stream({ agentId: "a", messages }));
  text += (await client.fim.complete({ model: "codestral", prompt: question })).choices[0].message.content + (await client.fim.stream({ model: "codestral", prompt: question }));
  const helper = await client.beta.agents.create({ model: "a", name: "b", instructions: "You help." });
  text += (await client.beta.conversations.start({ agentId: helper.id, inputs: question })).outputs[0].content + (await client.beta.conversations.append({ conversationId: "a", inputs: question }));
  await client.embeddings.create({ model: "a", inputs: [question] });
  const heard = await client.audio.transcriptions.complete({ model: "a", file: new Blob([question]) });
  await client.audio.speech.complete({ model: "a", input: question });
  text += heard.text + (await client.audio.transcriptions.stream({ model: "a", fileUrl: question }));
  if ((await client.classifiers.moderate({ model: "a", inputs: [question] })).results[0].categories.violence || (await client.classifiers.moderateChat({ model: "a", inputs: messages }))) return "";
  return text + (await client.ocr.process({ model: "a", document: {} })).pages[0].markdown;
}

export async function before(key: string, question: string) {
  const old = new MistralClient(key);
  let text = (await old.chat({ model: "a", messages: [{ role: "user", content: question }] })).choices[0].message.content;
  for await (const chunk of old.chatStream({ model: "a", messages: [] })) text += chunk.choices[0].delta.content;
  await old.embeddings({ model: "a", input: [question] });
  return text;
}
