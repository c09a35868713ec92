import { expect, it } from "vitest";
import { cellAt, readNotebook } from "../../server/src/base/notebook.ts";
import { createEngine } from "../../server/src/engine.ts";
import { lowerNotebook } from "../../server/src/frontends/notebook/lower.ts";
import { notebookProgram } from "../../server/src/frontends/notebook/program.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { renderSarif } from "../../server/src/report/sarif.ts";
import { renderText } from "../../server/src/report/text.ts";
import { readAsset } from "../harness/fixtures.ts";

const code = (source: string | string[], outputs: unknown[] = []) => ({ cell_type: "code", source, outputs });
const notebook = (...cells: unknown[]) =>
  JSON.stringify({ metadata: { a: [1, { b: null }] }, cells, nbformat: 4 }, undefined, 1);
const program = (...cells: unknown[]) => notebookProgram(notebook(...cells))?.text;

it("cells become one program, magics and commands of the shell what they do", () => {
  const text = program(
    { cell_type: "markdown", source: "# Title" },
    code(["%pip install x\n", "a = 1\n", "if a:\n", "    !echo {a} '{b c}' \\ $a"]),
    code("%%bash\nrm -rf {a}"),
    code('%%time\nlines = !ls {a.b}\nx = %who\nhelp?\nb = a % 2\ntext = """\n!no command\n"""'),
  );
  expect(text).toBe(`import os as _notebook_os
pass
a = 1
if a:
    _notebook_os.system(f"""echo {a} '{{b c}}' \\\\ {a}""")

pass
pass
lines = _notebook_os.popen(f"""ls {a.b}""").read()
x = None
pass
b = a % 2
text = """
!no command
"""
`);
});

it("each unit of the program knows its place in the file", () => {
  const text = notebook(code(['x = "é\\n"\n', "y = 2"]), code("z = x"));
  const made = notebookProgram(text);
  const at = (part: string) => text.slice(made?.offsets[made.text.indexOf(part)] ?? 0);
  expect(at("y = 2").startsWith("y = 2")).toBe(true);
  expect(at("z = x").startsWith("z = x")).toBe(true);
  const cells = readNotebook(text) ?? [];
  expect(cellAt(cells, text.indexOf("y = 2"))).toEqual({ cell: 1, line: 2 });
  expect(cellAt(cells, text.indexOf("z = x") + 2)).toEqual({ cell: 2, line: 1 });
  expect(cellAt(cells, text.indexOf("nbformat"))).toBeUndefined();
});

it("what is no notebook is none, cut off or nested at will", () => {
  const whole = notebook(code("x = 1"));
  for (let end = 0; end < whole.length - 1; end++) expect(readNotebook(whole.slice(0, end))).toBeUndefined();
  for (const text of ["", "[]", "{}", "null", '{"cells": 3}', `{"a": ${"[".repeat(100_000)}`])
    expect(lowerNotebook(text, () => expect.fail("not lowered"))).toBeUndefined();
  expect(readNotebook('{"cells": []}')).toEqual([]);
});

it("reports name the cell and the line that an editor shows, SARIF the place in the file as well", async () => {
  const text = notebook(
    { cell_type: "markdown", source: "# Title" },
    code("import os\nfrom openai import OpenAI"),
    code(['out = OpenAI().responses.create(model="m", input="x").output_text\n', "os.system(out)\n"]),
  );
  const fs = createMemoryFileSystem({ "/p/a.ipynb": text }, { currentFolder: "/p" });
  const engine = await createEngine({ fs }, readAsset);
  const result = await engine.analyse({ root: "/p", paths: ["/p"], profile: "recommended" });
  const input = {
    result,
    rules: engine.rules(),
    tool: { name: "llmlint", version: "0.0.0" },
    profile: "recommended" as const,
    text: result.text,
    rootName: (path: string) => path,
    displayName: (path: string) => path,
    time: "2026-01-31T12:00:00",
    maskSecrets: (each: string) => each,
  };
  expect(renderText(input, { color: false, showInfo: false })).toContain(
    "a.ipynb cell 3 line 2  error  model-output-to-shell",
  );
  const [found] = JSON.parse(renderSarif(input)).runs[0].results;
  expect(found.properties.notebook).toEqual({ cell: 3, line: 2 });
  const line = text.split("\n").findIndex((each) => each.includes("os.system")) + 1;
  expect(found.locations[0].physicalLocation.region.startLine).toBe(line);
  expect(found.message.text).toContain("(cell 3, line 2)");
});
