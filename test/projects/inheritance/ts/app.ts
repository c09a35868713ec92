import express from "express";
import { CodeAgent, PersonaAgent, QuietAgent } from "./agents";

const app = express();

app.get("/persona", async (req, res) => {
  const agent = new PersonaAgent(String(req.query.persona)); // step: untrusted-system-prompt
  res.json(await agent.run(String(req.query.question)));
});

app.get("/code", async (req, res) => {
  res.json(await new CodeAgent().run(String(req.query.question)));
});

app.get("/quiet", async (req, res) => {
  res.json(await new QuietAgent().run(String(req.query.question)));
});
