// Every row of the pack.
import { GoogleGenerativeAI } from "@google/generative-ai";
import { VertexAI } from "@google-cloud/vertexai";
import { getGenerativeModel } from "firebase/ai";

export async function run(key: string, question: string, app: unknown) {
  const client = new GoogleGenerativeAI(key);
  const model = client.getGenerativeModel({ model: "gemini-1.5-flash", systemInstruction: "You help." });
  let text = (await model.generateContent(question)).response.text();
  for await (const chunk of (await model.generateContentStream({ contents: [{ role: "user", parts: [{ text: question }] }] })).stream) text += chunk.text();
  const chat = model.startChat({ history: [] });
  text += (await chat.sendMessage(question)).response.text() + (await chat.sendMessageStream(question)).response;
  await model.embedContent(question);
  await model.batchEmbedContents({ requests: [] });
  await model.countTokens(question);
  const other = new VertexAI({ project: "p" }).preview.getGenerativeModel({ model: "a" });
  const cached = client.getGenerativeModelFromCachedContent({ name: "a" });
  const fire = getGenerativeModel(app, { model: "a", systemInstruction: "You help." });
  return text + (await chat.getHistory())[0].parts[0].text + (await other.generateContent(question)).response.candidates[0].content.parts[0].text + (await cached.generateContent(question)).response.text() + (await fire.generateContent(question)).response.text();
}
