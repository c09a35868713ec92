import express from "express";
import OpenAI from "openai";
import { formatHistory } from "./history";

const app = express();
const client = new OpenAI();

app.post("/chat", async (req, res) => {
  const { messages } = req.body;
  const prompt = `You are a friendly guide to the city.
Answer in two sentences.

Conversation so far:
${formatHistory(messages)}

Answer the last question.`;
  res.json(await client.responses.create({ model: "gpt-4o", input: prompt })); // want: unseparated-prompt
});

app.post("/demo", async (_req, res) => {
  const turns = formatHistory([{ role: "user", text: "Where is the tower?" }]);
  res.json(
    await client.responses.create({
      model: "gpt-4o",
      input: `You are a guide. Answer the question.\n${turns}`, // ok: unseparated-prompt
    }),
  );
});
