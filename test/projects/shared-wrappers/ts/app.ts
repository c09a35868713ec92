import { ChatOpenAI } from "@langchain/openai";
import express from "express";
import { ask, callModel } from "./llm";
import { planPrompt, reviewPrompt } from "./prompts";
import { toolNamed } from "./tools";

const app = express();

app.post("/plan", async (req, res) => {
  res.json(await callModel(planPrompt, { goal: req.body.goal })); // want: untrusted-system-prompt
});

app.post("/review", async (req, res) => {
  const variables = {
    task: "clean the house",
    result: req.body.result, // want: unseparated-prompt
  };
  res.json(await callModel(reviewPrompt, variables));
});

app.post("/weekly", async (_req, res) => {
  res.json(await callModel(planPrompt, { goal: "a quiet week" })); // ok: untrusted-system-prompt
});

app.post("/direct", async (req, res) => {
  const prompt = await reviewPrompt.formatPromptValue({ task: req.body.task, result: req.body.result });
  res.json(await ask(prompt.toChatMessages()));
});

app.post("/run", async (req, res) => {
  const tool = new (toolNamed(req.body.tool))(new ChatOpenAI({ model: "gpt-4o" }));
  res.json(await tool.call(req.body.goal, req.body.task));
});
