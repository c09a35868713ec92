import { writeFile } from "node:fs/promises";
import { openai } from "@ai-sdk/openai";
import { streamText, tool } from "ai";
import express from "express";
import { execSync } from "node:child_process";
import { z } from "zod";
import { reportName } from "./planner";

const app = express();

// The answer of the model decides where the file goes: a second-order path over two files.
app.post("/report", async (req, res) => {
  const name = await reportName(req.body.topic);
  await writeFile(`reports/${name}`, req.body.text);
  res.json({ name });
});

const search = tool({
  description: "Search the repository",
  inputSchema: z.object({ pattern: z.string(), depth: z.number().int() }),
  execute: async ({ pattern, depth }) => execSync(`rg --max-depth ${depth} "${pattern}" .`).toString(),
});

// The client sends whole message objects and so chooses their roles.
app.post("/chat", (req, res) => {
  const result = streamText({
    model: openai("gpt-4o-mini"),
    system: "You answer questions about this repository.",
    messages: req.body.messages,
    tools: { search },
  });
  result.pipeTextStreamToResponse(res);
});
