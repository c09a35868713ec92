// How long an edit takes until its diagnostics are there, through the protocol, beside a scan from scratch. Figures only.
// Usage: node test/perf/edits.mjs FOLDER FILE [EDITS] [DEPENDENT] [--long N] [--json FILE]: FILE and DEPENDENT are relative to FOLDER. Each edit types one
// character. With DEPENDENT, which imports FILE: until that one is answered. --long N: N seeded edits, and the memory along the way.
// --json FILE: the figures there too.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const given = process.argv.slice(2);
const option = (name) => {
  const at = given.indexOf(name);
  return at < 0 ? undefined : given.splice(at, 2)[1];
};
const long = Number(option("--long") ?? 0);
const json = option("--json");
/** Milliseconds that the server waits for more, as it is set. */
const debounce = 120;
const figures = { debounce };
const [folder = ".", file = "", edits = "40", dependent] = given;
const root = resolve(folder);
const cli = join(import.meta.dirname, "../../dist/cli.mjs");
const uriOf = (name) => pathToFileURL(join(root, name)).href;
const languageOf = (name) => (/\.py$/.test(name) ? "python" : "typescript");
const text = readFileSync(join(root, file), "utf8");
const uri = uriOf(file);
const child = spawn(process.execPath, [cli, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = createMessageConnection(
  new StreamMessageReader(child.stdout),
  new StreamMessageWriter(child.stdin),
);
let status;
const wake = [];
connection.onNotification("llmlint/status", (told) => {
  status = told;
  if (told.state === "ready") for (const each of wake.splice(0)) each();
});
connection.onNotification("window/logMessage", ({ message }) => console.error(message));
connection.listen();

/** CPU seconds and resident bytes of the server, as Linux tells them. */
const usage = () => {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, bytes: Number(fields[21]) * 4096 };
  } catch {
    return { cpu: Number.NaN, bytes: Number.NaN };
  }
};
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const print = (name, times, note = "") => {
  const sorted = [...times].sort((a, b) => a - b);
  const share = (of) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN);
  const [p50, p95, max] = [share(0.5), share(0.95), share(1)];
  figures[name] = { p50, p95, max };
  console.log(`${name}: p50 ${p50} ms, p95 ${p95} ms, max ${max} ms (${sorted.length} edits)${note}`);
};

const start = performance.now();
await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(root).href, name: "root" }],
  capabilities: { textDocument: { diagnostic: {} } },
});
await connection.sendNotification("initialized", {});
let version = 1;
const open = (name, content) =>
  connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: uriOf(name), languageId: languageOf(name), version: 1, text: content },
  });
const settled = () => new Promise((resolve) => wake.push(resolve));
const whole = settled();
await open(file, text);
const pull = (of = uri) => connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: of } });
await pull();
console.log(
  `first diagnostics after initialize: ${seconds(performance.now() - start)}, ${usage().cpu} s of CPU`,
);
await whole;
console.log(
  `the whole workspace after initialize: ${seconds(performance.now() - start)}, ${usage().cpu} s of CPU`,
);
const cold = performance.now();
spawnSync(process.execPath, [cli, "scan", root, "--fail-on", "never", "--format", "concise"], {
  stdio: "ignore",
});
console.log(`a scan from scratch by the command line: ${seconds(performance.now() - cold)}`);

const change = (contentChanges) =>
  connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges,
  });
const last = text.split("\n").length - 1;
const type = async (typed, character) => {
  const from = performance.now();
  const position = { line: last, character };
  await change([{ range: { start: position, end: position }, text: typed }]);
  await pull();
  return performance.now() - from;
};
const measure = async (name, characters) => {
  const times = [];
  const before = usage().cpu;
  let column = 0;
  for (const character of characters) times.push(await type(character, column++));
  const cpu = ((usage().cpu - before) * 1000) / times.length;
  print(name, times, `, ${debounce} ms of debounce included; ${Math.round(cpu)} ms of CPU each`);
  await change([{ text }]);
  await settled();
};
const comment = /\.py$/.test(file) ? "# " : "// ";
const words = "abcdefgh_jklmnopqrstuvwxyzabcdefgh_jklmnopqrst".repeat(5);
await measure("code", words.slice(0, Number(edits)));
await measure(
  "comment",
  (comment + "words that say nothing to the program at all, ".repeat(5)).slice(0, Number(edits)),
);
if (dependent !== undefined) {
  await open(dependent, readFileSync(join(root, dependent), "utf8"));
  await pull(uriOf(dependent));
  const times = [];
  for (let i = 0; i < Number(edits); i++) {
    const from = performance.now();
    await change([{ text: `${text}\nexport_${i}` }]);
    await pull(uriOf(dependent));
    times.push(performance.now() - from);
  }
  print("a dependent file", times, `, ${debounce} ms of debounce included`);
}
if (long > 0) {
  // Seeded: the same edits each time, each of another text, and now and then a pause in which the whole is followed.
  let seed = 42;
  const next = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((seed / 0x80000000) * below);
  };
  const lines = text.split("\n");
  const megabytes = () => Math.round(usage().bytes / 1e6);
  const forms = [
    (i) => `x${i}`,
    (i) => `value${i} = other${i % 7}("text ${i}")`,
    (i) => `${comment}${i}`,
    () => " ",
  ];
  let first = Number.NaN;
  const from = performance.now();
  for (let i = 1; i <= long; i++) {
    const line = next(lines.length);
    const start = { line, character: 0 };
    const typed = `${forms[next(forms.length)]?.(i)}${next(2) === 0 ? "\n" : ""}`;
    const end = typed.endsWith("\n") ? { line: line + 1, character: 0 } : { line, character: typed.length };
    await change([{ range: { start, end: start }, text: typed }]);
    if (next(4) === 0) await pull();
    await change([{ range: { start, end }, text: "" }]);
    if (i !== 100 && i % Math.max(100, long / 20) !== 0) continue;
    await settled();
    if (i === 100) first = megabytes();
    else console.log(`memory after ${i} edits: ${megabytes()} MB, ${seconds(performance.now() - from)}`);
  }
  console.log(`memory: ${first} MB after 100 edits, ${megabytes()} MB after ${long}`);
}
console.log(
  `last whole run: ${status?.duration} ms; ${status?.files} files, ${status?.modelCalls} model calls, ${status?.findings} findings`,
);
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`);
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
