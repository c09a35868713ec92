import { PromptTemplate } from "@langchain/core/prompts";
import { ChatOpenAI } from "@langchain/openai";
import { streamChain } from "chain-streamer";

const searchPrompt = PromptTemplate.fromTemplate("Answer the question {query} from these pages: {pages}. Name them.");
const codePrompt = PromptTemplate.fromTemplate("Write clean code for this task: {task}. The goal behind it is {goal}.");

abstract class Tool {
  constructor(protected readonly model: ChatOpenAI) {}
  abstract call(goal: string, task: string): Promise<unknown>;
}

class Code extends Tool {
  async call(goal: string, task: string) {
    return streamChain(codePrompt.pipe(this.model), { goal, task }); // want: unseparated-prompt
  }
}

class Search extends Tool {
  async call(_goal: string, task: string) {
    const pages = await (await fetch(`https://search.example/find?q=${encodeURIComponent(task)}`)).text();
    return streamChain(searchPrompt.pipe(this.model), {
      query: task, // want: unseparated-prompt
      pages, // want: unfiltered-external-content
    });
  }
}

class Fixed extends Tool {
  async call(_goal: string, _task: string) {
    return streamChain(codePrompt.pipe(this.model), { goal: "a tidy house", task: "sort" }); // ok: unseparated-prompt
  }
}

const tools = [Code, Search, Fixed];

export const toolNamed = (name: string) => tools.find((tool) => tool.name === name) ?? Search;
