import { afterEach, expect, it } from "vitest";
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, Hover } from "vscode-languageserver/node";
import { Client } from "./client.ts";

let client: Client;
afterEach(() => client.stop());

const FIRST = "import subprocess\nfrom openai import OpenAI\nclient = OpenAI()\n";
const SECOND = '# "quoted", and a tab:\t.\nreply = client.responses.create(model="gpt-4o", input="list")\n';
const THIRD = "!ls {reply.id}\nif reply:\n    subprocess.run(reply.output_text, shell=True)";

const cellUri = (name: string): string => `vscode-notebook-cell:/work.ipynb#${name}`;
const item = (name: string, text: string) => ({
  uri: cellUri(name),
  languageId: "python",
  version: 1,
  text,
});

async function openNotebook(cells: Readonly<Record<string, string>>): Promise<string> {
  const uri = client.uri("work.ipynb");
  await client.connection.sendNotification("notebookDocument/didOpen", {
    notebookDocument: {
      uri,
      notebookType: "jupyter-notebook",
      version: 1,
      cells: Object.keys(cells).map((name) => ({ kind: 2, document: cellUri(name) })),
    },
    cellTextDocuments: Object.entries(cells).map(([name, text]) => item(name, text)),
  });
  return uri;
}

const itemsOf = async (name: string): Promise<Diagnostic[]> => {
  const report: DocumentDiagnosticReport = await client.request("textDocument/diagnostic", {
    textDocument: { uri: cellUri(name) },
  });
  return report.kind === "full" ? report.items : [];
};

it("findings of a notebook stand in its cells, as they are typed", async () => {
  client = await Client.start({ "requirements.txt": "openai\n" });
  const notebook = await openNotebook({ a: FIRST, b: SECOND, c: THIRD });

  expect(await itemsOf("a")).toEqual([]);
  const items = await itemsOf("c");
  expect(items.map(({ code, range }) => [code, range.start.line, range.start.character])).toContainEqual([
    "model-output-to-shell",
    2,
    19,
  ]);
  const found = items.find(({ range }) => range.start.line === 2);
  // The way of the data goes through the other cells.
  expect(found?.relatedInformation?.[0]?.location.uri).toBe(cellUri("b"));
  expect(found?.relatedInformation?.[0]?.location.range.start).toEqual({ line: 1, character: 8 });

  const hover: Hover | null = await client.request("textDocument/hover", {
    textDocument: { uri: cellUri("b") },
    position: { line: 1, character: 12 },
  });
  expect(JSON.stringify(hover)).toContain("What the model is given");

  // A comment above the line silences it, in the cell.
  const actions: CodeAction[] = await client.request("textDocument/codeAction", {
    textDocument: { uri: cellUri("c") },
    range: found?.range,
    context: { diagnostics: [] },
  });
  const suppress = actions.find(({ title }) => title.startsWith("Suppress"));
  expect(JSON.stringify(suppress?.edit)).toContain(cellUri("c"));
  expect(JSON.stringify(suppress?.edit)).toContain("    # llmlint-disable-next-line");

  // The model is asked in a cell that is taken away.
  await client.connection.sendNotification("notebookDocument/didChange", {
    notebookDocument: { uri: notebook, version: 2 },
    change: {
      cells: {
        structure: { array: { start: 1, deleteCount: 1 }, didClose: [{ uri: cellUri("b") }] },
      },
    },
  });
  expect(await itemsOf("c")).toEqual([]);

  // It comes back, and is edited.
  await client.connection.sendNotification("notebookDocument/didChange", {
    notebookDocument: { uri: notebook, version: 3 },
    change: {
      cells: {
        structure: {
          array: { start: 1, deleteCount: 0, cells: [{ kind: 2, document: cellUri("b2") }] },
          didOpen: [item("b2", SECOND)],
        },
      },
    },
  });
  expect((await itemsOf("c")).map(({ code }) => code)).toContain("model-output-to-shell");
  await client.connection.sendNotification("notebookDocument/didChange", {
    notebookDocument: { uri: notebook, version: 4 },
    change: {
      cells: {
        textContent: [
          {
            document: { uri: cellUri("c"), version: 2 },
            changes: [
              {
                range: { start: { line: 2, character: 0 }, end: { line: 2, character: 48 } },
                text: "    pass",
              },
            ],
          },
        ],
      },
    },
  });
  expect((await itemsOf("c")).filter(({ range }) => range.start.line === 2)).toEqual([]);

  await client.connection.sendNotification("notebookDocument/didClose", {
    notebookDocument: { uri: notebook },
    cellTextDocuments: [],
  });
  expect(await itemsOf("c")).toEqual([]);
});
