import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { createBoundedFileSystem } from "../host/boundedFileSystem.ts";
import { isAround } from "../workspace/paths.ts";
import type { CliIo } from "./io.ts";
import { runCli } from "./program.ts";
import { TOOL } from "./version.ts";

/** Longest answer, in UTF-16 units: an agent reads it all. */
const MOST_TEXT = 100_000;
/** Longest text that a client may hand over. */
const MOST_GIVEN = 1_000_000;

const PATHS = {
  type: "array",
  items: { type: "string" },
  description: "Files or folders below the workspace; the whole workspace if absent.",
};
const PROFILE = {
  type: "string",
  enum: ["recommended", "strict"],
  description: "recommended is quiet on good code, strict adds advice; the configuration decides if absent.",
};
const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

const TOOLS = [
  {
    name: "scan",
    title: "Find security defects of model calls",
    description:
      "Follows data through the project and reports where it does harm around calls of language models: prompt injection, model output in a shell, SQL, page or path, keys in code. With `text`, that text counts as the content of the one file in `paths`, and only it is reported.",
    inputSchema: {
      type: "object",
      properties: {
        paths: PATHS,
        text: { type: "string", description: "Content of the one file in `paths`, saved or not." },
        profile: PROFILE,
        rules: { type: "array", items: { type: "string" }, description: "Only these rules." },
      },
      additionalProperties: false,
    },
  },
  {
    name: "explain",
    title: "Explain a rule",
    description: "Why a rule matters, with a vulnerable and a safe example, and what it does not see.",
    inputSchema: {
      type: "object",
      properties: { rule: { type: "string", description: "Id of the rule, as in a finding." } },
      required: ["rule"],
      additionalProperties: false,
    },
  },
  {
    name: "prompts",
    title: "List model calls and what goes into them",
    description:
      "Each model call of the project with its slots, piece by piece, by where the piece comes from.",
    inputSchema: { type: "object", properties: { paths: PATHS }, additionalProperties: false },
  },
  {
    name: "why",
    title: "Explain a line",
    description:
      "What reaches a line, where data ended on the way (check, sanitizer, unknown callee), which rules looked there and why each is silent.",
    inputSchema: {
      type: "object",
      properties: {
        path: { type: "string", description: "A file below the workspace." },
        line: { type: "integer", minimum: 1 },
      },
      required: ["path", "line"],
      additionalProperties: false,
    },
  },
] as const;

/** Serves read-only tools until the client closes the stream. The folder it was started in is all there is. */
export async function serveAgents(io: CliIo): Promise<void> {
  const files = io.openFileSystem([]);
  const root = files.currentFolder;
  const server = new Server({ name: "llmlint", version: TOOL.version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map((tool) => ({ ...tool, annotations: READ_ONLY })),
  }));
  // One at a time: an analysis takes what memory there is.
  let last: Promise<unknown> = Promise.resolve();
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const answer = last.then(() => callTool(params.name, params.arguments ?? {}, io, root));
    last = answer.catch(() => undefined);
    return answer;
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once("end", resolve);
  });
  await server.connect(new StdioServerTransport());
  await closed;
}

async function callTool(name: string, given: Record<string, unknown>, io: CliIo, root: string) {
  const { args, text } = commandOf(name, given);
  if (args === undefined) return failed(text ?? "");
  const outside = pathsOf(given).find((path) => !isAround(root, io.openFileSystem([]).toPath(path)));
  if (outside !== undefined) return failed(`"${outside}" lies outside of the workspace ${root}`);
  const output = { stdout: "", stderr: "" };
  const stream = (of: keyof typeof output) => ({
    isTerminal: false,
    write: (chunk: string) => {
      output[of] += chunk;
    },
  });
  const refuse = () => Promise.reject(new Error("The tools of the server read only."));
  const code = await runCli({
    ...io,
    arguments: args,
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    openFileSystem: (confineTo) => createBoundedFileSystem(io.openFileSystem(confineTo), root),
    readStdin: () => Promise.resolve(text ?? ""),
    runGit: () => Promise.resolve(undefined),
    writeReport: refuse,
    writeSource: refuse,
    serve: refuse,
    serveAgents: refuse,
  });
  if (code === 2) return failed(io.maskSecrets(output.stderr.trim()));
  const notes = code === 3 ? `\n${output.stderr}` : "";
  return { content: [{ type: "text" as const, text: shortened(io.maskSecrets(output.stdout + notes)) }] };
}

function failed(text: string) {
  return { content: [{ type: "text" as const, text }], isError: true };
}

function shortened(text: string): string {
  if (text.length <= MOST_TEXT) return text;
  return `${text.slice(0, MOST_TEXT)}\n… ${text.length - MOST_TEXT} more characters; name fewer paths.\n`;
}

function pathsOf({ paths, path }: Record<string, unknown>): string[] {
  return [...(isTexts(paths) ? paths : []), ...(typeof path === "string" ? [path] : [])];
}

/** The command that answers; or what is wrong with the arguments, as text. */
function commandOf(name: string, given: Record<string, unknown>): { args?: string[]; text?: string } {
  const tool = TOOLS.find((candidate) => candidate.name === name);
  if (!tool) return { text: `unknown tool "${name}"; there are ${TOOLS.map((t) => t.name).join(", ")}` };
  const strange = Object.keys(given).find((key) => !Object.hasOwn(tool.inputSchema.properties, key));
  if (strange !== undefined) return { text: `"${strange}" is no argument of ${name}` };
  const { paths = [], text, profile, rules = [], rule, path, line } = given;
  if (!isTexts(paths) || !isTexts(rules)) return { text: "paths and rules are lists of texts" };
  switch (tool.name) {
    case "scan": {
      const args = ["scan", "--format", "agent", "--fail-on", "never"];
      if (profile !== undefined) args.push("--profile", String(profile));
      for (const id of rules) args.push("--rule", id);
      if (text === undefined) return { args: [...args, "--", ...paths] };
      if (typeof text !== "string" || text.length > MOST_GIVEN)
        return { text: `text is a text of at most ${MOST_GIVEN} characters` };
      const [file, ...others] = paths;
      if (file === undefined || others.length > 0)
        return { text: "with text, paths holds the one file that it is" };
      return { args: [...args, `--stdin-filename=${file}`], text };
    }
    case "explain":
      return typeof rule === "string" ? { args: ["explain", "--", rule] } : { text: "rule is missing" };
    case "prompts":
      return { args: ["prompts", "--", ...paths] };
    case "why":
      return typeof path === "string" && Number.isSafeInteger(line)
        ? { args: ["why", "--", `${path}:${line}`] }
        : { text: "path and line are missing" };
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
