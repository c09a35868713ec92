import { SerpAPI } from "@langchain/community/tools/serpapi";
import { createReactAgent as createGraphAgent } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI } from "@langchain/openai";
import { AgentExecutor, createReactAgent, createToolCallingAgent, initializeAgentExecutorWithOptions } from "langchain/agents";
import { DynamicTool } from "langchain/tools";
import { countWords, News, readPage } from "./tools";

const llm = new ChatOpenAI({ model: "gpt-4o", apiKey: process.argv[2] });
const search = new SerpAPI();

export async function kinds(prompt: any) {
  const react = await initializeAgentExecutorWithOptions([search], llm, { agentType: "zero-shot-react-description" });
  console.log(await react.run("Who won?")); // want: unfiltered-external-content
  const calling = await initializeAgentExecutorWithOptions([search], llm, { agentType: "openai-functions" });
  console.log(await calling.run("Who won?")); // ok: unfiltered-external-content
  const text = new AgentExecutor({ agent: await createReactAgent({ llm, tools: [readPage], prompt }), tools: [readPage] });
  console.log(await text.invoke({ input: "Sum up the handbook." })); // want: unfiltered-external-content
  const native = new AgentExecutor({ agent: await createToolCallingAgent({ llm, tools: [readPage], prompt }), tools: [readPage] });
  console.log(await native.invoke({ input: "Sum up the handbook." })); // ok: unfiltered-external-content
  const graph = createGraphAgent({ llm, tools: [readPage] });
  console.log(await graph.invoke({ messages: [{ role: "user", content: "Sum up the handbook." }] })); // ok: unfiltered-external-content
}

export async function tools() {
  const named = new DynamicTool({ name: "search", func: async (q) => search.invoke(q), description: "Searches the web." });
  const react = await initializeAgentExecutorWithOptions([countWords, named], llm);
  console.log(await react.run("Who won?")); // want: unfiltered-external-content
  const own = await initializeAgentExecutorWithOptions([new News()], llm);
  console.log(await own.run("What is new?")); // want: unfiltered-external-content
  const plain = await initializeAgentExecutorWithOptions([countWords], llm);
  console.log(await plain.run("How many words?")); // ok: unfiltered-external-content
}
