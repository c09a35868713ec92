import { execSync } from "node:child_process";
import express from "express";
import { commandChain, tutorChain } from "./chains";

const app = express();

app.get("/lesson", async (req, res) => {
  const { subject, question } = req.query;
  res.json(await tutorChain.invoke({ subject, question })); // want: untrusted-system-prompt
});

app.get("/maths", async (req, res) => {
  res.json(await tutorChain.invoke({ subject: "maths", question: req.query.question })); // ok: untrusted-system-prompt
});

app.get("/command", async (req, res) => {
  const text = await commandChain.invoke({ wish: req.query.wish }); // step: model-output-to-shell
  res.json(execSync(text).toString()); // want: model-output-to-shell
});

app.get("/preview", async (req, res) => {
  res.json({ command: await commandChain.invoke({ wish: req.query.wish }) }); // ok: model-output-to-shell
});
