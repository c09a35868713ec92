import { afterEach, expect, it } from "vitest";
import { VULNERABLE } from "../e2e/run.ts";
import { Client, describe as describeDiagnostic, PULLING, PUSHED, type StartOptions } from "./client.ts";

let client: Client | undefined;

async function start(files: Readonly<Record<string, string>>, options?: StartOptions): Promise<Client> {
  client = await Client.start(files, options);
  return client;
}

afterEach(async () => {
  const code = await client?.stop();
  client = undefined;
  if (code !== undefined) expect(code).toBe(0);
});

const SHELL = "8:model-output-to-shell";
const line = (number: number, from: number, to: number) => ({
  start: { line: number - 1, character: from },
  end: { line: number - 1, character: to },
});

/** A module that keeps the analysis busy. */
const CHAIN = (i: number): string =>
  [
    "from openai import OpenAI",
    ...Array.from({ length: 30 }, (_, k) => `def step${i}_${k}(text):\n    return "${k}" + text.strip()`),
    `def ask${i}(text):\n    return OpenAI().responses.create(model="gpt-4o", input=step${i}_0(text)).output_text`,
    "",
  ].join("\n");

it("answers from the text of the editor, not of the disk", async () => {
  const editor = await start({ "app.py": "print(1)\n" });
  await editor.open("app.py", VULNERABLE);
  expect(await editor.rules("app.py")).toContain(SHELL);
  await editor.close("app.py");
  await editor.open("app.py", "print(1)\n");
  expect(await editor.rules("app.py")).toEqual([]);
});

it("says why, what to do, and each step of the path", async () => {
  const editor = await start(
    { "app.py": VULNERABLE },
    { initializationOptions: { documentationScheme: "doc" } },
  );
  await editor.open("app.py", VULNERABLE);
  const found = (await editor.pull("app.py")).find((each) => describeDiagnostic(each) === SHELL);
  expect(found?.source).toBe("llmlint");
  expect(found?.severity).toBe(1);
  expect(String(found?.message).split("\n").length).toBeGreaterThanOrEqual(3);
  expect(found?.codeDescription?.href).toBe("doc:/model-output-to-shell.md");
  const steps = found?.relatedInformation ?? [];
  expect(steps.length).toBeGreaterThanOrEqual(2);
  expect(steps.every((step) => step.location.uri === editor.uri("app.py"))).toBe(true);
  expect(steps.map((step) => step.message.split(".")[0])).toEqual(steps.map((_, i) => `${i + 1}`));
});

it("follows edits, piece by piece", async () => {
  const editor = await start({ "app.py": VULNERABLE });
  await editor.open("app.py", VULNERABLE);
  expect(await editor.rules("app.py")).toContain(SHELL);
  // A line before it moves it, `shell=True` gone takes it away.
  await editor.change("app.py", { range: line(1, 0, 0), text: "# a comment\n" });
  expect(await editor.rules("app.py")).toContain("9:model-output-to-shell");
  await editor.change(
    "app.py",
    { range: line(9, 0, 80), text: "    print(answer.output_text)" },
    { range: line(1, 0, 11), text: "# another" },
  );
  expect(await editor.rules("app.py")).not.toContain("9:model-output-to-shell");
});

it("tells an editor that knows a result already that it still holds", async () => {
  const editor = await start({ "app.py": VULNERABLE });
  await editor.open("app.py", VULNERABLE);
  const first = await editor.report("app.py");
  expect(first.kind).toBe("full");
  expect((await editor.report("app.py", first.resultId)).kind).toBe("unchanged");
  await editor.change("app.py", { range: line(1, 0, 0), text: "\n" });
  expect((await editor.report("app.py", first.resultId)).kind).toBe("full");
});

it("never shows results of an old version", async () => {
  const editor = await start({ "app.py": VULNERABLE });
  await editor.open("app.py", VULNERABLE);
  const old = editor.report("app.py").then(
    () => "answered",
    (error: { code: number; data: unknown }) => [error.code, error.data],
  );
  await editor.change("app.py", { text: "print(1)\n" });
  // VS Code's client drops a question that ends otherwise, and keeps what it showed before.
  expect(await old).toEqual([-32802, { retriggerRequest: true }]);
  expect(await editor.rules("app.py")).toEqual([]);
});

