import Database from "better-sqlite3";
import { wrapOpenAI } from "langsmith/wrappers";
import { type BaseLLM, BaseRetriever } from "./base";

export const traced = wrapOpenAI;

export class CodeChain {
  constructor(private llm: BaseLLM) {}

  async run() {
    const code = await this.llm.invoke("Write an expression that adds one and one.");
    return eval(code); // missing: model-output-to-code a package for Node is not recognised as its own source
  }
}

export class TextRetriever extends BaseRetriever {
  async _getRelevantDocuments(query: string) {
    return new Database("a.db").prepare(`SELECT body FROM a WHERE body MATCH '${query}'`).all() as string[]; // missing: unsafe-tool-input a package for Node is not recognised as its own source
  }
}
