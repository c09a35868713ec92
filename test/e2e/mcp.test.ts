import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli, folderWith, llmlint, VULNERABLE } from "./run.ts";

describe("the tools for coding agents, asked over the protocol", () => {
  let folder: string;
  let client: Client;
  const secret = `sk-ant-${"api03"}-${"aB3dE6gH9j".repeat(9)}xYz-AbCdEfAA`;
  beforeAll(async () => {
    folder = folderWith({
      "work/app.py": VULNERABLE,
      "work/safe.py": "x = 1\n",
      "work/key.py": `from anthropic import Anthropic\nclient = Anthropic(api_key="${secret}")\n`,
      "outside/other.py": VULNERABLE,
    });
    symlinkSync(join(folder, "outside"), join(folder, "work/link"));
    client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [cli, "mcp"],
        cwd: join(folder, "work"),
        stderr: "pipe",
      }),
    );
  });
  afterAll(async () => {
    await client.close();
    rmSync(folder, { recursive: true });
  });

  const call = async (name: string, args: Record<string, unknown>) => {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [first] = content as { text: string }[];
    return { text: first?.text ?? "", isError: isError === true };
  };

  test("all of them only read", async () => {
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(["scan", "explain", "prompts", "why"]);
    expect(tools.every((tool) => tool.annotations?.readOnlyHint === true)).toBe(true);
    expect(client.getServerVersion()?.name).toBe("llmlint");
  });

  test("scan, explain, prompts and why answer as the commands do", async () => {
    const scan = await call("scan", {});
    expect(scan.text).toContain("app.py:8:20 error model-output-to-shell");
    expect(scan.text).toBe(llmlint(["scan", "--format", "agent"], join(folder, "work")).stdout);
    expect((await call("explain", { rule: "model-output-to-shell" })).text).toContain("CWE-78");
    expect((await call("prompts", { paths: ["app.py"] })).text).toContain("app.py:7:14");
    expect((await call("why", { path: "app.py", line: 8 })).text).toContain("model-output-to-shell");
  });

  test("a text that is not saved counts in the project", async () => {
    const text = VULNERABLE.replace("subprocess.run(answer.output_text, shell=True)", "print(answer)");
    expect((await call("scan", { paths: ["app.py"], text })).text).toBe("llmlint: no findings\n");
    const added = await call("scan", { paths: ["new.py"], text: VULNERABLE });
    expect(added.text).toContain("new.py:8:20 error");
    expect(added.text).not.toContain("app.py");
  });

  test("nothing outside of the folder is there, by name or by link", async () => {
    for (const paths of [["../outside"], ["/etc"], [join(folder, "outside/other.py")]]) {
      const { text, isError } = await call("scan", { paths });
      expect([isError, text.includes("outside of the workspace")]).toEqual([true, true]);
    }
    const linked = await call("scan", { paths: ["link/other.py"] });
    expect(linked.isError).toBe(true);
    expect((await call("why", { path: "link/other.py", line: 8 })).isError).toBe(true);
    expect((await call("scan", {})).text).not.toContain("other.py");
  });

  test("no answer holds a key", async () => {
    for (const [name, args] of [
      ["scan", { paths: ["key.py"] }],
      ["why", { path: "key.py", line: 2 }],
      ["prompts", {}],
      ["scan", { paths: [`${secret}.py`] }],
    ] as const)
      expect((await call(name, args)).text).not.toContain(secret);
  });

  test("what is wrong is told, and the server goes on", async () => {
    expect(await call("explain", { rule: "model-output-to-shel" })).toMatchObject({
      isError: true,
      text: expect.stringContaining('did you mean "model-output-to-shell"'),
    });
    expect((await call("scan", { paths: ["--fix"] })).isError).toBe(true);
    expect((await call("scan", { fix: true })).text).toContain('"fix" is no argument');
    expect((await call("delete", {})).text).toContain("unknown tool");
    expect((await call("scan", { paths: ["safe.py"] })).text).toBe("llmlint: no findings\n");
  });
});

test("scan --stdin-filename reads the text of a file from the standard input", () => {
  const folder = folderWith({
    "lib.py": "import subprocess\ndef go(c):\n    subprocess.run(c, shell=True)\n",
  });
  const text = VULNERABLE.replace("subprocess.run(", "go(")
    .replace(", shell=True", "")
    .replace("import subprocess", "from lib import go");
  writeFileSync(join(folder, "app.py"), "x = 1\n");
  const { code, stdout } = llmlint(
    ["scan", "--stdin-filename", "app.py", "--format", "concise"],
    folder,
    text,
  );
  // The sink stands in the other file: what is found there is not about this text.
  expect([code, stdout.includes("lib.py")]).toEqual([0, false]);
  const direct = llmlint(["scan", "--stdin-filename", "new.py", "--format", "concise"], folder, VULNERABLE);
  expect([direct.code, direct.stdout.startsWith("new.py:8:20")]).toEqual([1, true]);
  rmSync(folder, { recursive: true });
});
