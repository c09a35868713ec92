// Every row of the pack.
import { LMStudioClient, tool } from "@lmstudio/sdk";
import { CreateMLCEngine, CreateWebWorkerMLCEngine, MLCEngine } from "@mlc-ai/web-llm";
import { defineChatSessionFunction, getLlama, LlamaChatSession, LlamaCompletion, type LlamaEmbeddingContext } from "node-llama-cpp";

const weather = defineChatSessionFunction({
  description: "Weather of a city",
  params: { type: "object", properties: { city: { type: "string" } } },
  handler: ({ city }) => `sunny in ${city}`,
});
const time = tool({ name: "time", description: "Time of a city", parameters: {}, implementation: ({ city }: { city: string }) => `noon in ${city}` });

export async function run(text: string, vectors: LlamaEmbeddingContext) {
  const llama = await getLlama();
  const model = await llama.loadModel({ modelPath: "m.gguf" });
  const context = await model.createContext();
  const session = new LlamaChatSession({ contextSequence: context.getSequence(), systemPrompt: "Be brief." });
  await session.prompt(text, { functions: { weather }, maxTokens: 100 });
  await session.promptWithMeta(text, { maxTokens: 100 });
  await session.completePrompt(text);
  await new LlamaCompletion({ contextSequence: context.getSequence() }).generateCompletion(text, { maxTokens: 100 });
  await vectors.getEmbeddingFor(text);
}

export async function inBrowser(text: string) {
  const engine = await CreateMLCEngine("m");
  await engine.chat.completions.create({ messages: [{ role: "user", content: text }], max_tokens: 100 });
  const other: MLCEngine = new MLCEngine();
  await other.completions.create({ prompt: text, max_tokens: 100 });
  const worker = await CreateWebWorkerMLCEngine(null, "m");
  await worker.embeddings.create({ input: text });
}

export async function studio(text: string) {
  const client = new LMStudioClient();
  const model = await client.llm.model("m");
  await model.respond([{ role: "user", content: text }], { maxTokens: 100 });
  await (await client.llm.load("m")).complete(text, { maxTokens: 100 });
  await model.act(text, [time], { maxPredictionRounds: 3 });
  await (await client.embedding.model("e")).embed(text);
}
