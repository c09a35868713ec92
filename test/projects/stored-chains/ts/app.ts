import { JsonOutputParser } from "@langchain/core/output_parsers";
import { PromptTemplate } from "@langchain/core/prompts";
import { ChatOpenAI } from "@langchain/openai";
import express from "express";
import { PromptName, prompts } from "./prompts";

const app = express();
const llm = new ChatOpenAI({ model: "gpt-4o" });

const chains = {
  summary: prompts[PromptName.Summary].pipe(llm),
  rhyme: PromptTemplate.fromTemplate("Write a short rhyme about {text}.").pipe(llm),
};

app.post("/summary", async (req, res) => {
  res.json(await chains.summary.invoke({ text: req.body.text, reader: req.body.reader })); // want: unseparated-prompt
});

app.post("/rhyme", async (_req, res) => {
  res.json(await chains.rhyme.invoke({ text: "the sea" })); // ok: unseparated-prompt
});

export class Router {
  private readonly parser = new JsonOutputParser();
  private readonly chain = PromptTemplate.fromTemplate("Name the tool for this task as JSON: {task}")
    .pipe(llm)
    .pipe(this.parser);

  async route(task: string) {
    const choice = await this.chain.invoke({ task }); // want: unvalidated-model-output
    return { tool: choice.tool, argument: choice.argument };
  }
}
