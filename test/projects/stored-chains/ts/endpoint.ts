import type { BaseChatModel } from "@langchain/core/language_models/chat_models";

export class Endpoint {
  constructor(
    readonly llm: BaseChatModel,
    readonly tools: boolean,
  ) {}
}
