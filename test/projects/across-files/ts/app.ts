import express from "express";
import { complete } from "./llm/index.js";
import * as prompts from "./llm/prompts.js";

const app = express();

app.post("/translate", async (req, res) => {
  const system = prompts.translator(req.body.language); // step: untrusted-system-prompt
  res.json(await complete(system, req.body.text));
});

app.post("/summarize", async (req, res) => {
  res.json(await complete(prompts.SUMMARY, req.body.text));
});
