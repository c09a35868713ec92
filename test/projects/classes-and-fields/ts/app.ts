import Anthropic from "@anthropic-ai/sdk";
import express from "express";
import { Assistant, FixedAssistant } from "./assistant";

const app = express();

app.post("/free", async (req, res) => {
  const assistant = new Assistant(new Anthropic(), req.body.manner); // step: untrusted-system-prompt
  await assistant.ask(req.body.question);
  res.json(eval(assistant.last)); // want: model-output-to-code
});

app.post("/fixed", async (req, res) => {
  const assistant = new FixedAssistant();
  res.json({ answer: await assistant.ask(req.body.question), manner: req.body.manner });
});
