import { afterEach, expect, it } from "vitest";
import type {
  CodeAction,
  CodeLens,
  DocumentLink,
  Hover,
  InlayHint,
  TextDocumentEdit,
} from "vscode-languageserver/node";
import { VULNERABLE } from "../e2e/run.ts";
import { Client, PULLING, type StartOptions } from "./client.ts";

let client: Client | undefined;

async function start(files: Readonly<Record<string, string>>, options?: StartOptions): Promise<Client> {
  client = await Client.start(files, options);
  return client;
}

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const CHAT = [
  "from flask import Flask, request",
  "from openai import OpenAI",
  "",
  "app = Flask(__name__)",
  "client = OpenAI()",
  "",
  '@app.post("/ask")',
  "def ask():",
  "    reply = client.chat.completions.create(",
  '        model="gpt-4o",',
  "        messages=[",
  '            {"role": "system", "content": "You are `kind` [and](command:boom)"},',
  '            {"role": "user", "content": request.json["question"]},',
  "        ],",
  "    )",
  "    return str(eval(reply.choices[0].message.content))",
  "",
].join("\n");

const text = (hover: Hover | null) => (hover?.contents as { value: string } | undefined)?.value ?? "";

it("a model call shows its prompt piece by piece, with where each comes from", async () => {
  const editor = await start({ "app.py": CHAT });
  await editor.open("app.py", CHAT);
  const shown = text(
    await editor.request("textDocument/hover", editor.at("app.py", { position: { line: 8, character: 20 } })),
  );
  expect(shown).toContain("What the model is given");
  expect(shown).toMatch(/\*system\*[\s\S]*constant: `` You are `kind` \[and\]\(command:boom\) ``/);
  expect(shown).toMatch(/\*user\*[\s\S]*- user:/);
});

it("a finding shows why, what to do, and the way of the data", async () => {
  const editor = await start({ "app.py": CHAT });
  await editor.open("app.py", CHAT);
  const shown = text(
    await editor.request(
      "textDocument/hover",
      editor.at("app.py", { position: { line: 15, character: 25 } }),
    ),
  );
  expect(shown).toContain("model-output-to-code");
  expect(shown).toContain("*Repair:*");
  expect(shown).toMatch(/^1\. .*\[app\\\.py:\d+\]\(file:.*#L\d+\)$/m);
});

it("nothing is shown where nothing is", async () => {
  const editor = await start({ "app.py": CHAT });
  await editor.open("app.py", CHAT);
  expect(
    await editor.request("textDocument/hover", editor.at("app.py", { position: { line: 2, character: 0 } })),
  ).toBeNull();
});

it("lenses and hints tell what goes into a model call, and can be switched off", async () => {
  const editor = await start({ "app.py": CHAT });
  await editor.open("app.py", CHAT);
  const whole = { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };
  const lenses: CodeLens[] = await editor.request("textDocument/codeLens", editor.at("app.py"));
  expect(lenses.map((lens) => [lens.range.start.line, lens.command?.title])).toEqual([
    [8, "system: constants · user: user input"],
  ]);
  const hints: InlayHint[] = await editor.request("textDocument/inlayHint", editor.at("app.py", whole));
  expect(hints.map((hint) => [hint.position.line, hint.label])).toEqual([
    [11, "system ← constants"],
    [12, "user ← user input"],
  ]);
  const settings = { llmlint: { codeLens: false, inlayHints: false } };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings });
  expect(await editor.request("textDocument/codeLens", editor.at("app.py"))).toEqual([]);
  expect(await editor.request("textDocument/inlayHint", editor.at("app.py", whole))).toEqual([]);
});

async function suppress(
  editor: Client,
  name: string,
  source: string,
  at: { line: number; character: number },
) {
  const actions: CodeAction[] = await editor.request(
    "textDocument/codeAction",
    editor.at(name, { range: { start: at, end: at }, context: { diagnostics: [] } }),
  );
  const action = actions.find((each) => each.title.startsWith("Suppress"));
  const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  const [edit] = change?.edits ?? [];
  if (!edit || !("newText" in edit)) return { action, after: source };
  const lines = source.split("\n");
  const { line, character } = edit.range.start;
  lines[line] = `${lines[line]?.slice(0, character)}${edit.newText}${lines[line]?.slice(character)}`;
  return { action, after: lines.join("\n") };
}

it("a finding can be silenced by a comment, which then holds", async () => {
  const editor = await start({ "app.py": VULNERABLE });
  await editor.open("app.py", VULNERABLE);
  const { action, after } = await suppress(editor, "app.py", VULNERABLE, { line: 7, character: 20 });
  expect(action?.kind).toBe("quickfix");
  expect(action?.diagnostics?.map((diagnostic) => diagnostic.code)).toEqual(["model-output-to-shell"]);
  expect(after.split("\n")[7]).toBe("    # llmlint-disable-next-line model-output-to-shell -- reviewed");
  await editor.change("app.py", { text: after });
  expect(await editor.rules("app.py")).not.toContain("9:model-output-to-shell");
});

it("the comment finds its place where the line above is inside of a text", async () => {
  const source = [
    'import OpenAI from "openai";',
    'import { execSync } from "node:child_process";',
    "const client = new OpenAI();",
    "export async function run(task: string) {",
    '  const reply = await client.responses.create({ model: "gpt-4o-mini", input: task });',
    "  execSync(`first",
    "second ${reply.output_text}`);",
    "}",
    "",
  ].join("\n");
  const editor = await start({ "run.ts": source });
  await editor.open("run.ts", source);
  const [found] = (await editor.pull("run.ts")).filter((each) => each.code === "model-output-to-shell");
  expect(found).toBeDefined();
  const at = found?.range.start ?? { line: 0, character: 0 };
  const { after } = await suppress(editor, "run.ts", source, at);
  expect(after).toContain("llmlint-disable");
  await editor.change("run.ts", { text: after });
  expect((await editor.rules("run.ts")).filter((each) => each.includes("to-shell"))).toEqual([]);
});

