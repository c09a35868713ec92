import { readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { hasFolders, NAME, refuseClimbing, requireBelow, ROOT } from "./folders";

const server = new McpServer({ name: "notes", version: "1.0.0" });
const text = (content: string) => ({ content: [{ type: "text" as const, text: content }] });

server.tool("below", { name: z.string() }, async ({ name }) => {
  return text(await readFile(await requireBelow(ROOT, name), "utf8")); // ok: unsafe-tool-input
});

server.tool("relative", { name: z.string() }, async ({ name }) => {
  const target = resolve(ROOT, name);
  const way = relative(ROOT, target);
  const outside = way.startsWith("..") || resolve(ROOT, way) !== target;
  if (outside) throw new Error("outside of the notes");
  return text(await readFile(target, "utf8")); // ok: unsafe-tool-input
});

server.tool("relative-to-two", { name: z.string() }, async ({ name }) => {
  const target = resolve(name);
  const notes = relative(ROOT, target);
  const drafts = relative(join(ROOT, "drafts"), target);
  if (notes.startsWith("..") && drafts.startsWith("..")) throw new Error("outside of the notes");
  return text(await readFile(name, "utf8")); // ok: unsafe-tool-input
});

server.tool("first-piece", { name: z.string() }, async ({ name }) => {
  const target = resolve(ROOT, name);
  if (relative(ROOT, target).split(sep)[0] === "..") throw new Error("outside of the notes");
  return text(await readFile(target, "utf8")); // ok: unsafe-tool-input
});

server.tool("prefix-unresolved", { name: z.string() }, async ({ name }) => {
  const target = `${ROOT}/${name}`;
  if (!target.startsWith(ROOT + sep)) throw new Error("outside of the notes");
  return text(await readFile(target, "utf8")); // want: unsafe-tool-input
});

server.tool("prefix-then-resolved", { name: z.string() }, async ({ name }) => {
  const target = `${ROOT}/${name}`;
  if (!target.startsWith(ROOT + sep)) throw new Error("outside of the notes");
  return text(await readFile(resolve(target), "utf8")); // want: unsafe-tool-input
});

server.tool("no-way-up", { name: z.string() }, async ({ name }) => {
  refuseClimbing(name);
  return text(await readFile(join(ROOT, name), "utf8")); // ok: unsafe-tool-input
});

server.tool("one-segment", { name: z.string() }, async ({ name }) => {
  if (hasFolders(name)) throw new Error("no folders");
  return text(await readFile(join(ROOT, name), "utf8")); // ok: unsafe-tool-input
});

server.tool("dots-only", { name: z.string() }, async ({ name }) => {
  if (name.includes("..")) throw new Error("no");
  return text(await readFile(name, "utf8")); // want: unsafe-tool-input warning
});

server.tool("asked-but-not-heeded", { name: z.string() }, async ({ name }) => {
  const target = resolve(ROOT, name);
  if (relative(ROOT, target).startsWith("..")) console.warn("outside of the notes");
  return text(await readFile(target, "utf8")); // want: unsafe-tool-input
});

server.tool("named", { name: z.string() }, async ({ name }) => {
  if (!NAME.test(name)) throw new Error("no such note");
  return text(await readFile(join(ROOT, name), "utf8")); // ok: unsafe-tool-input
});
