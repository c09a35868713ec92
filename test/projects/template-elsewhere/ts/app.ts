import { ChatOpenAI } from "@langchain/openai";
import express from "express";
import OpenAI from "openai";
import { guide, LETTER, quiz, report } from "./templates";

const app = express();
const client = new OpenAI();
const llm = new ChatOpenAI({ model: "gpt-4o" });

app.post("/guide", async (req, res) => {
  const system = guide(req.body.city, "English");
  res.json(await client.responses.create({ model: "gpt-4o", instructions: system, input: "Go." })); // want: untrusted-system-prompt
});

app.post("/letter", async (req, res) => {
  const text = LETTER.replace("$subject", req.body.subject);
  res.json(await client.responses.create({ model: "gpt-4o", input: text })); // want: unseparated-prompt
});

app.post("/report", async (req, res) => {
  const text = report({ subject: req.body.subject, reader: "managers" });
  res.json(await client.responses.create({ model: "gpt-4o", input: text })); // missing: unseparated-prompt a compiled template that another file exports is not followed
});

app.post("/quiz", async (req, res) => {
  res.json(await quiz.pipe(llm).invoke({ text: req.body.text })); // want: unseparated-prompt
});

app.post("/berlin", async (req, res) => {
  const system = guide("Berlin", "German");
  res.json(await client.responses.create({ model: "gpt-4o", instructions: system, input: req.body.question })); // ok: untrusted-system-prompt
});
