/**
 * The import table of the rooms: each may import itself and what stands beside it, nothing else.
 * A room that is missing here may be imported by nobody and may import nothing.
 */
/** @type {Record<string, readonly string[]>} */
export const rooms = {
  base: [],
  host: ["base"],
  config: ["base", "findings", "generated"],
  ir: ["base"],
  "frontends/typescript": ["base", "ir", "frontends"],
  "frontends/python": ["base", "ir", "frontends"],
  "frontends/notebook": ["base", "ir", "frontends", "frontends/typescript", "frontends/python"],
  frontends: ["base", "ir", "frontends/typescript", "frontends/python", "frontends/notebook"],
  project: ["base", "host", "ir", "frontends"],
  models: ["base", "ir", "generated"],
  resolve: ["base", "ir", "models", "project"],
  flow: ["base", "ir", "models", "resolve"],
  findings: ["base", "generated"],
  secrets: ["base", "findings", "generated"],
  documents: ["base", "findings", "generated"],
  rules: ["base", "ir", "models", "flow", "findings", "generated"],
  // What the analysis knows of one line.
  why: ["base", "ir", "models", "flow", "findings", "rules"],
  fixes: ["base", "ir", "models", "findings"],
  // What the program has of models, tools and the like, as plain data.
  inventory: ["base", "models", "flow", "findings", "rules"],
  report: ["base", "findings", "generated"],
  engine: [
    "base",
    "host",
    "config",
    "ir",
    "frontends",
    "project",
    "models",
    "resolve",
    "flow",
    "findings",
    "secrets",
    "documents",
    "rules",
    "inventory",
    "why",
    "fixes",
    "memory",
    "generated",
  ],
  // What stays known between runs, for the editor.
  memory: ["base", "host", "ir", "frontends", "frontends/notebook", "project", "models", "flow"],
  // Where a run stands: its root, its configuration, the packs of its user.
  workspace: ["base", "engine", "config", "host", "report"],
  // The maps of the report are shown in editors too.
  lsp: ["base", "engine", "findings", "config", "host", "workspace", "report"],
  cli: ["base", "engine", "findings", "config", "host", "report", "workspace", "lsp"],
  // The types of what was compiled; the generator writes `import type` only.
  generated: ["findings", "models", "documents"],
};

/** Packages by room; a room that is missing here imports none. The language front ends get trees, not the parser. */
const packages = {
  config: ["zod", "yaml", "jsonc-parser", "smol-toml"],
  frontends: ["web-tree-sitter"],
  project: ["ignore", "tinyglobby", "jsonc-parser", "smol-toml", "yaml"],
  models: ["yaml"],
  documents: ["jsonc-parser", "yaml"],
  report: ["@dagrejs/dagre"],
  lsp: ["vscode-languageserver"],
  cli: ["chokidar", "commander", "diff", "@modelcontextprotocol/sdk"],
};

/** Node's own modules: the file system in one file, the process where commands and the server start. */
const builtins = {
  host: "^server/src/host/nodeFileSystem\\.ts$",
  workspace: "^server/src/workspace/",
  cli: "^server/src/cli/",
  lsp: "^server/src/lsp/",
};

/** What a room holds; a folder that has rooms inside is its own files only, and the engine is one file. */
function filesOf(room) {
  if (room === "engine") return "^server/src/engine\\.ts$";
  const inner = Object.keys(rooms)
    .filter((other) => other.startsWith(`${room}/`))
    .map((other) => other.slice(room.length + 1));
  return inner.length === 0 ? `^server/src/${room}/` : `^server/src/${room}/(?!(?:${inner.join("|")})/)`;
}

const rulesOfRoom = (room) => {
  const name = room.replace("/", "-");
  const own = (packages[room] ?? []).map((it) => `node_modules/${it}/`);
  return [
    {
      name: `${name}-rooms`,
      comment: `${room} may import ${[room, ...rooms[room]].join(", ")}.`,
      severity: "error",
      from: { path: filesOf(room) },
      to: {
        path: "^(?:server|client|test|scripts)/",
        pathNot: [room, ...rooms[room]].map(filesOf),
      },
    },
    {
      name: `${name}-packages`,
      comment: `${room} may import ${own.length === 0 ? "no package" : packages[room].join(", ")}.`,
      severity: "error",
      from: { path: filesOf(room) },
      to: { dependencyTypes: NPM, ...(own.length === 0 ? {} : { pathNot: own }) },
    },
    {
      name: `${name}-builtins`,
      comment: "Node's modules belong to the node file system, the commands and the server.",
      severity: "error",
      from: { path: filesOf(room), ...(builtins[room] === undefined ? {} : { pathNot: builtins[room] }) },
      to: { dependencyTypes: ["core"] },
    },
  ];
};

const NPM = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-bundled", "npm-no-pkg", "npm-unknown"];

export default {
  forbidden: [
    ...Object.keys(rooms).flatMap(rulesOfRoom),
    {
      name: "known-rooms",
      comment: "A file of the server lies in a room of the table.",
      severity: "error",
      from: { path: "^server/src/", pathNot: Object.keys(rooms).map(filesOf) },
      to: {},
    },
    {
      name: "known-rooms-target",
      comment: "A file of the server lies in a room of the table.",
      severity: "error",
      from: {},
      to: { path: "^server/src/", pathNot: Object.keys(rooms).map(filesOf) },
    },
    {
      name: "client-is-apart",
      comment: "The editor side knows the protocol, not the engine.",
      severity: "error",
      from: { path: "^client/" },
      to: { path: "^server/" },
    },
    {
      name: "resolvable",
      comment: "Every import leads somewhere.",
      severity: "error",
      from: {},
      // The editor brings `vscode`; there is no such package.
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
    {
      name: "no-circles",
      comment:
        "Files that import each other in a circle are one file or need a third. Type imports alone may.",
      severity: "warn",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: "specify",
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
