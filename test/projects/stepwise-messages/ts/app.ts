import express from "express";
import OpenAI from "openai";
import { History } from "./history";

const app = express();
const client = new OpenAI();

app.post("/guide", async (req, res) => {
  const history = new History().add("system", "You guide through " + req.body.city); // step: untrusted-system-prompt
  history.addUser(req.body.question);
  res.json(await client.chat.completions.create({ model: "gpt-4o", messages: history.turns as any }));
});

app.post("/chat", async (req, res) => {
  const messages: any[] = [];
  messages.push({ role: "system", content: "You are a guide." }); // ok: untrusted-system-prompt
  for (const turn of req.body.turns) {
    messages.push({ role: turn.role, content: turn.content }); // missing: untrusted-message-roles the finding stands where the list is handed over instead of at the entry
  }
  const all = [...messages, { role: "user", content: req.body.question }];
  // spurious: untrusted-message-roles the finding belongs at the entry above
  res.json(await client.chat.completions.create({ model: "gpt-4o", messages: all }));
});

app.post("/kept", async (req, res) => {
  const messages: any[] = [{ role: "system", content: "You are a guide." }];
  for (const turn of req.body.turns) {
    if (turn.role !== "user" && turn.role !== "assistant") continue;
    messages.push({ role: turn.role, content: turn.content }); // ok: untrusted-message-roles
  }
  res.json(await client.chat.completions.create({ model: "gpt-4o", messages }));
});
