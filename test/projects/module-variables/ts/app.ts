import express from "express";
import { addRule, client, setTone } from "./state";

const app = express();
const language = process.env.LANGUAGE ?? "English";

app.post("/tone", (req, res) => {
  setTone(req.body.tone); // step: untrusted-system-prompt
  addRule(req.body.rule);
  res.sendStatus(204);
});

app.post("/ask", async (req, res) => {
  const reply = await client.responses.create({
    model: "gpt-4o",
    instructions: `Answer in ${language}.`, // ok: untrusted-system-prompt
    input: req.body.question,
  });
  res.json(reply.output_text);
});
