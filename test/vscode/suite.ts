// Runs in the extension host of a real VS Code; loaded through `extensionTestsPath`, so under desktop VS Code as well.
import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import process from "node:process";
import * as vscode from "vscode";

const tests: [string, () => Promise<void>][] = [
  [
    "the extension starts with the language",
    async () => {
      const extension = vscode.extensions.getExtension("llmlint.llmlint");
      assert.ok(extension);
      await open("app.py");
      await until("activation", () => extension.isActive);
    },
  ],
  [
    "findings arrive with path and documentation",
    async () => {
      const { document } = await open("app.py");
      const [found] = await until("a finding", () => findings(document, "model-output-to-code"));
      assert.equal(found?.severity, vscode.DiagnosticSeverity.Error);
      const steps = found?.relatedInformation ?? [];
      assert.ok(steps.length >= 3);
      const code = found?.code as { value: string; target: vscode.Uri };
      assert.equal(code.target.toString(), "llmlint-rule:/model-output-to-code.md");
      const docs = await vscode.workspace.openTextDocument(code.target);
      assert.match(docs.getText(), /^# /);
    },
  ],
  [
    "an edit in one file changes the findings of another",
    async () => {
      const { document } = await open("app.py");
      const prompts = await open("prompts.py");
      await until("a finding", () => findings(document, "model-output-to-code"));
      const before = document.getText();
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      await replace(document, whole, before.replace("str(eval(", "str((").trimEnd());
      await until("no finding", () => findings(document, "model-output-to-code").length === 0 || undefined);
      await replace(document, new vscode.Range(0, 0, document.lineCount, 0), before);
      await until("the finding again", () => findings(document, "model-output-to-code"));
      assert.equal(prompts.document.isDirty, false);
    },
  ],
  [
    "a model call has a lens, hints and a hover",
    async () => {
      const { document } = await open("app.py");
      const lenses = await until("a lens", async () =>
        some(
          await vscode.commands.executeCommand<vscode.CodeLens[]>(
            "vscode.executeCodeLensProvider",
            document.uri,
          ),
        ),
      );
      assert.match(lenses.map((lens) => lens.command?.title).join(), /user: user input/);
      const at = document.positionAt(document.getText().indexOf("completions"));
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        at,
      );
      const shown = hovers.flatMap((hover) =>
        hover.contents.map((content) => (content as vscode.MarkdownString).value),
      );
      assert.match(shown.join("\n"), /What the model is given[\s\S]*You translate questions/);
    },
  ],
  [
    "the Findings view lists the workspace by model call, file, rule and risk",
    async () => {
      const { document } = await open("app.py");
      await until("a finding", () => findings(document, "model-output-to-code"));
      const { shownFindings } = api();
      const labels = async () => (await shownFindings()).map(({ label }) => label);
      await vscode.commands.executeCommand("llmlint.findings.focus");
      await until(
        "both files",
        async () => (await shownFindings()).flatMap((group) => group.findings).length > 1,
      );
      await vscode.commands.executeCommand("llmlint.groupByCall");
      assert.match((await labels()).join(), /openai/);
      await vscode.commands.executeCommand("llmlint.groupByRule");
      assert.ok((await labels()).includes("model-output-to-code"));
      await vscode.commands.executeCommand("llmlint.groupByRisk");
      assert.match((await labels()).join(), /LLM05 Improper Output Handling/);
      await vscode.commands.executeCommand("llmlint.groupByFile");
      assert.deepEqual((await labels()).sort(), ["agent.ts", "app.py"]);
    },
  ],
  [
    "a command shows the path of the finding at the cursor",
    async () => {
      const { document } = await selectFinding();
      await vscode.commands.executeCommand("llmlint.showPath");
      const shown = api().shownPath();
      assert.equal(shown?.rule, "model-output-to-code");
      assert.ok((shown?.paths[0]?.length ?? 0) >= 3);
      assert.equal(vscode.Uri.parse(shown?.paths[0]?.at(-1)?.uri ?? "").toString(), document.uri.toString());
    },
  ],
  [
    "the prompt map of the call at the cursor opens, follows an edit in another file, and gives way to the surface map",
    async () => {
      const { document } = await selectFinding();
      const prompts = await open("prompts.py");
      await selectFinding();
      const page = () =>
        api()
          .shownMap()
          ?.page.replace(/<[^>]*>/g, "") ?? "";
      await vscode.commands.executeCommand("llmlint.showPrompt");
      await until("the prompt", () => page().includes("You translate questions") || undefined);
      assert.equal(vscode.Uri.parse(api().shownMap()?.call?.uri ?? "").toString(), document.uri.toString());
      const before = prompts.document.getText();
      const whole = () => new vscode.Range(0, 0, prompts.document.lineCount, 0);
      await replace(prompts.document, whole(), before.replace("You translate", "You refuse"));
      await until("the other prompt", () => page().includes("You refuse questions") || undefined);
      await replace(prompts.document, whole(), before);
      await until("the prompt again", () => page().includes("You translate questions") || undefined);
      await vscode.commands.executeCommand("llmlint.showSurface");
      await until("the surface", () => /shell/.test(page()) || undefined);
      assert.equal(api().shownMap()?.view, "surface");
    },
  ],
  [
    "a command silences the finding at the cursor, with a reason",
    async () => {
      const { document } = await selectFinding();
      const before = document.getText();
      await vscode.commands.executeCommand("llmlint.suppress", undefined, "only our own texts");
      assert.match(
        document.getText(),
        /# llmlint-disable-next-line model-output-to-code -- only our own texts\n {4}return str\(eval/,
      );
      await until("no finding", () => findings(document, "model-output-to-code").length === 0 || undefined);
      await replace(document, new vscode.Range(0, 0, document.lineCount, 0), before);
      await until("the finding again", () => findings(document, "model-output-to-code"));
    },
  ],
  [
    "the walkthrough has four steps and a sample in which there is something to find",
    async () => {
      const { walkthroughs } = manifest().contributes;
      assert.equal(walkthroughs[0]?.steps.length, 4);
      await vscode.commands.executeCommand("llmlint.openSample");
      const editor = await until("the sample", () => vscode.window.activeTextEditor);
      assert.equal(editor.document.uri.scheme, "untitled");
      await until("a finding", () => findings(editor.document, "model-output-to-code"));
      await until("another", () => findings(editor.document, "untrusted-system-prompt"));
    },
  ],
  [
    "a level in the settings counts",
    async () => {
      const { document } = await open("app.py");
      const settings = vscode.workspace.getConfiguration("llmlint");
      const levels = { "model-output-to-code": "warning" };
      await settings.update("severities", levels, vscode.ConfigurationTarget.Workspace);
      await until(
        "a warning",
        () => findings(document, "model-output-to-code")[0]?.severity === vscode.DiagnosticSeverity.Warning,
      );
      await settings.update("severities", undefined, vscode.ConfigurationTarget.Workspace);
      await until(
        "an error",
        () => findings(document, "model-output-to-code")[0]?.severity === vscode.DiagnosticSeverity.Error,
      );
    },
  ],
  [
    "a task runs the command line",
    async () => {
      const [task] = await vscode.tasks.fetchTasks({ type: "llmlint" });
      assert.ok(task);
      const ended = new Promise<number | undefined>((resolve) => {
        vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.source === "llmlint") resolve(exitCode);
        });
      });
      await vscode.tasks.executeTask(task);
      assert.equal(await ended, 1);
    },
  ],
  [
    "the settings switch the lenses off",
    async () => {
      const { document } = await open("app.py");
      const settings = vscode.workspace.getConfiguration("llmlint");
      const lenses = () =>
        vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
      await settings.update("codeLens", false, vscode.ConfigurationTarget.Workspace);
      await until("no lens", async () => (await lenses()).length === 0 || undefined);
      await settings.update("codeLens", undefined, vscode.ConfigurationTarget.Workspace);
      await until("the lens again", async () => some(await lenses()));
    },
  ],
  [
    "a server that dies is started again, and knows what is not saved",
    async () => {
      const { document } = await open("app.py");
      const [before] = await until("a finding", () => findings(document, "model-output-to-code"));
      const line = before?.range.start.line ?? 0;
      await replace(document, new vscode.Range(0, 0, 0, 0), "# not saved\n");
      const isMoved = () =>
        findings(document, "model-output-to-code").some(({ range }) => range.start.line === line + 1);
      await until("the finding moved", isMoved);
      const dead = servers();
      assert.equal(dead.length, 1);
      for (const pid of dead) process.kill(pid, "SIGKILL");
      await until("another server", () => servers().some((pid) => !dead.includes(pid)) || undefined);
      await replace(document, new vscode.Range(0, 0, 0, 0), "# not saved either\n");
      await until("the finding of the new server", () =>
        findings(document, "model-output-to-code").some(({ range }) => range.start.line === line + 2),
      );
      await replace(document, new vscode.Range(0, 0, 2, 0), "");
      await until("the finding where it was", () =>
        findings(document, "model-output-to-code").some(({ range }) => range.start.line === line),
      );
    },
  ],
  [
    "every command is there, and the server starts again",
    async () => {
      const all = await vscode.commands.getCommands(true);
      for (const name of [
        "explain",
        "restart",
        "showLog",
        "scanWorkspace",
        "scanChangedFiles",
        "printDebugInformation",
      ])
        assert.ok(all.includes(`llmlint.${name}`), name);
      await vscode.commands.executeCommand("llmlint.restart");
      const { document } = await open("app.py");
      await until("a finding", () => findings(document, "model-output-to-code"));
    },
  ],
  [
    "the whole workspace is analysed",
    async () => {
      const folder = vscode.workspace.workspaceFolders?.[0];
      assert.ok(folder);
      const agent = vscode.Uri.joinPath(folder.uri, "agent.ts");
      await until("a finding in a file that is not open", () =>
        some(vscode.languages.getDiagnostics(agent).filter((each) => each.source === "llmlint")),
      );
    },
  ],
];

