import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folderWith, VULNERABLE } from "../e2e/run.ts";
import { mutateCode } from "./mutateCode.ts";
import { type Json, mutateValue } from "./mutateData.ts";
import { Random } from "./random.ts";
import { RawServer } from "./rawServer.ts";
import type { Seed } from "./sourceTarget.ts";
import type { Target } from "./target.ts";

/** Cases that one server serves: what one of them left behind meets the next ones. */
const CASES_OF_A_SERVER = 100;
const PROBE = "probe.py";
const FOUND = "model-output-to-shell";

/** Conversations that no editor would have: the server goes on, and then answers an honest question rightly. */
export async function openProtocolTarget(seeds: readonly Seed[]): Promise<Target> {
  const folder = folderWith({
    "a.py": VULNERABLE,
    "b.ts": "export const x = 1;\n",
    "llmlint.jsonc": '{ "profile": "strict" }',
  });
  const small = seeds.filter(({ text }) => text.length < 4000);
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
  const names = ["a.py", "b.ts", "c.tsx", "new/d.js", "llmlint.jsonc", "n.ipynb"];
  let server: RawServer | undefined;
  let served = 0;
  const begin = async (): Promise<RawServer> => {
    await server?.stop();
    served = 0;
    server = new RawServer(folder);
    await server.ask("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "w" }],
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { workspaceFolders: true, didChangeConfiguration: {} },
      },
    });
    server.tell("initialized", {});
    return server;
  };
  return {
    make(seed) {
      const random = new Random(seed);
      const messages = Array.from({ length: 3 + random.below(12) }, () =>
        message(random, { uri, names, small }),
      );
      return { files: {}, messages };
    },
    async check({ messages = [] }) {
      if (server === undefined || served++ >= CASES_OF_A_SERVER) server = await begin();
      const running = server;
      try {
        for (const each of messages) running.send(each);
        running.tell("workspace/didChangeConfiguration", { settings: {} });
        const added = [{ uri: pathToFileURL(folder).href, name: "w" }];
        running.tell("workspace/didChangeWorkspaceFolders", { event: { added, removed: added } });
        for (const name of names) running.tell("textDocument/didClose", { textDocument: { uri: uri(name) } });
        const textDocument = { uri: uri(PROBE), languageId: "python", version: 1, text: VULNERABLE };
        running.tell("textDocument/didOpen", { textDocument });
        const report = await running.ask("textDocument/diagnostic", { textDocument: { uri: uri(PROBE) } });
        running.tell("textDocument/didClose", { textDocument: { uri: uri(PROBE) } });
        return JSON.stringify(report).includes(FOUND)
          ? undefined
          : `the answer is ${JSON.stringify(report).slice(0, 300)}`;
      } catch (error) {
        await running.stop();
        server = undefined;
        return error instanceof Error ? error.message : String(error);
      }
    },
    async close() {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Places {
  uri(name: string): string;
  names: readonly string[];
  small: readonly Seed[];
}

/** A message as an editor sends it, often with something wrong in it; a text is sent as it is. */
function message(random: Random, places: Places): unknown {
  const [method, params] = valid(random, places);
  const isRequest = !NOTIFICATIONS.has(method);
  const made: Json = {
    jsonrpc: "2.0",
    ...(isRequest && {
      id: random.chance(0.9) ? 1_000_000 + random.below(1_000_000) : random.pick<Json>([null, "x", -1, 1.5]),
    }),
    method,
    params,
  };
  const act = random.next();
  // With another process as its parent the server rightly ends with that one.
  if (method === "initialize") return made;
  if (act < 0.45) return { ...made, params: mutateValue(params, random) };
  if (act < 0.5) return mutateValue(made, random);
  if (act < 0.53) return JSON.stringify(made).slice(0, random.below(200));
  return made;
}

const NOTIFICATIONS = new Set([
  "textDocument/didOpen",
  "textDocument/didChange",
  "textDocument/didClose",
  "textDocument/didSave",
  "workspace/didChangeWatchedFiles",
  "workspace/didChangeConfiguration",
  "workspace/didChangeWorkspaceFolders",
  "$/cancelRequest",
  "$/setTrace",
  "llmlint/trusted",
  "initialized",
]); // prettier-ignore

function valid(random: Random, { uri, names, small }: Places): [string, Json] {
  const name = random.pick(names);
  const textDocument = {
    uri: random.chance(0.9)
      ? uri(name)
      : random.pick([
          "untitled:Untitled-1",
          "file:///%00",
          "x",
          "",
          "vscode-notebook-cell:/n.ipynb#1",
          "file://host/share/a.py",
          "git:/a.py?x",
          "file:///c%3A/a.py",
        ]),
  }; // prettier-ignore
  const position = () => ({
    line: random.below(random.chance(0.1) ? 1e9 : 30),
    character: random.below(random.chance(0.1) ? 1e9 : 60),
  });
  const range = { start: position(), end: position() };
  const text = () => mutateCode(random.pick(small).text, [VULNERABLE], random);
  return random.pick<() => [string, Json]>([
    () => [
      "textDocument/didOpen",
      {
        textDocument: {
          ...textDocument,
          languageId: random.pick(["python", "typescript", "jsonc", ""]),
          version: 1,
          text: random.chance(0.5) ? VULNERABLE : text(),
        },
      },
    ],
    () => [
      "textDocument/didOpen",
      { textDocument: { ...textDocument, languageId: "typescript", version: 1, text: text() } },
    ],
    () => [
      "textDocument/didChange",
      {
        textDocument: { ...textDocument, version: random.below(9) },
        contentChanges: [{ range, text: random.pick(["", "x", "\n", '"""', "\ud83d"]) }],
      },
    ],
    () => [
      "textDocument/didChange",
      {
        textDocument: { ...textDocument, version: 2 },
        contentChanges: [{ text: text() }, { range, text: "y" }],
      },
    ],
    () => ["textDocument/didClose", { textDocument }],
    () => ["textDocument/didSave", { textDocument }],
    () => ["textDocument/diagnostic", { textDocument, previousResultId: "1" }],
    () => ["workspace/diagnostic", { previousResultIds: [{ uri: textDocument.uri, value: "x" }] }],
    () => ["textDocument/hover", { textDocument, position: position() }],
    () => ["textDocument/codeLens", { textDocument }],
    () => ["textDocument/inlayHint", { textDocument, range }],
    () => [
      "textDocument/codeAction",
      {
        textDocument,
        range,
        context: {
          diagnostics: [{ range, message: "m", code: FOUND, source: "llmlint" }],
          only: ["quickfix"],
        },
      },
    ],
    () => ["llmlint/explain", { rule: random.pick([FOUND, "", "__proto__"]) }],
    () => ["llmlint/rules", {}],
    () => ["llmlint/findings", {}],
    () => ["llmlint/suppression", { uri: textDocument.uri, fingerprint: "x", reason: "r" }],
    () => ["llmlint/rescan", {}],
    () => ["llmlint/trusted", {}],
    () => [
      "workspace/didChangeConfiguration",
      { settings: { llmlint: { profile: "strict", run: "onType", severities: { [FOUND]: "off" } } } },
    ],
    () => [
      "workspace/didChangeWatchedFiles",
      { changes: [{ uri: textDocument.uri, type: 1 + random.below(3) }] },
    ],
    () => [
      "workspace/didChangeWorkspaceFolders",
      { event: { added: [{ uri: uri("new"), name: "n" }], removed: [{ uri: uri(""), name: "w" }] } },
    ],
    () => ["workspace/executeCommand", { command: "llmlint.x", arguments: [] }],
    () => ["$/cancelRequest", { id: 1_000_000 + random.below(1_000_000) }],
    () => ["no/such", {}],
    () => ["initialize", { processId: null, rootUri: null, capabilities: {} }],
  ])();
}
