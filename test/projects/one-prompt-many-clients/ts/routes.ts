import express from "express";
import { ClaudeClient, type Client, MistralClient, OpenClient } from "./clients.ts";

const clients: Record<string, Client> = { claude: new ClaudeClient(), open: new OpenClient(), mistral: new MistralClient() };
const app = express();

app.post("/ask", async (req, res) => {
  const client = clients[process.env.CLIENT ?? "open"];
  const answer = await client.ask(`You answer in the manner of ${req.body.manner}. Keep it short.`, String(req.body.question)); // step: untrusted-system-prompt
  res.json({ answer });
});
