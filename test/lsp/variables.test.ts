import { afterEach, expect, it } from "vitest";
import type { CodeAction, TextDocumentEdit } from "vscode-languageserver/node";
import { Client, PULLING } from "./client.ts";

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const KEYED = `from openai import OpenAI

client = OpenAI(api_key="0a917187b3fac4078801e4392eaee192")
`;
const AT = { line: 2, character: 30 };
const ANNOTATING = {
  ...PULLING,
  workspace: { ...PULLING.workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
};
const RESOLVING = {
  ...ANNOTATING,
  textDocument: {
    ...ANNOTATING.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
};

async function repair(
  files: Readonly<Record<string, string>>,
  capabilities: typeof ANNOTATING | typeof RESOLVING,
): Promise<CodeAction> {
  client = await Client.start({ "app/main.py": KEYED, ...files }, { capabilities });
  await client.open("app/main.py", KEYED);
  await client.request("llmlint/rescan", {});
  const actions: CodeAction[] = await client.request(
    "textDocument/codeAction",
    client.at("app/main.py", { range: { start: AT, end: AT }, context: { diagnostics: [] } }),
  );
  const found = actions.find(({ title }) => title.includes("OPENAI_API_KEY")) as CodeAction;
  return found.edit ? found : client.request("codeAction/resolve", found);
}

const changesOf = (action: CodeAction) =>
  ((action.edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument, edits }) => ({
    name: textDocument.uri.split("/").slice(-1)[0],
    edits,
  }));

it.each([
  ["at once", ANNOTATING],
  ["when it is taken", RESOLVING],
] as const)(
  "a key that moves into a variable is named in the list of variables, %s",
  async (_, capabilities) => {
    const action = await repair({ ".env.example": "# set these\nPORT=8000" }, capabilities);
    const [code, list] = changesOf(action);
    expect(code?.name).toBe("main.py");
    expect(list?.name).toBe(".env.example");
    const end = { line: 1, character: 9 };
    expect(list?.edits).toEqual([
      { range: { start: end, end }, newText: "\nOPENAI_API_KEY=\n", annotationId: "purpose0" },
    ]);
    expect(action.edit?.changeAnnotations?.purpose0).toEqual({
      label: "Name OPENAI_API_KEY in .env.example",
      needsConfirmation: false,
    });
    expect(JSON.stringify(action.edit)).not.toContain("0a917187b3fac4078801e4392eaee192");
  },
);

it.each([
  ["which names it already", { ".env.example": "OPENAI_API_KEY=\n" }],
  ["where the project has none", {}],
])("no list is changed %s", async (_, files) => {
  const action = await repair(files, ANNOTATING);
  expect(changesOf(action).map(({ name }) => name)).toEqual(["main.py"]);
});