const REPAIRABLE = `import sqlite3
from openai import OpenAI

client = OpenAI()
db = sqlite3.connect("shop.db")


def find(wish: str):
    name = client.responses.create(model="gpt-4o", input=wish).output_text
    print(eval(name))
    return db.execute(f"SELECT * FROM goods WHERE name = '{name}'").fetchall()
`;

it("offers a repair as a quick fix, and the safe ones all at once", async () => {
  const editor = await start({ "shop.py": REPAIRABLE });
  await editor.open("shop.py", REPAIRABLE);
  const ask = (line: number, only?: string[]): Promise<CodeAction[]> =>
    editor.request(
      "textDocument/codeAction",
      editor.at("shop.py", {
        range: { start: { line, character: 16 }, end: { line, character: 16 } },
        context: { diagnostics: [], ...(only && { only }) },
      }),
    );
  const [quick] = await ask(9);
  expect(quick).toMatchObject({ title: "Parse it as a literal", kind: "quickfix", isPreferred: true });
  expect(JSON.stringify(quick?.edit)).toContain("ast.literal_eval(name)");
  const all = await ask(0, ["source.fixAll"]);
  expect(all.map((each) => each.kind)).toEqual(["source.fixAll.llmlint"]);
  const written = JSON.stringify(all[0]?.edit);
  expect(written).toContain("WHERE name = ?");
  expect(written).not.toContain("literal_eval");
});

it("editors that fill in snippets are asked for the reason", async () => {
  const capabilities = {
    ...PULLING,
    workspace: { ...PULLING.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  };
  const editor = await start({ "app.py": VULNERABLE }, { capabilities });
  await editor.open("app.py", VULNERABLE);
  const { action } = await suppress(editor, "app.py", VULNERABLE, { line: 7, character: 20 });
  const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  expect(change?.textDocument.version).toBe(1);
  expect(JSON.stringify(change?.edits)).toContain("-- ${1:reviewed}");
});

it("gives the documentation of a rule", async () => {
  const editor = await start({});
  await editor.open("x.py", "");
  await editor.pull("x.py");
  expect(await editor.request("llmlint/explain", { rule: "model-output-to-shell" })).toMatch(
    /^# [\s\S]*CWE-78/,
  );
  expect(await editor.request("llmlint/explain", { rule: "nothing" })).toBeNull();
});

it("rules that documentation, comments and the configuration name are links to their documentation", async () => {
  const source =
    "# llmlint-disable-file model-output-to-shell -- é: not-a-rule, model-output-to-code\nmodel-output-to-sql\n";
  const configuration = '{ "rules": { "unsafe-tool-input": "off" } }\n';
  const editor = await start(
    { "app.py": source, "llmlint.json": configuration },
    { initializationOptions: { documentationScheme: "docs" } },
  );
  await editor.open("app.py", source);
  await editor.open("llmlint.json", configuration);
  const linked = async (name: string, text: string) =>
    ((await editor.request("textDocument/documentLink", editor.at(name))) as DocumentLink[]).map(
      ({ range, target }) => {
        const shown = text.split("\n")[range.start.line]?.slice(range.start.character, range.end.character);
        return `${shown} ${target}`;
      },
    );
  expect(await linked("app.py", source)).toEqual([
    "model-output-to-shell docs:/model-output-to-shell.md",
    "model-output-to-code docs:/model-output-to-code.md",
  ]);
  expect(await linked("llmlint.json", configuration)).toEqual([
    "unsafe-tool-input docs:/unsafe-tool-input.md",
  ]);
  expect(await editor.request("llmlint/explain", { rule: "unvalidated-tool-call" })).toContain(
    "[`unsafe-tool-input`](unsafe-tool-input.md)",
  );
});

it("no answer holds a key", async () => {
  // Put together here, so that no text of ours has the form of a key.
  const key = ["sk-", "proj-", "q7Zt2LmXv9RbK4wYc1Hs", "T3Blb", "kFJ", "N8dPf3GjU6eTa5WqB0xk"].join("");
  const source = `from openai import OpenAI\n\nclient = OpenAI(api_key="${key}")\nclient.responses.create(model="gpt-4o-mini", input="use ${key}")\n`;
  const editor = await start({ "app.py": source });
  await editor.open("app.py", source);
  const answers = [
    await editor.pull("app.py"),
    await editor.request("textDocument/hover", editor.at("app.py", { position: { line: 2, character: 30 } })),
    await editor.request("textDocument/hover", editor.at("app.py", { position: { line: 3, character: 10 } })),
    await editor.request("textDocument/codeLens", editor.at("app.py")),
  ];
  expect(JSON.stringify(answers)).toContain("hardcoded-api-key");
  expect(JSON.stringify(answers)).not.toContain(key.slice(0, 20));
});

it("packs of a workspace that is not trusted are left out, and the log says so", async () => {
  const editor = await start(
    { "app.py": VULNERABLE, "llmlint.jsonc": '{ "packs": ["missing.yaml"] }' },
    { initializationOptions: { isTrusted: false } },
  );
  await editor.open("app.py", VULNERABLE);
  expect(await editor.rules("app.py")).toContain("8:model-output-to-shell");
  const { notices }: { notices: string[] } = await editor.request("llmlint/rescan", {});
  expect(notices.join("\n")).toContain("not trusted");
  expect(editor.logged.join("\n")).toContain("not trusted");
});
