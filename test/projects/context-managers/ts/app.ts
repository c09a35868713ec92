import express from "express";
import { Session, withAsker } from "./session";

const app = express();

app.get("/session", async (req, res) => {
  await using opened = new Session(String(req.query.manner)); // step: untrusted-system-prompt
  res.json(await opened.ask(String(req.query.question)));
});

app.get("/expression", async (req, res) => {
  res.json(await withAsker(async (ask) => eval(await ask(String(req.query.question))))); // want: model-output-to-code
});

app.get("/length", async (req, res) => {
  res.json(await withAsker(async (ask) => eval(`${Number(await ask(String(req.query.question)))} * 2`))); // ok: model-output-to-code
});
