export abstract class BaseLLM {
  async invoke(prompt: string): Promise<string> {
    return this._call(prompt);
  }
  abstract _call(prompt: string): Promise<string>;
}

export abstract class BaseRetriever {
  async invoke(query: string): Promise<string[]> {
    return this._getRelevantDocuments(query);
  }
  abstract _getRelevantDocuments(query: string): Promise<string[]>;
}