it("an edit changes the findings of other files", async () => {
  const ask = (given: string) =>
    `from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef ask(q):\n    return ${given}\n`;
  const use = "import subprocess\nfrom ask import ask\n\nsubprocess.run(ask('hi'), shell=True)\n";
  const editor = await start({ "ask.py": ask("'ls'"), "use.py": use });
  await editor.open("use.py", use);
  expect(await editor.rules("use.py")).toEqual([]);
  await editor.open("ask.py", ask("client.responses.create(model='gpt-4o-mini', input=q).output_text"));
  expect(await editor.rules("use.py")).toEqual(["4:model-output-to-shell"]);
});

it("reports the whole workspace in parts, and later only what changed", async () => {
  const editor = await start({ "a/one.py": VULNERABLE, "b/two.py": VULNERABLE, "c/calm.py": "x = 1\n" });
  type Report = { items: { uri: string; kind: string; resultId: string; items: unknown[] }[] };
  const parts: Report["items"] = [];
  editor.connection.onNotification("$/progress", ({ token, value }: { token: unknown; value: Report }) => {
    if (token === "part") parts.push(...value.items);
  });
  await editor.request<Report>("workspace/diagnostic", { previousResultIds: [], partialResultToken: "part" });
  expect(parts.map((item) => item.uri).sort()).toEqual([editor.uri("a/one.py"), editor.uri("b/two.py")]);
  const previousResultIds = parts.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const next = editor.request<Report>("workspace/diagnostic", { previousResultIds });
  await editor.write("a/one.py", "x = 2\n");
  const { items } = await next;
  expect(items.map((item) => [item.uri, item.items.length])).toEqual([[editor.uri("a/one.py"), 0]]);
});

it("notices files that come, go and become ignored, and asks the editor to look again", async () => {
  const editor = await start({ "app.py": VULNERABLE, ".git/HEAD": "" });
  let refreshed = 0;
  const heard = new Set<() => void>();
  editor.connection.onRequest("workspace/diagnostic/refresh", () => {
    refreshed++;
    for (const tell of heard) tell();
    return null;
  });
  type Report = { items: { uri: string; items: unknown[] }[] };
  const files = async () =>
    (await editor.request<Report>("workspace/diagnostic", { previousResultIds: [] })).items.map(
      (item) => item.uri,
    );
  expect(await files()).toEqual([editor.uri("app.py")]);
  const before = refreshed;
  const again = new Promise<void>((resolve) => heard.add(resolve));
  await editor.write("new.py", VULNERABLE, 1);
  expect((await files()).sort()).toEqual([editor.uri("app.py"), editor.uri("new.py")]);
  await again;
  expect(refreshed).toBeGreaterThan(before);
  await editor.write(".gitignore", "app.py\n", 1);
  expect(await files()).toEqual([editor.uri("new.py")]);
  await editor.write("new.py", undefined, 3);
  expect(await files()).toEqual([]);
});

it("takes the configuration as it stands in the editor, and shows what is wrong in it", async () => {
  const editor = await start({ "app.py": VULNERABLE, "llmlint.jsonc": "{}" });
  await editor.open("app.py", VULNERABLE);
  expect(await editor.rules("app.py")).toContain(SHELL);
  await editor.open("llmlint.jsonc", '{ "rules": { "model-output-to-shell": "off" } }', "jsonc");
  expect(await editor.rules("app.py")).not.toContain(SHELL);
  await editor.change("llmlint.jsonc", { text: '{ "rulez": {} }' });
  const [problem] = await editor.pull("llmlint.jsonc");
  expect(problem?.message).toContain('unknown key "rulez"');
  expect(await editor.rules("app.py")).toContain(SHELL);
});

it("counts columns as the editor does", async () => {
  const text = VULNERABLE.replace("    subprocess.run", '    "äöü🙂"; subprocess.run');
  const utf8 = { ...PULLING, general: { positionEncodings: ["utf-8"] } };
  const editor = await start({ "app.py": text }, { capabilities: utf8 });
  expect(editor.capabilities.positionEncoding).toBe("utf-8");
  await editor.open("app.py", text);
  const found = (await editor.pull("app.py")).find((each) => describeDiagnostic(each) === SHELL);
  const before = Buffer.byteLength(text.split("\n")[7]?.split("answer.")[0] ?? "");
  expect(found?.range.start.character).toBe(before);
  await editor.change("app.py", { range: line(8, 4, 4 + Buffer.byteLength('"äöü🙂"; ')), text: "" });
  const moved = (await editor.pull("app.py")).find((each) => describeDiagnostic(each) === SHELL);
  expect(moved?.range.start.character).toBe("    subprocess.run(".length);
});