interface Shown {
  label: string;
  findings: { rule: string }[];
}
interface Api {
  shownFindings(): Promise<Shown[]>;
  shownMap(): { view: string; page: string; call?: { uri: string } } | undefined;
  shownPath(): { rule: string; paths: { uri: string }[][] } | undefined;
}

/** The processes of our server that this extension host started. */
function servers(): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...command]) => Number(parent) === process.pid && /cli\.mjs lsp/.test(command.join(" ")),
    )
    .map(([pid]) => Number(pid));
}

function api(): Api {
  return vscode.extensions.getExtension<Api>("llmlint.llmlint")?.exports as Api;
}

function manifest(): { contributes: { walkthroughs: { steps: unknown[] }[] } } {
  return vscode.extensions.getExtension("llmlint.llmlint")?.packageJSON;
}

/** Puts the cursor on the defect of `app.py`. */
async function selectFinding(): Promise<vscode.TextEditor> {
  const editor = await open("app.py");
  const [found] = await until("a finding", () => findings(editor.document, "model-output-to-code"));
  const at = found?.range.start ?? new vscode.Position(0, 0);
  editor.selection = new vscode.Selection(at, at);
  return editor;
}

export async function run(): Promise<void> {
  let failures = 0;
  for (const [name, test] of tests) {
    const error = await test().then(
      () => undefined,
      (reason: unknown) => String(reason instanceof Error ? reason.stack : reason),
    );
    if (error !== undefined) failures++;
    appendFileSync(process.env.LLMLINT_REPORT ?? "", `${JSON.stringify({ name, error })}\n`);
  }
  if (failures > 0) throw new Error(`${failures} failed`);
}

async function open(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  return vscode.window.showTextDocument(document, { preview: false });
}

function findings(document: vscode.TextDocument, rule: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ code }) => (typeof code === "object" ? code.value : code) === rule);
}

function some<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found && (!Array.isArray(found) || found.length > 0)) return found;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}
