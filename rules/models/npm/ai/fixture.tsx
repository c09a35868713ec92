// Every row of the pack.
import {
  AnthropicStream,
  CohereStream,
  Experimental_Agent,
  GoogleGenerativeAIStream,
  HuggingFaceStream,
  LangChainStream,
  OpenAIStream,
  Output,
  ReplicateStream,
  ToolLoopAgent,
  asSchema,
  convertToCoreMessages,
  convertToModelMessages,
  createUIMessageStream,
  createUIMessageStreamResponse,
  pipeUIMessageStreamToResponse,
  cosineSimilarity,
  createGateway,
  createIdGenerator,
  createMCPClient,
  createProviderRegistry,
  customProvider,
  dynamicTool,
  embed,
  embedMany,
  experimental_createMCPClient,
  experimental_generateImage,
  experimental_generateObject,
  experimental_generateSpeech,
  experimental_generateText,
  experimental_generateVideo,
  experimental_streamObject,
  experimental_streamText,
  gateway,
  generateId,
  generateImage,
  generateObject,
  generateSpeech,
  generateText,
  hasToolCall,
  jsonSchema,
  pruneMessages,
  rerank,
  experimental_transcribe,
  transcribe,
  isStepCount,
  stepCountIs,
  streamObject,
  streamText,
  tool,
  validateUIMessages,
  wrapLanguageModel,
  zodSchema,
} from "ai";
import { readStreamableValue, streamUI, useActions, useUIState } from "ai/rsc";
import { experimental_useObject, useAssistant, useChat, useCompletion, useObject } from "@ai-sdk/react";
import { openai } from "@ai-sdk/openai";
import { z } from "zod";

const model = wrapLanguageModel({ model: openai("gpt-4o"), middleware: [] });
const Verdict = z.object({ score: z.number(), reason: z.string() });
const read = tool({ description: "Reads.", inputSchema: z.object({ path: z.string() }), execute: async ({ path }) => path });
const old = tool({ description: "Reads.", parameters: z.object({ path: z.string() }), generate: async function* ({ path }) { yield <p>{path}</p>; } });
const any = dynamicTool({ description: "Reads.", inputSchema: jsonSchema({}), execute: async (input) => input });

export async function POST(request: Request) {
  const { messages } = await request.json();
  const checked = await validateUIMessages({ messages });
  const turns = pruneMessages({ messages: convertToModelMessages(checked) });
  const result = streamText({ model, system: "You help.", messages: turns, tools: { read, old, any }, stopWhen: [stepCountIs(3), isStepCount(3), hasToolCall("read")], onFinish: ({ text }) => console.log(text) });
  console.log(convertToCoreMessages(messages));
  return result.toUIMessageStreamResponse();
}

export async function spoken(audio: Uint8Array) {
  return (await transcribe({ model, audio })).text + (await experimental_transcribe({ model, audio })).text;
}

export async function texts(question: string) {
  const answer = await generateText({ model, prompt: question, experimental_output: Output.object({ schema: Verdict }), onStepFinish: (step) => console.log(step.text) });
  for (const call of answer.toolCalls) console.log(call.toolName, call.input);
  const choice = await generateText({ model, prompt: question, output: Output.choice({ options: ["yes", "no"] }) });
  const free = await generateText({ model, prompt: question, output: Output.json() });
  const plain = await generateText({ model, prompt: question, output: Output.text() });
  const first = await experimental_generateText({ model, prompt: question });
  const second = experimental_streamText({ model, prompt: question });
  return answer.text + answer.experimental_output.reason + choice.output + free.output + plain.output + first.text + (await second.text);
}

export async function objects(question: string) {
  const { object } = await generateObject({ model, schema: Verdict, prompt: question });
  for await (const part of streamObject({ model, schema: zodSchema(Verdict), prompt: question }).partialObjectStream) console.log(part.reason);
  const first = await experimental_generateObject({ model, schema: asSchema(Verdict), prompt: question });
  const second = experimental_streamObject({ model, schema: Verdict, prompt: question });
  return object.reason + first.object.reason + (await second.object).reason;
}

export async function agents(question: string) {
  const agent = new ToolLoopAgent({ model, instructions: "You help.", tools: { read } });
  const older = new Experimental_Agent({ model, system: "You help." });
  const ui = await streamUI({ model, prompt: question, text: ({ content }) => <div>{content}</div> });
  return (await agent.generate({ prompt: question })).text + (await older.stream({ prompt: question }).text) + agent.respond({ messages: [] }) + ui.value;
}

export async function servers(url: string) {
  const client = await createMCPClient({ transport: { type: "http", url } });
  const older = await experimental_createMCPClient({ transport: { type: "sse", url } });
  await client.listTools();
  return [await client.tools(), await older.callTool({ name: "a" }), await client.readResource({ uri: "a" }), await older.getPrompt({}), await older.experimental_getPrompt({})];
}

export async function others(text: string) {
  const { embedding } = await embed({ model: openai.embedding("a"), value: text });
  await embedMany({ model: openai.embedding("a"), values: [text] });
  await rerank({ model, query: text, documents: [text] });
  await generateImage({ model, prompt: text });
  await experimental_generateImage({ model, prompt: text });
  await experimental_generateVideo({ model, prompt: text });
  await generateSpeech({ model, text });
  await experimental_generateSpeech({ model, text });
  console.log(cosineSimilarity(embedding, embedding), generateId(), createIdGenerator()(), gateway("openai/gpt-4o"), createGateway({}), customProvider({}), createProviderRegistry({}));
  return [OpenAIStream, AnthropicStream, CohereStream, HuggingFaceStream, ReplicateStream, GoogleGenerativeAIStream].map((wrap) => wrap(text)).concat(LangChainStream().stream);
}

export function Chat() {
  const { messages, input } = useChat({ onToolCall: ({ toolCall }) => console.log(toolCall.input), onFinish: ({ message }) => console.log(message) });
  const { completion } = useCompletion();
  const { object } = useObject({ schema: Verdict });
  const { object: older } = experimental_useObject({ schema: Verdict });
  const { messages: turns } = useAssistant({ api: "/api" });
  console.log(useActions(), useUIState(), readStreamableValue(turns), input);
  return <p dangerouslySetInnerHTML={{ __html: messages[0].content + completion + object?.reason + older?.reason }} />;
}

export async function PUT(request: Request, response: any) {
  const { messages } = await request.json();
  const stream = createUIMessageStream({
    execute: ({ writer }) => {
      writer.write({ type: "start" });
      writer.merge(streamText({ model, messages: convertToModelMessages(messages) }).toUIMessageStream());
    },
    onFinish: ({ responseMessage, messages, isContinuation, isAborted }) => console.log(responseMessage, messages, isContinuation, isAborted),
    onEnd: (event) => console.log(event.responseMessage),
  });
  pipeUIMessageStreamToResponse({ stream, response });
  return createUIMessageStreamResponse({ stream });
}
