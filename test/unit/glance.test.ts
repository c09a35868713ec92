import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createEngine } from "../../server/src/engine.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { createOverlayFileSystem } from "../../server/src/host/overlayFileSystem.ts";
import { Project } from "../../server/src/lsp/analysis/project.ts";

const ASK = `from openai import OpenAI
def ask(q):
    return OpenAI().responses.create(model="gpt-4o", input=q).output_text
`;
const settings = { folders: ["/app"], encoding: "utf-16", isTrusted: true, levels: {} } as const;
const never = (): boolean => false;

it("after an edit, open files that depend on it are answered before the whole", async () => {
  const texts: Record<string, string> = {
    "/app/.git/HEAD": "",
    "/app/ask.py": ASK,
    "/app/between.py": "from ask import ask\n\ndef wrapped(q):\n    return ask(q)\n",
    "/app/use.py":
      "import subprocess\nfrom between import wrapped\nsubprocess.run(wrapped('list'), shell=True)\n",
    "/app/alone.py": "from openai import OpenAI\nprint(OpenAI())\n",
  };
  const open = ["/app/use.py", "/app/alone.py", "/app/ask.py"];
  const host = { fs: createMemoryFileSystem(texts) };
  const engine = await createEngine(host, (name) =>
    readFile(join(import.meta.dirname, "../../dist/grammars", name)),
  );
  const project = new Project("/app", {
    engine,
    openFileSystem: () =>
      createOverlayFileSystem(createMemoryFileSystem(texts), {
        text: (path) => texts[path],
        paths: () => Object.keys(texts),
      }),
    use: (files) => {
      host.fs = files;
    },
    cellsOf: () => undefined,
    documentsOf: () => open,
    now: () => performance.now(),
  });
  const rulesIn = async (path: string): Promise<string[]> =>
    (await project.glance([path], settings, never)).flatMap((view) => view.findings.map((f) => f.rule));
  const edit = (path: string, text: string): void => {
    texts[path] = text;
    project.changed(path);
  };

  await project.analyse(settings, { cancelled: never, progress: () => undefined });
  expect(project.dependents("/app/ask.py", open)).toEqual(["/app/use.py"]);
  expect(await rulesIn("/app/use.py")).toEqual(["model-output-to-shell"]);

  edit("/app/ask.py", "def ask(q):\n    return 'ls'\n");
  expect(await rulesIn("/app/use.py")).toEqual([]);

  edit("/app/ask.py", ASK);
  expect(await rulesIn("/app/use.py")).toEqual(["model-output-to-shell"]);

  // What a quick answer looked at changes nothing in the next whole.
  const whole = await project.analyse(settings, { cancelled: never, progress: () => undefined });
  expect(whole.files.map((file) => [file.path, file.findings.map((f) => f.rule)])).toContainEqual([
    "/app/use.py",
    ["model-output-to-shell"],
  ]);
});
