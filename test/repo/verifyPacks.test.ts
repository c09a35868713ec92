import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { askPackage } from "../../scripts/verifyPacks/ask.mjs";
import { NpmNames } from "../../scripts/verifyPacks/npmNames.mjs";
import { NpmSurface } from "../../scripts/verifyPacks/npmSurface.mjs";
import { PypiSurface } from "../../scripts/verifyPacks/pypiSurface.mjs";
import { folderWith, root } from "../e2e/run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}

interface Fact {
  path: (string | number)[];
  what: string;
  status: string;
}

/** "members ask": status, for each question to each row. */
function answers(facts: Iterable<unknown>): Record<string, string> {
  return Object.fromEntries(
    [...(facts as Iterable<Fact>)].map(({ path, what, status }) => [
      `${path.slice(1).join(" ")} ${what}`.trim(),
      status,
    ]),
  );
}

const model = (argument: string) => ({ model: { user: [argument], clean: ["id"] } });

test("rows of a Python package are looked up in its signatures, without running it", () => {
  const made = folder({
    "acme/__init__.py": 'from ._client import Client\nraise SystemExit("never run")\n',
    "acme/_client.py": [
      "class Base:",
      "    def close(self): ...",
      "class Chat:",
      "    def ask(self, question, *, system=None): ...",
      "class Client(Base):",
      "    @property",
      '    def chat(self) -> "Chat": ...',
      "    def __init__(self): self.made = build()",
    ].join("\n"),
  });
  const script = join(root, "scripts/verifyPacks/signatures.py");
  const index: unknown = JSON.parse(execFileSync("python3", [script, made], { encoding: "utf8" }));
  const pack = {
    types: {
      Client: {
        exported: ["Client", "Clinet"],
        members: {
          close: {},
          "chat.ask": model("0|question"),
          "chat.tell": {},
          chat: "Chat",
          "made.ask": model("topic"),
        },
      },
      Chat: { members: { ask: model("topic") } },
    },
  };
  expect(answers(askPackage(pack, new PypiSurface(["acme"], [index])).values())).toEqual({
    "Client exported 0": "yes",
    "Client exported 1": "no",
    "Client members close": "yes",
    "Client members chat": "yes",
    "Client members chat.ask": "yes",
    "Client members chat.ask argument 0": "yes",
    "Client members chat.ask argument question": "yes",
    "Client members chat.ask answer id": "yes",
    "Client members chat.tell": "no",
    "Client members made.ask": "name",
    "Client members made.ask argument topic": "no",
    "Client members made.ask answer id": "name",
    "Chat members ask": "yes",
    "Chat members ask argument topic": "no",
    "Chat members ask answer id": "yes",
  });
});

test("rows of an npm package are looked up in its types, down to keys of arguments and of answers", () => {
  const made = folder({
    "node_modules/acme/package.json": '{ "name": "acme", "types": "index.d.ts" }',
    "node_modules/acme/index.d.ts": [
      "interface Answer { id: string; parts: { text: string }[] }",
      "declare class Chat { ask(request: { question: string; tools?: string[] }): Promise<Answer>; }",
      "export default class Client { chat: Chat; }",
      "export declare function load(path: string): any;",
    ].join("\n"),
  });
  const pack = {
    types: {
      Client: { exported: ["default"], members: { chat: "Chat" } },
      Chat: {
        members: {
          ask: { model: { user: ["0.question"], tools: ["0.tool"], clean: ["parts[].text", "partz"] } },
        },
      },
    },
    functions: { load: { sink: [{ kind: "path", arg: "0" }] }, save: {} },
  };
  expect(answers(askPackage(pack, new NpmSurface(["acme"], made, "acme")).values())).toEqual({
    "Client exported 0": "yes",
    "Client members chat": "yes",
    "Chat members ask": "yes",
    "Chat members ask argument 0.question": "yes",
    "Chat members ask argument 0.tool": "no",
    "Chat members ask answer parts[].text": "yes",
    "Chat members ask answer partz": "no",
    load: "yes",
    "load argument 0": "yes",
    save: "no",
  });
});

test("rows of an npm package without types are known by the names in its code, and by no more", () => {
  const made = folder({
    "node_modules/acme/package.json": '{ "name": "acme", "version": "1.0.0" }',
    "node_modules/acme/index.js": "(function (root) { root.acme = { ask: function (question) {} }; })(this);",
  });
  const pack = { functions: { ask: model("0"), tell: {} } };
  expect(answers(askPackage(pack, new NpmNames(made, "acme")).values())).toEqual({
    ask: "name",
    "ask argument 0": "name",
    "ask answer id": "name",
    tell: "no",
  });
});

test("globals of the language are looked up in the compiler's own libraries", () => {
  const made = folder({
    "node_modules/acme/package.json": '{ "name": "acme", "version": "1.0.0", "types": "index.d.ts" }',
    "node_modules/acme/index.d.ts": "export {};",
  });
  const pack = {
    functions: { "JSON.parse": {}, "JSON.prase": {}, fetch: { sink: [{ kind: "url", arg: "0" }] } },
  };
  expect(answers(askPackage(pack, new NpmSurface(["<globals>"], made, "acme")).values())).toEqual({
    "JSON.parse": "yes",
    "JSON.prase": "no",
    fetch: "yes",
    "fetch argument 0": "yes",
  });
});
