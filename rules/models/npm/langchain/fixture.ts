// Every row of the pack.
import {
  humanInTheLoopMiddleware,
  modelCallLimitMiddleware,
  openAIModerationMiddleware,
  piiMiddleware,
  piiRedactionMiddleware,
  summarizationMiddleware,
  toolCallLimitMiddleware,
} from "langchain";
import { AIMessage, ChatMessage, FunctionMessage, HumanMessage, SystemMessage, ToolMessage, coerceMessageLikeToMessage, filterMessages, getBufferString, trimMessages } from "@langchain/core/messages";
import { JsonOutputParser, StringOutputParser, StructuredOutputParser } from "@langchain/core/output_parsers";
import { AIMessagePromptTemplate, ChatPromptTemplate, FewShotPromptTemplate, HumanMessagePromptTemplate, MessagesPlaceholder, PromptTemplate, SystemMessagePromptTemplate } from "@langchain/core/prompts";
import { RunnableLambda, RunnableMap, RunnablePassthrough, RunnableSequence, RunnableWithMessageHistory } from "@langchain/core/runnables";
import { DynamicStructuredTool, StructuredTool, tool } from "@langchain/core/tools";
import { convertToOpenAITool } from "@langchain/core/utils/function_calling";
import { ChatOpenAI, OpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { AIChatMessage, HumanChatMessage, SystemChatMessage } from "langchain/schema";
import { MemoryVectorStore } from "langchain/vectorstores/memory";
import { LLMChain, RetrievalQAChain, loadQAChain, loadQAMapReduceChain, loadQARefineChain, loadQAStuffChain, loadSummarizationChain, createExtractionChain, createTaggingChain } from "langchain/chains";
import { createStuffDocumentsChain } from "langchain/chains/combine_documents";
import { createHistoryAwareRetriever } from "langchain/chains/history_aware_retriever";
import { createRetrievalChain } from "langchain/chains/retrieval";
import { createSqlQueryChain } from "langchain/chains/sql_db";
import { AgentExecutor, createAgent, createOpenAIFunctionsAgent, createOpenAIToolsAgent, createOpenApiAgent, createSqlAgent, createStructuredChatAgent, createToolCallingAgent, createVectorStoreAgent, createXmlAgent, initializeAgentExecutor, initializeAgentExecutorWithOptions } from "langchain/agents";
import { createConversationalRetrievalAgent } from "langchain/agents/toolkits";
import { OpenAIAssistantRunnable } from "langchain/experimental/openai_assistant";
import { initChatModel } from "langchain/chat_models/universal";
import * as hub from "langchain/hub";
import { pull } from "langchain/hub/node";
import { load } from "langchain/load";
import { loadPrompt } from "langchain/prompts/load";
import { SqlDatabase } from "langchain/sql_db";
import { QuerySqlTool } from "langchain/tools/sql";
import { createRetrieverTool } from "langchain/tools/retriever";
import { CheerioWebBaseLoader } from "@langchain/community/document_loaders/web/cheerio";
import { YoutubeLoader } from "@langchain/community/document_loaders/web/youtube";
import { PDFLoader } from "@langchain/community/document_loaders/fs/pdf";
import { Neo4jGraph } from "@langchain/community/graphs/neo4j_graph";
import { TavilySearchAPIRetriever } from "@langchain/community/retrievers/tavily_search_api";
import { DuckDuckGoSearch } from "@langchain/community/tools/duckduckgo_search";
import { RequestsGetTool } from "langchain/tools";
import { MultiServerMCPClient, loadMcpTools } from "@langchain/mcp-adapters";
import { StateGraph, entrypoint, interrupt, task, type CompiledStateGraph } from "@langchain/langgraph";
import { ToolNode, createReactAgent } from "@langchain/langgraph/prebuilt";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { createSwarm } from "@langchain/langgraph-swarm";
import { createDeepAgent } from "@langchain/deepagents";
import { traceable } from "langsmith/traceable";
import { wrapOpenAI, wrapSDK } from "langsmith/wrappers";
import { readFile } from "node:fs/promises";
import { z } from "zod";

const chat = new ChatOpenAI({ model: "gpt-4o", configuration: { baseURL: "https://llm.example.com/v1" } });
const llm = new OpenAI({});
const embeddings = new OpenAIEmbeddings();
const Verdict = z.object({ score: z.number(), reason: z.string() });

export const models = traceable(async (question: string) => {
  const turns = trimMessages(filterMessages([
    new SystemMessage("You help."), new SystemChatMessage("You help."), new AIMessage("Yes?"), new AIChatMessage("Yes?"),
    new ToolMessage({ content: "42", tool_call_id: "1" }), new FunctionMessage({ content: "42", name: "f" }), new ChatMessage(question, "user"),
    new HumanChatMessage(question), new HumanMessage({ content: question }), coerceMessageLikeToMessage(["user", question]),
  ]));
  const answer = await chat.invoke(turns);
  for (const call of answer.tool_calls ?? []) console.log(call.name, call.args, getBufferString(turns));
  let text = String(answer.content);
  for await (const chunk of await chat.stream(question)) text += chunk.content;
  for await (const event of chat.streamEvents(question, { version: "v2" })) text += event.data.chunk.content;
  for await (const event of chat.streamLog(question)) text += event;
  text += (await chat.batch([question]))[0].content + (await chat.generate([turns])).generations[0][0].text + (await chat.call(turns)).content;
  text += (await chat.predict(question)) + (await chat.predictMessages(turns)).content + (await chat.getNumTokens(text));
  const bound = chat.bindTools([read]).bind({ stop: ["x"] }).withConfig({}).withRetry().withFallbacks([]);
  const shaped = bound.withStructuredOutput(Verdict).withConfig({}).withRetry().withFallbacks([]);
  text += (await shaped.invoke(question)).reason + (await shaped.batch([question]))[0].reason + (await (await shaped.stream(question)).next()).value.reason;
  text += (await llm.invoke(question)) + (await llm.call(question)) + (await llm.predict(question)) + (await llm.predictMessages(turns)).content + (await llm.batch([question]))[0];
  for await (const piece of await llm.stream(question)) text += piece;
  text += (await llm.generate([question])).generations[0][0].text + (await llm.bind({}).withConfig({}).withRetry().withFallbacks([]).pipe(new StringOutputParser()).invoke(question));
  await embeddings.embedQuery(question);
  await embeddings.embedDocuments([question]);
  return text + (await (await initChatModel("gpt-4o")).invoke(question)).content + [wrapOpenAI(chat), wrapSDK(chat)];
});

export async function prompts(question: string, history: HumanMessage[]) {
  const plain = PromptTemplate.fromTemplate("Answer: {question}");
  const same = await new PromptTemplate({ template: "Answer: {question} in {language}", inputVariables: [] }).partial({ language: "English" });
  const shots = new FewShotPromptTemplate({ suffix: "{question}", examples: [], examplePrompt: plain });
  console.log(await plain.format({ question }), await plain.formatPromptValue({ question }), await same.invoke({ question }), shots, await hub.pull("owner/prompt"), await pull("owner/prompt"), await loadPrompt("a"));
  const template = ChatPromptTemplate.fromMessages([
    SystemMessagePromptTemplate.fromTemplate("You help."), ["system", "Speak {language}."], new MessagesPlaceholder("history"),
    AIMessagePromptTemplate.fromTemplate("Yes?"), HumanMessagePromptTemplate.fromTemplate("{question}"),
  ]);
  ChatPromptTemplate.fromPromptMessages([["human", "{question}"]]);
  await ChatPromptTemplate.fromTemplate("{question}").format({ question });
  await template.formatPromptValue({ question, history });
  await (await template.partial({ language: "English" })).invoke({ question, history });
  return template.formatMessages({ question, history, language: "English" });
}

export async function runnables(question: string) {
  const store = await MemoryVectorStore.fromTexts([question], [], embeddings);
  const retriever = store.asRetriever();
  const prompt = ChatPromptTemplate.fromTemplate("{context} {question}");
  const rag = RunnableSequence.from([{ context: retriever, question: new RunnablePassthrough() }, prompt, chat, new StringOutputParser()]);
  const wider = RunnablePassthrough.assign({ context: RunnableLambda.from((x: { question: string }) => x.question) }).pipe(prompt).pipe(chat);
  const map = RunnableMap.from({ context: retriever, question: new RunnableLambda({ func: (x: string) => x }) });
  const memory = new RunnableWithMessageHistory({ runnable: rag, getMessageHistory: async () => undefined });
  const strict = StructuredOutputParser.fromZodSchema(Verdict);
  StructuredOutputParser.fromNamesAndDescriptions({});
  console.log(map, memory, strict.getFormatInstructions(), new JsonOutputParser().getFormatInstructions(), new StringOutputParser().getFormatInstructions(), StructuredOutputParser.fromLLM(llm, strict));
  const text = (await rag.invoke(question)) + (await wider.invoke({ question })).content;
  const parsers = [await new StringOutputParser().parse(text), await new JsonOutputParser().parse(text), await strict.parse(text), await strict.invoke(text)];
  const piped = chat.pipe(new JsonOutputParser().pipe(strict)).pipe(new StringOutputParser().pipe(strict)).pipe(strict.pipe(new StringOutputParser()));
  return [parsers, piped, await retriever.pipe(new StringOutputParser()).invoke(question)];
}

export async function chains(question: string, docs: never[]) {
  let text = (await new LLMChain({ llm, prompt: PromptTemplate.fromTemplate("Answer: {question}") }).call({ question })).text;
  text += await (await createStuffDocumentsChain({ llm: chat, prompt: ChatPromptTemplate.fromTemplate("{context}") })).invoke({ context: docs });
  const qa = RetrievalQAChain.fromLLM(llm, null);
  text += (await qa.call({ query: question })).text + (await qa.invoke({ query: question })).text + (await qa.run(question)) + (await qa.predict({ query: question })) + (await qa.stream({ query: question })) + qa.pipe(chat);
  RetrievalQAChain.fromLLMAndAPIDocs(llm, "docs");
  const made = [createRetrievalChain({}), createHistoryAwareRetriever({}), createSqlQueryChain({}), loadQAChain(llm), loadQAStuffChain(llm), loadQAMapReduceChain(llm), loadQARefineChain(llm)];
  return [text, made, loadSummarizationChain(llm), createExtractionChain({}, llm), createTaggingChain({}, llm)];
}

export async function agents(question: string) {
  const old = await initializeAgentExecutorWithOptions([read], llm, { agentArgs: { prefix: "You help." } });
  let text = (await old.call({ input: question })).output + (await old.run(question)) + (await old.invoke({ input: question })).output;
  for await (const step of await old.stream({ input: question })) text += step;
  text += old.streamEvents({ input: question }) + old.streamLog({ input: question }) + (await old.batch([{ input: question }]));
  const made = [createToolCallingAgent, createOpenAIToolsAgent, createOpenAIFunctionsAgent, createStructuredChatAgent, createXmlAgent].map((make) => new AgentExecutor({ agent: make({ llm: chat, tools: [read] }), tools: [read] }));
  AgentExecutor.fromAgentAndTools({ agent: null, tools: [read] });
  await OpenAIAssistantRunnable.createAssistant({ instructions: "You help." });
  const more = [initializeAgentExecutor([read], llm), createConversationalRetrievalAgent(llm, [read]), createSqlAgent(llm, null), createVectorStoreAgent(llm, null), createOpenApiAgent(llm, null)];
  const react = createReactAgent({ llm: chat, tools: [read], prompt: "You help." });
  const turns = { messages: [new HumanMessage(question)] };
  text += (await react.invoke(turns)).messages[0].content + (await react.stream(turns)) + react.streamEvents(turns) + (await react.batch([turns])) + (await react.getState({})).values;
  const graph = new StateGraph({}).addNode("answer", answer).addEdge("a", "b").addSequence([]).addConditionalEdges("answer", () => "answer").setEntryPoint("answer").setFinishPoint("answer");
  const compiled: CompiledStateGraph = graph.compile().withConfig({});
  return [text, made, more, await compiled.invoke(turns), await new ToolNode([read]).invoke(turns), createAgent({ model: chat, tools: [read], systemPrompt: "You help." }), createSupervisor({ agents: [] }), createSwarm({ agents: [] }), createDeepAgent({ tools: [read] }), interrupt("go on?")];
}
async function answer(state: { messages: HumanMessage[] }) {
  return { messages: [await chat.invoke(state.messages)] };
}
export const step = task("a", answer);
export const flow = entrypoint("b", async (question: string) => agents(question));

const read = tool(async ({ path }) => String(await readFile(path)), { name: "read", description: "Reads.", schema: z.object({ path: z.string() }) });
export const other = new DynamicStructuredTool({ name: "r", description: "Reads.", schema: z.object({ path: z.string() }), func: async ({ path }) => String(await readFile(path)) });
export class Reader extends StructuredTool {
  name = "reader";
  description = "Reads.";
  schema = z.object({ path: z.string() });
  async _call({ path }: { path: string }) {
    return String(await readFile(path));
  }
}

export async function utilities(text: string, url: string, source: unknown) {
  const web = new DuckDuckGoSearch();
  const found = [await web.invoke(text), await web.call(text), await web.run(text), await web.stream(text), await new RequestsGetTool().invoke(url), await new RequestsGetTool().call(url)];
  const db = await SqlDatabase.fromDataSourceParams({ appDataSource: source });
  await SqlDatabase.fromOptionsParams({});
  await db.run(text);
  await db.getTableInfo();
  await new QuerySqlTool(db).invoke(text);
  await new QuerySqlTool(db).call(text);
  const graph = await Neo4jGraph.initialize({});
  await graph.query(text);
  await load(text);
  const client = new MultiServerMCPClient({});
  return [found, await client.getTools(), await client.getClient("s"), await loadMcpTools("s", null), convertToOpenAITool(read)];
}

export async function retrieval(question: string, docs: never[], url: string, path: string) {
  const store = await MemoryVectorStore.fromDocuments(docs, embeddings);
  const made = [MemoryVectorStore.fromExistingIndex(embeddings), MemoryVectorStore.fromExistingCollection(embeddings), MemoryVectorStore.fromExistingGraph(embeddings), MemoryVectorStore.initialize(embeddings), MemoryVectorStore.load("dir", embeddings)];
  await store.addDocuments(docs);
  await store.addVectors([], docs);
  const found = [...(await store.similaritySearch(question)), ...(await store.maxMarginalRelevanceSearch(question, { k: 3 })), (await store.similaritySearchWithScore(question))[0][0], (await store.similaritySearchVectorWithScore([], 3))[0][0]];
  const retriever = store.asRetriever().withConfig({});
  found.push(...(await retriever.invoke(question)), ...(await retriever.getRelevantDocuments(question)), ...(await retriever.batch([question]))[0]);
  console.log(await retriever.stream(question), retriever.fromLLM({}), retriever.fromDocuments(docs), await retriever.addDocuments(docs), createRetrieverTool(retriever, {}), made);
  const pages = new TavilySearchAPIRetriever({});
  found.push(...(await pages.invoke(question)), ...(await pages.getRelevantDocuments(question)));
  const page = new CheerioWebBaseLoader(url);
  const file = new PDFLoader(path);
  const video = YoutubeLoader.createFromUrl(url);
  found.push(...(await page.load()), ...(await page.loadAndSplit()), ...(await file.load()), ...(await file.loadAndSplit()), ...(await video.load()), ...(await video.loadAndSplit()));
  console.log(page.lazyLoad(), file.lazyLoad(), video.lazyLoad(), await page.scrape());
  return found.map((doc) => doc.pageContent).join("\n");
}

export const guarded = [
  humanInTheLoopMiddleware({ interruptOn: { remove: true } }),
  piiMiddleware("email"),
  piiRedactionMiddleware({ rules: {} }),
  modelCallLimitMiddleware({ runLimit: 5 }),
  toolCallLimitMiddleware({ runLimit: 5 }),
  summarizationMiddleware({ model: "gpt-4o" }),
  openAIModerationMiddleware({ model: "omni-moderation-latest" }),
];
