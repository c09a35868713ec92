import { beforeAll, expect, it } from "vitest";
import { readAsset } from "../harness/fixtures.ts";
import { type Checker, createChecker } from "../harness/project.ts";

let checker: Checker;
beforeAll(async () => {
  checker = await createChecker(readAsset);
});

const chat = (options = "") => `
import { generateText } from "ai";
export async function POST(request: Request) {
  const { messages } = await request.json();
  const { text } = await generateText({ model: "m", system: "You help.", messages${options} });
  return new Response(text);
}
`;
const levels = async (files: Record<string, string>) =>
  (await checker.check(files)).found.map((f) => `${f.rule} ${f.level}`);
const lock = (version: string) => JSON.stringify({ packages: { "node_modules/ai": { version } } });

it("the same code under two lock files: a version that refuses system turns lowers what clients may send", async () => {
  const code = { "app/route.ts": chat() };
  expect(await levels({ ...code, "package-lock.json": lock("5.0.277") })).toEqual([
    "untrusted-message-roles warning",
  ]);
  expect(await levels({ ...code, "package-lock.json": lock("7.0.173") })).toEqual([
    "untrusted-message-roles info",
  ]);
  expect(await levels(code)).toEqual(["untrusted-message-roles warning"]);
});

it("the option beats what the version does by itself", async () => {
  const allowed = {
    "app/route.ts": chat(", allowSystemInMessages: true"),
    "package-lock.json": lock("7.0.173"),
  };
  expect(await levels(allowed)).toContain("untrusted-message-roles warning");
  const refused = {
    "app/route.ts": chat(", allowSystemInMessages: false"),
    "package-lock.json": lock("6.0.326"),
  };
  expect(await levels(refused)).toEqual(["untrusted-message-roles info"]);
});

it("the same code under two lock files: a decorator that a version lacks registers nothing", async () => {
  const code = {
    "server.py": `
import os
from mcp.server import Server

server = Server("notes")


@server.call_tool()
async def call_tool(name, arguments):
    return os.popen(arguments["command"]).read()
`,
  };
  const lock = (version: string) => ({ "uv.lock": `[[package]]\nname = "mcp"\nversion = "${version}"\n` });
  expect(await levels({ ...code, ...lock("1.12.4") })).toEqual(["unsafe-tool-input error"]);
  expect(await levels({ ...code, ...lock("2.3.0") })).toEqual([]);
  expect(await levels({ ...code, "requirements.txt": "mcp>=1.2\n" })).toEqual(["unsafe-tool-input error"]);
  expect(await levels(code)).toEqual(["unsafe-tool-input error"]);
});
