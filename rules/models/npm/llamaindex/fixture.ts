// Every row of the pack.
import { ContextChatEngine, FunctionTool, OpenAI, OpenAIAgent, PromptTemplate, RetrieverQueryEngine, Settings, SimpleDirectoryReader, VectorStoreIndex, agent, anthropic, deepseek, gemini, groq, mcp, multiAgent, ollama, openai, tool } from "llamaindex";
import { NotionReader } from "@llamaindex/notion";
import { z } from "zod";

const llm = new OpenAI({ model: "gpt-4o" });
const read = tool(({ path }) => path, { name: "read", description: "Reads.", parameters: z.object({ path: z.string() }) });
const other = tool({ name: "r", description: "Reads.", parameters: z.object({ path: z.string() }), execute: ({ path }) => path });
const old = FunctionTool.from(({ path }) => path, { name: "o", parameters: z.object({ path: z.string() }) });

export async function run(question: string, docs: never[], path: string) {
  const messages = [{ role: "user", content: question }];
  let text = (await llm.chat({ messages })).message.content + (await llm.complete({ prompt: question })).text + (await llm.exec({ messages })).newMessages[0].content + (await llm.streamExec({ messages })) + (await Settings.llm.chat({ messages })).message.content;
  text += new PromptTemplate({ template: "Answer: {question}" }).partialFormat({}).format({ question });
  const index = await VectorStoreIndex.fromDocuments(docs);
  await VectorStoreIndex.fromVectorStore(null);
  await VectorStoreIndex.init({});
  await index.insert(docs[0]);
  await index.insertNodes(docs);
  const engine = index.asQueryEngine();
  text += (await engine.query({ query: question })).response + (await engine.retrieve(question)) + RetrieverQueryEngine.fromDefaults({}) + index.queryTool({});
  text += (await index.asRetriever().retrieve({ query: question }))[0].node.text + (await index.asChatEngine({ systemPrompt: "You help." }).chat({ message: question })).response + (await new ContextChatEngine({}).chat({ message: question })).response;
  const helper = agent({ llm, systemPrompt: "You help.", tools: [read, other, old] });
  text += (await helper.run(question)).data.result + helper.runStream(question) + (await new OpenAIAgent({ tools: [read] }).chat({ message: question })).response + multiAgent({ agents: [helper] });
  const made = [openai({ model: "a" }), anthropic({ model: "a" }), gemini({ model: "a" }), groq({ model: "a" }), ollama({ model: "a" }), deepseek({ model: "a" })];
  return [text, made, await mcp({ command: "a" }).tools(), await new SimpleDirectoryReader().loadData(path), await new NotionReader({}).loadData("a")];
}
