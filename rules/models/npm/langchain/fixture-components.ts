import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import { LLM } from "@langchain/core/language_models/llms";
import { BaseLLMOutputParser, BaseOutputParser } from "@langchain/core/output_parsers";
import { BaseRetriever } from "@langchain/core/retrievers";
import { Runnable, type RunnableSequence } from "@langchain/core/runnables";
import { VectorStore } from "@langchain/core/vectorstores";
import { BaseChain } from "langchain/chains";

export class Model extends LLM {
  async _call(prompt: string) {
    return prompt;
  }
  async _generate(prompts: string[]) {
    return { generations: [[{ text: prompts[0] ?? "" }]] };
  }
  async *_streamResponseChunks(prompt: string) {
    yield prompt;
  }
}
export class ChatModel extends SimpleChatModel {
  async _call(messages: any[]) {
    return String(messages.length);
  }
}
export class Parser extends BaseOutputParser<string> {
  async parse(text: string) {
    return text;
  }
}
export class ResultParser extends BaseLLMOutputParser<string> {
  async parseResult(generations: any[]) {
    return generations[0].text;
  }
}
export class Steps extends BaseChain {
  async _call(values: any) {
    return values;
  }
}
export class Step extends Runnable {
  async invoke(input: any) {
    return input;
  }
}
export class Watcher extends BaseCallbackHandler {
  name = "watcher";
  handleLLMNewToken(token: string) {
    console.log(token);
  }
  handleToolStart(_tool: unknown, input: string) {
    console.log(input);
  }
  handleToolEnd(output: string) {
    console.log(output);
  }
}
export class Notes extends BaseRetriever {
  async _getRelevantDocuments(query: string) {
    return [query];
  }
  async getRelevantDocuments(query: string) {
    return [query];
  }
}
export class Vectors extends VectorStore {
  async delete({ ids }: { ids: string[] }) {
    console.log(ids);
  }
  async similaritySearch(query: string) {
    return [query];
  }
}

export async function ask(chain: Runnable, steps: RunnableSequence, text: string) {
  const patient = chain.withConfig({}).withRetry().withFallbacks([]).bind({});
  console.log(await patient.invoke(text), await chain.stream(text), chain.pipe(steps));
  console.log(await steps.invoke({ question: text }), await steps.stream(text), steps.pipe(chain));
}
