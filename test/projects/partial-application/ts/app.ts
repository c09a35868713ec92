import { writeFileSync } from "node:fs";
import express from "express";
import { ask, askFixed } from "./ask";

const app = express();
const title = askFixed.bind(null, "Write a title.");

app.post("/title", async (req, res) => {
  res.json(await title(req.body.text));
});

app.post("/custom", async (req, res) => {
  const customAsk = ask.bind(null, req.body.rules); // step: untrusted-system-prompt
  res.json(await customAsk(req.body.text));
});

app.post("/save", async (req, res) => {
  const name = await title(req.body.text);
  writeFileSync(`texts/${name}.txt`, req.body.text); // want: model-output-to-path
  res.json(name);
});

app.post("/save/fixed", async (req, res) => {
  writeFileSync("texts/title.txt", await title(req.body.text)); // ok: model-output-to-path
  res.sendStatus(204);
});
