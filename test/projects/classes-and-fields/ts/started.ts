import { Annotation, StateGraph } from "@langchain/langgraph";
import OpenAI from "openai";

// Its making already calls what needs the fields that the making fills.
class Started {
  client;
  greeting;

  constructor() {
    this.client = new OpenAI();
    this.greeting = this.ask("Greet.");
  }

  async ask(text: string) {
    const reply = await this.client.responses.create({ model: "gpt-5", input: text, max_output_tokens: 200 });
    return reply.output_text;
  }
}

class Flow {
  client;
  graph;

  constructor() {
    this.client = new OpenAI();
    this.graph = this.build();
  }

  build() {
    const graph = new StateGraph(Annotation.Root({}));
    graph.addNode("draft", (state) => this.draft(state));
    graph.addNode("check", (state) => this.check(state));
    return graph.compile();
  }

  async draft(state: { topic: string }) {
    const reply = await this.client.responses.create({ model: "gpt-5", input: state.topic, max_output_tokens: 200 });
    return { formula: reply.output_text };
  }

  check(state: { formula: string }) {
    return { value: eval(state.formula) }; // want: model-output-to-code
  }
}

async function rows(mirrored: boolean, size: number) {
  let isMirrored = mirrored;
  isMirrored = Boolean(isMirrored);
  const found: number[] = [];
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) found.push(isMirrored ? j : size - j);
  const reply = await new OpenAI().responses.create({ model: "gpt-5", input: String(found), max_output_tokens: 200 });
  return eval(reply.output_text); // want: model-output-to-code
}

export async function GET() {
  await rows(true, 8);
  await new Flow().graph.invoke({ topic: "sums" });
  return Response.json(eval(await new Started().ask("two and two"))); // want: model-output-to-code
}
