import { afterEach, expect, it } from "vitest";
import type { CodeAction, TextDocumentEdit } from "vscode-languageserver/node";
import { VULNERABLE } from "../e2e/run.ts";
import { Client, PULLING } from "./client.ts";

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const CREATING = {
  ...PULLING,
  workspace: {
    ...PULLING.workspace,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create" as const],
      changeAnnotationSupport: {},
    },
  },
};
const AT = { line: 7, character: 20 };

async function actionsIn(files: Readonly<Record<string, string>>, at = AT): Promise<CodeAction[]> {
  client = await Client.start(files, { capabilities: CREATING });
  await client.open("app.py", files["app.py"] ?? "");
  return client.request(
    "textDocument/codeAction",
    client.at("app.py", { range: { start: at, end: at }, context: { diagnostics: [] } }),
  );
}

/** The texts that an action puts in, by the last name of the file. */
function changedBy(action: CodeAction | undefined): Record<string, string> {
  const changes = (action?.edit?.documentChanges ?? []).filter((each) => "edits" in each);
  return Object.fromEntries(
    (changes as TextDocumentEdit[]).map(({ textDocument, edits }) => [
      textDocument.uri.split("/").at(-1) ?? "",
      edits.map((edit) => ("newText" in edit ? edit.newText : "")).join("\n"),
    ]),
  );
}
const titled = (actions: readonly CodeAction[], words: string): CodeAction | undefined =>
  actions.find((each) => each.title.includes(words));

it("a rule can be silenced in a file by a comment at its top, which then holds", async () => {
  const action = titled(await actionsIn({ "app.py": VULNERABLE }), "in this file");
  const comment = changedBy(action)["app.py"] ?? "";
  expect(comment).toBe("# llmlint-disable-file model-output-to-shell -- reviewed\n");
  await client?.change("app.py", { text: comment + VULNERABLE });
  expect(await client?.rules("app.py")).not.toContain("9:model-output-to-shell");
});

it("a rule can be turned off in the configuration, which keeps its comments", async () => {
  const config = '{\n  // ours\n  "profile": "strict"\n}\n';
  const actions = await actionsIn({ "app.py": VULNERABLE, "llmlint.jsonc": config });
  const action = titled(actions, "Turn model-output-to-shell off in llmlint.jsonc");
  expect(changedBy(action)["llmlint.jsonc"]).toBe(
    '{\n  // ours\n  "profile": "strict",\n  "rules": {\n    "model-output-to-shell": "off"\n  }\n}\n',
  );
  expect(titled(actions, "baseline")).toBeUndefined();
});

it("without a configuration one is made", async () => {
  const action = titled(await actionsIn({ "app.py": VULNERABLE }), "off in llmlint.jsonc");
  expect(action?.edit?.documentChanges?.[0]).toMatchObject({ kind: "create" });
  expect(JSON.parse(changedBy(action)["llmlint.jsonc"] ?? "")).toEqual({
    rules: { "model-output-to-shell": "off" },
  });
});

it("a finding can be added to the baseline that the configuration names", async () => {
  const files = {
    "app.py": VULNERABLE,
    "llmlint.yaml": "baseline: known.json\n",
    "known.json": '{\n  "version": 1,\n  "findings": []\n}\n',
  };
  const action = titled(await actionsIn(files), "Add it to the baseline");
  const { findings } = JSON.parse(changedBy(action)["known.json"] ?? "") as {
    findings: { rule: string; path: string }[];
  };
  expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(["model-output-to-shell app.py"]);
});

it("a repair that is a choice says so to clients that show it", async () => {
  const source = [
    "from openai import OpenAI",
    "",
    'reply = OpenAI().responses.create(model="gpt-4o", input="A list of ten primes, as Python.")',
    "print(eval(reply.output_text))",
    "",
  ].join("\n");
  const actions = await actionsIn({ "app.py": source }, { line: 3, character: 12 });
  const action = actions.find((each) => each.edit?.changeAnnotations !== undefined);
  expect(action?.title).toBe("Parse it as a literal");
  expect(Object.values(action?.edit?.changeAnnotations ?? {})).toEqual([
    expect.objectContaining({ label: "Parse it as a literal", needsConfirmation: false }),
  ]);
});

const RESOLVING = {
  ...CREATING,
  textDocument: {
    ...CREATING.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
};

it("an editor that asks later is told what changes when an action is taken", async () => {
  client = await Client.start({ "app.py": VULNERABLE }, { capabilities: RESOLVING });
  await client.open("app.py", VULNERABLE);
  const range = { range: { start: AT, end: AT }, context: { diagnostics: [] } };
  const actions: CodeAction[] = await client.request("textDocument/codeAction", client.at("app.py", range));
  expect(actions.length).toBeGreaterThan(2);
  expect(actions.filter((action) => action.edit !== undefined)).toEqual([]);
  const here = titled(actions, "here");
  const taken: CodeAction = await client.request("codeAction/resolve", here);
  expect(changedBy(taken)["app.py"]).toContain("llmlint-disable-next-line model-output-to-shell");
  await client.change("app.py", { text: `\n${VULNERABLE}` });
  await expect(client.request("codeAction/resolve", here)).rejects.toThrow("changed meanwhile");
});

it("what can be done is said while the rest of a large project is still looked at", async () => {
  const filler = Array.from({ length: 40 }, (_, i) => `def f${i}(a):\n    return run(a + str(${i}))\n`).join(
    "\n",
  );
  const others = Array.from({ length: 150 }, (_, i) => [`part${i}.py`, `${VULNERABLE}\n${filler}`]);
  client = await Client.start(
    { "app.py": VULNERABLE, ...Object.fromEntries(others) },
    { capabilities: CREATING },
  );
  const told: string[] = [];
  client.connection.onNotification("llmlint/status", ({ state }: { state: string }) => {
    told.push(state);
  });
  await client.open("app.py", VULNERABLE);
  await client.pull("app.py");
  const range = { range: { start: AT, end: AT }, context: { diagnostics: [] } };
  const actions: CodeAction[] = await client.request("textDocument/codeAction", client.at("app.py", range));
  expect(titled(actions, "here")).toBeDefined();
  expect(told).not.toContain("ready");
});
