import { BaseQueryEngine, BaseRetriever, BaseVectorStore, ToolCallLLM } from "llamaindex";

export class Notes extends BaseRetriever {
  async _retrieve({ query }: { query: string }) {
    return [query];
  }
}
export class Engine extends BaseQueryEngine {
  async _query(query: string) {
    return query;
  }
}
export class Vectors extends BaseVectorStore {
  async add(nodes: unknown[]) {
    return nodes;
  }
  async delete(refDocId: string) {
    return refDocId;
  }
  async query(query: unknown) {
    return query;
  }
}
export class Model extends ToolCallLLM {
  async chat({ messages }: { messages: unknown[] }) {
    return messages;
  }
}
