// How long an edit takes until its diagnostics are there, through the protocol, beside a scan from scratch. Figures only.
// Usage: node test/perf/edits.mjs FOLDER FILE [EDITS]: FILE is relative to FOLDER; each edit types one character.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const [folder = ".", file = "", edits = "40"] = process.argv.slice(2);
const root = resolve(folder);
const text = readFileSync(join(root, file), "utf8");
const uri = pathToFileURL(join(root, file)).href;
const child = spawn(process.execPath, [join(import.meta.dirname, "../../dist/cli.mjs"), "lsp", "--stdio"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const connection = createMessageConnection(
  new StreamMessageReader(child.stdout),
  new StreamMessageWriter(child.stdin),
);
let status;
connection.onNotification("llmlint/status", (told) => {
  status = told;
});
connection.onNotification("window/logMessage", ({ message }) => console.error(message));
connection.listen();

const start = performance.now();
await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(root).href, name: "root" }],
  capabilities: { textDocument: { diagnostic: {} } },
});
await connection.sendNotification("initialized", {});
let version = 1;
await connection.sendNotification("textDocument/didOpen", {
  textDocument: { uri, languageId: /\.py$/.test(file) ? "python" : "typescript", version, text },
});
const pull = () => connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
await pull();
console.log(`first diagnostics after initialize: ${Math.round(performance.now() - start)} ms`);

const last = text.split("\n").length - 1;
const type = async (typed, character) => {
  const at = performance.now();
  const position = { line: last, character };
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges: [{ range: { start: position, end: position }, text: typed }],
  });
  await pull();
  return performance.now() - at;
};
const measure = async (name, characters) => {
  const times = [];
  let column = 0;
  for (const character of characters) times.push(await type(character, column++));
  times.sort((a, b) => a - b);
  const at = (share) =>
    `${Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))])} ms`;
  console.log(
    `${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)} (${times.length} edits, 120 ms of debounce included)`,
  );
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text }],
  });
  await pull();
};
const comment = /\.py$/.test(file) ? "# " : "// ";
await measure("code", "abcdefgh_jklmnopqrstuvwxyzabcdefgh_jklmnopqrst".slice(0, Number(edits)));
await measure(
  "comment",
  (comment + "words that say nothing to the program at all, ".repeat(5)).slice(0, Number(edits)),
);
await new Promise((settle) => setTimeout(settle, 300));
console.log(
  `last whole run: ${status?.duration} ms; ${status?.files} files, ${status?.modelCalls} model calls, ${status?.findings} findings`,
);
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
