// Every row of the pack.
import { OpenAIClient } from "@azure/openai";
import ModelClient from "@azure-rest/ai-inference";

const client = new OpenAIClient("https://unit.openai.azure.com", null);
const rest = ModelClient("https://unit.models.ai.azure.com", null);

export async function run(question: string) {
  const messages = [{ role: "user", content: question }];
  let text = (await client.getChatCompletions("gpt-4", messages)).choices[0].message?.content ?? "";
  for await (const event of await client.streamChatCompletions("gpt-4", messages)) text += event.choices[0].delta?.content;
  for await (const event of client.listChatCompletions("gpt-4", messages)) text += event.choices[0].delta?.content;
  text += (await client.getCompletions("davinci", [question])).choices[0].text + (await client.streamCompletions("davinci", [question]));
  await client.getEmbeddings("ada", [question]);
  return text + (await rest.path("/chat/completions").post({ body: { messages } })).body.choices[0].message.content;
}
