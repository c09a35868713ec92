import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { buildSync } from "esbuild";
import { afterEach, expect, test } from "vitest";
import {
  type DocumentPiece,
  type DocumentRequest,
  inventoryDocument,
} from "../../server/src/report/inventoryDocument.ts";
import { folderWith } from "../e2e/run.ts";
import { reportInputOf } from "./open.ts";
import { PROGRAMS, type SentProgram } from "./sentPrograms.ts";

/** What a program sends: who speaks, and the text. */
type Sent = [role: string, text: string][];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Clients that print what they are given; data that says where it was read. */
const FAKES_PY: Record<string, string> = {
  "recorder.py": `import builtins
import json
import sys


class Client:
    def __init__(self, *given, **named):
        pass

    def __getattr__(self, name):
        return Client()

    def __call__(self, **given):
        print(json.dumps(given))
        return Client()


def read(*prompt):
    return f"«line {sys._getframe(1).f_lineno}»"


builtins.input = read
`,
  "openai.py": "from recorder import Client as OpenAI\n",
  "anthropic.py": "from recorder import Client as Anthropic\n",
  "flask.py": `class _Json(dict):
    def __missing__(self, key):
        return f"«{key}»"


class request:
    json = _Json()


class Flask:
    def __init__(self, name):
        pass

    def post(self, path):
        return lambda handler: handler()
`,
};
const FAKES_JS: Record<string, string> = {
  "recorder.mjs": `export const record = async (given) => { console.log(JSON.stringify(given)); };
const part = () => new Proxy(record, { get: () => part() });
export class Client { constructor() { return part(); } }
`,
  "openai.mjs": 'export { Client as default } from "./recorder.mjs";\n',
  "anthropic.mjs": 'export { Client as default } from "./recorder.mjs";\n',
  "ai.mjs": 'export { record as generateText } from "./recorder.mjs";\n',
  "express.mjs": `const body = new Proxy({}, { get: (_, name) => "«" + String(name) + "»" });
export default () => ({ post: (_, handler) => handler({ body }, { end() {} }) });
`,
};
const ALIASES = { openai: "openai", "@anthropic-ai/sdk": "anthropic", ai: "ai", express: "express" };

function run({ files }: SentProgram): Sent[] {
  const folder = folderWith(files);
  folders.push(folder);
  const isPython = "main.py" in files;
  for (const [name, text] of Object.entries(isPython ? FAKES_PY : FAKES_JS)) {
    const path = join(folder, isPython ? name : `fakes/${name}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (!isPython)
    buildSync({
      absWorkingDir: folder,
      entryPoints: ["main.ts"],
      outfile: join(folder, "main.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      alias: Object.fromEntries(
        Object.entries(ALIASES).map(([name, fake]) => [name, join(folder, "fakes", `${fake}.mjs`)]),
      ),
    });
  const out = isPython
    ? execFileSync("python3", ["main.py"], { cwd: folder, encoding: "utf8" })
    : execFileSync(process.execPath, ["main.mjs", "«argv[2]»", "«argv[3]»"], {
        cwd: folder,
        encoding: "utf8",
      });
  return out
    .trim()
    .split("\n")
    .map((line) => messagesOf(JSON.parse(line)));
}

interface Body {
  system?: string;
  instructions?: string;
  messages?: { role: string; content: string }[];
  input?: string;
  prompt?: string;
}

function messagesOf({ system, instructions, messages = [], input, prompt }: Body): Sent {
  const instruction = system ?? instructions;
  const text = input ?? prompt;
  return [
    ...(instruction === undefined ? [] : [["system", instruction] as [string, string]]),
    ...messages.map(({ role, content }) => [role, content] as [string, string]),
    ...(text === undefined ? [] : [["user", text] as [string, string]]),
  ];
}

/** The requests of which a run sends one, where a slot is filled with one text or another. */
function choices({ via, slots }: DocumentRequest): DocumentRequest[] {
  const groups: DocumentRequest["slots"][] = [];
  for (const slot of slots) {
    if (slot.instead) groups.at(-1)?.push(slot);
    else groups.push([slot]);
  }
  const ways = groups.reduce<DocumentRequest["slots"][]>(
    (all, group) => all.flatMap((way) => group.map((slot) => [...way, slot])),
    [[]],
  );
  return ways.map((way) => ({ via, slots: way }));
}

/** What differs between a request of the map and what was sent; nothing where each piece stands in its place. */
function differences(request: DocumentRequest, sent: Sent): string[] {
  const { slots } = request;
  if (slots.length !== sent.length) return [`${slots.length} slots for ${sent.length} messages`];
  return slots.flatMap(({ slot, pieces }, i) => {
    const [role, text] = sent[i] ?? ["", ""];
    const name = slot === "prompt" ? "user" : slot;
    if (name !== role) return [`${name} for ${role}`];
    const pattern = pieces.map((piece) =>
      piece.provenance === "constant" ? alternatives(piece.text) : "([^]+?)",
    );
    const found = new RegExp(`^${pattern.join("")}$`).exec(text);
    if (found === null)
      return [`${JSON.stringify(pieces.map((piece) => piece.text))} for ${JSON.stringify(text)}`];
    const holes = pieces.filter((piece) => piece.provenance !== "constant");
    return holes.flatMap((piece, n) => wrongHole(piece, found[n + 1] ?? ""));
  });
}

/** Which of several constants it is depends on the run. */
function alternatives(text: string): string {
  const quoted = text.split(" | ").map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return `(?:${quoted.join("|")})`;
}

/** Each mark of the text was read where the hole says, or is of the name that it says. */
function wrongHole({ text, place, provenance }: DocumentPiece, filled: string): string[] {
  if (provenance !== "user") return [`${text} is ${provenance}`];
  const marks = Array.from(filled.matchAll(/«([^»]*)»/g), ([, mark = ""]) => mark);
  if (marks.length === 0) return [`${text} is filled by ${JSON.stringify(filled)}`];
  return marks.flatMap((mark) =>
    mark === `line ${place?.start.line}` || text.includes(mark) ? [] : [`${text} is filled by ${mark}`],
  );
}

test("there are twenty programs and more", () => {
  expect(PROGRAMS.length).toBeGreaterThanOrEqual(20);
});

test.each(PROGRAMS)(
  "$name: each piece of the map in the place and order in which it is sent",
  async (program) => {
    const doc = inventoryDocument(await reportInputOf(program.files));
    const requests = doc.calls.flatMap((call) => call.requests.flatMap(choices));
    const sent = run(program);
    expect(sent.length).toBeGreaterThan(0);
    expect(doc.calls.flatMap((call) => call.requests)).toHaveLength(sent.length);
    for (const each of sent) {
      const all = requests.map((request) => differences(request, each));
      expect(
        all.some((list) => list.length === 0),
        JSON.stringify({ sent: each, differs: all }, undefined, 1),
      ).toBe(true);
    }
  },
);
