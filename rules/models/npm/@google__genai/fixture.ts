// Every row of the pack.
import { GoogleGenAI, createModelContent, createPartFromText, createUserContent } from "@google/genai";

const ai = new GoogleGenAI({ httpOptions: { baseUrl: "https://llm.example.com" } });
const model = "gemini-2.5-flash";

export async function run(question: string) {
  const contents = [createUserContent(question), createModelContent("Yes?"), createUserContent([createPartFromText(question)])];
  const answer = await ai.models.generateContent({ model, contents, config: { systemInstruction: "You help." } });
  for (const call of answer.functionCalls ?? []) console.log(call.name, call.args);
  let text = answer.text + answer.candidates[0].content.parts[0].text;
  for await (const chunk of await ai.models.generateContentStream({ model, contents: question })) text += chunk.text;
  const chat = ai.chats.create({ model, history: [] });
  text += (await chat.sendMessage({ message: question })).text;
  for await (const chunk of await chat.sendMessageStream({ message: question })) text += chunk.text;
  await ai.models.embedContent({ model: "a", contents: question });
  await ai.models.generateImages({ model: "a", prompt: question });
  await ai.models.generateVideos({ model: "a", prompt: question });
  await ai.models.countTokens({ model, contents: question });
  await ai.caches.create({ model, config: { contents: question, systemInstruction: "You help." } });
  return text + chat.getHistory()[0].parts[0].text + (await ai.interactions.create({ model, input: question })).outputs[0].text;
}

export async function live(question: string) {
  const session = await ai.live.connect({ model, config: { systemInstruction: "You help." }, callbacks: { onmessage: (message) => console.log(message.text) } });
  session.sendClientContent({ turns: question });
  session.sendRealtimeInput({ text: question });
  session.sendToolResponse({ functionResponses: [] });
}