it("keeps folders of a workspace apart, each with its configuration", async () => {
  const editor = await start(
    {
      "one/app.py": VULNERABLE,
      "one/.git/HEAD": "",
      "one/llmlint.jsonc": '{ "rules": { "model-output-to-shell": "off" } }',
      "two/app.py": VULNERABLE,
      "two/.git/HEAD": "",
    },
    { folders: ["one", "two"] },
  );
  await editor.open("one/app.py", VULNERABLE);
  await editor.open("two/app.py", VULNERABLE);
  expect(await editor.rules("one/app.py")).not.toContain(SHELL);
  expect(await editor.rules("two/app.py")).toContain(SHELL);
});

it("analyses documents without a file, and files that are not saved yet", async () => {
  const editor = await start({ "old.py": "x = 1\n" });
  await editor.open("untitled:Untitled-1", VULNERABLE, "python");
  expect(await editor.rules("untitled:Untitled-1")).toContain(SHELL);
  await editor.open("unsaved.py", VULNERABLE);
  expect(await editor.rules("unsaved.py")).toContain(SHELL);
});

it("analyses a file outside of every folder", async () => {
  const editor = await start({ "in/x.py": "x = 1\n", "out/app.py": VULNERABLE }, { folders: ["in"] });
  await editor.open("out/app.py", VULNERABLE);
  expect(await editor.rules("out/app.py")).toContain(SHELL);
});

it("publishes to editors that do not pull, with the version it looked at", async () => {
  const editor = await start({ "app.py": "x = 1\n", "other.py": VULNERABLE }, { capabilities: PUSHED });
  await editor.publication("other.py", ({ diagnostics }) =>
    diagnostics.map(describeDiagnostic).includes(SHELL),
  );
  await editor.open("app.py", VULNERABLE);
  const found = await editor.publication("app.py", ({ diagnostics }) => diagnostics.length > 0);
  expect(found.version).toBe(1);
  await editor.change("app.py", { text: "x = 1\n" });
  const gone = await editor.publication("app.py", ({ diagnostics }) => diagnostics.length === 0);
  expect(gone.diagnostics).toEqual([]);
});

it("answers for the open file before the workspace is done", async () => {
  const others = Array.from({ length: 120 }, (_, i) => [`other/use${i}.py`, CHAIN(i)]);
  const editor = await start({ ...Object.fromEntries(others), "run.py": VULNERABLE });
  let isDone = false;
  editor.connection.onNotification("llmlint/status", ({ state }) => {
    isDone ||= state === "ready";
  });
  await editor.open("run.py", VULNERABLE);
  expect(await editor.rules("run.py")).toContain("8:model-output-to-shell");
  expect(isDone).toBe(false);
  await editor.request("llmlint/rescan", {});
  expect(await editor.rules("run.py")).toContain("8:model-output-to-shell");
});

it("what the workspace adds to the answer for an edited file is asked for again", async () => {
  // More importers than are followed for a quick answer; the last one brings the user's text.
  const library = "import subprocess\n\ndef run(command):\n    subprocess.run(command, shell=True)\n";
  const users = Array.from({ length: 60 }, (_, i) => [`use${i}.py`, `from library import run\n${CHAIN(i)}`]);
  const bad = [
    "from openai import OpenAI",
    "from library import run",
    'run(OpenAI().responses.create(model="gpt-4o", input="ls").output_text)',
    "",
  ].join("\n");
  const editor = await start({ ...Object.fromEntries(users), "bad.py": bad, "library.py": library });
  const refreshed = new Promise<void>((resolve) =>
    editor.connection.onRequest("workspace/diagnostic/refresh", () => resolve()),
  );
  await editor.open("library.py", library);
  await editor.pull("library.py");
  await refreshed;
  await editor.request("llmlint/rescan", {});
  expect(await editor.rules("library.py")).toContain("4:model-output-to-shell");
});

it("shows nothing that a comment silenced", async () => {
  const silenced = VULNERABLE.replace(
    "    subprocess",
    "    # llmlint-disable-next-line model-output-to-shell -- reviewed\n    subprocess",
  );
  const editor = await start({ "app.py": silenced });
  await editor.open("app.py", silenced);
  expect(await editor.rules("app.py")).not.toContain("9:model-output-to-shell");
});
