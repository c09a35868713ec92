import { execSync } from "node:child_process";
import express from "express";
import { asker, withReply } from "./asking";

const app = express();

function run(command: string) {
  execSync(command); // want: model-output-to-shell
}

function show(text: string) {
  console.log(text); // ok: model-output-to-shell
}

app.post("/ask", async (req, res) => {
  const askInManner = asker(req.body.manner); // step: untrusted-system-prompt
  res.json(await askInManner(req.body.question));
});

app.post("/run", async (req, res) => {
  await withReply(req.body.wish, run);
  await withReply(req.body.wish, show);
  await withReply(req.body.wish, (text) => console.log("reply of", text.length, "characters"));
  res.sendStatus(204);
});
