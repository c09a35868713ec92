import type { Document } from "@langchain/core/documents";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from "@langchain/core/runnables";
import type { VectorStore } from "@langchain/core/vectorstores";
import type { Endpoint } from "./endpoint";
import { PromptName, prompts } from "./prompts";

const combine = (docs: Document[]) => docs.map((doc) => doc.pageContent).join("\n\n");

export class Rag {
  constructor(
    private readonly endpoint: Endpoint,
    private readonly store: VectorStore,
  ) {}

  get retriever() {
    return this.store.asRetriever();
  }

  private buildChain(files: string) {
    const found = RunnablePassthrough.assign({
      docs: RunnableSequence.from([(x) => x.question, this.retriever]),
    });
    const inputs = RunnableLambda.from((x) => ({
      context: combine(x.docs),
      question: x.question,
      history: x.history,
      files,
    }));
    return found.pipe(inputs).pipe(prompts[PromptName.Answer]).pipe(this.endpoint.llm);
  }

  answer(question: string, history: string[]) {
    return this.buildChain("a.txt").invoke({ question, history }); // want: unfiltered-rag-content
  }
}

export class Kept {
  private readonly chain;

  constructor(endpoint: Endpoint, store: VectorStore) {
    const prompt = ChatPromptTemplate.fromMessages([
      ["system", "Answer from this context:\n{context}"],
      ["human", "{question}"],
    ]);
    const retriever = store.asRetriever();
    this.chain = RunnablePassthrough.assign({
      context: RunnableSequence.from([(x) => x.question, retriever, combine]),
    })
      .pipe(prompt)
      .pipe(endpoint.llm)
      .pipe(new StringOutputParser());
  }

  async ask(question: string) {
    return await this.chain.invoke({ question }); // want: unfiltered-rag-content
  }
}

export const build = (store: VectorStore, endpoint: Endpoint) =>
  RunnableSequence.from([
    { context: store.asRetriever().pipe(combine), question: new RunnablePassthrough() }, // want: unfiltered-rag-content
    ChatPromptTemplate.fromMessages([
      ["system", "Use this context to answer:\n{context}"],
      ["human", "{question}"],
    ]),
    endpoint.llm,
  ]);

export const buildPlain = (endpoint: Endpoint) =>
  RunnableSequence.from([
    { language: () => "French", question: new RunnablePassthrough() }, // ok: untrusted-system-prompt
    ChatPromptTemplate.fromMessages([
      ["system", "Answer in {language}."],
      ["human", "{question}"],
    ]),
    endpoint.llm,
  ]);
