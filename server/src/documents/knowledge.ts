/** What `rules/documents/*.yaml` say: names of files, options, programs and actions. The code of this room knows none. */
export interface DocumentKnowledge {
  mcp: McpKnowledge;
  settings: { files: string[]; checks: SettingCheck[] }[];
  environment: { addresses: string[]; certificates: Record<string, string[]> };
  workflows: WorkflowKnowledge;
  agentFiles: string[];
}

export interface McpKnowledge {
  servers: string[];
  named: { files: string[]; at: string[] }[];
  /** Maps in which a server says its transport: where they may stand, under which keys, with which values, not in which files; a word that says so in its command. */
  own: { at: string[]; transport: string[]; is: string[]; word: string; not: string[] };
  command: string[];
  arguments: string[];
  address: string[];
  disabled: string[];
  runners: Runner[];
  shells: string[];
  commandFlags: string[];
  joined: string[];
  roots: string[];
  mounts: string[];
}

/** A program that fetches a package and starts it. */
export interface Runner {
  program: string;
  /** Words between the program and its options. */
  before?: string[];
  /** How versions are written. */
  style: "npm" | "pypi" | "image";
  flags: string[];
  /** Options that take the next argument. */
  options: string[];
  /** Those of them whose argument is the package. */
  package: string[];
  /** Options that keep it from fetching anything. */
  local: string[];
}

export interface SettingCheck {
  rule: string;
  /** Keys with dots between them; `[]` is each element, `*` any key. */
  at: string;
  is: (string | boolean | number)[];
  /** For a star: only these keys. */
  keys?: string[];
}

export interface WorkflowKnowledge {
  files: string[];
  actions: ActionKnowledge[];
  programs: { program: string; with: string[] }[];
  programDangers: string[];
  outsiders: string[];
  readers: string[];
  events: string[];
  forkEvents: string[];
  closedTypes: string[];
  askingWho: string[];
  readingTools: string[];
  readingPrefixes: string[];
  modelSecrets: string[];
}

export interface ActionKnowledge {
  action: string;
  /** Inputs that become part of a prompt. */
  prompts: string[];
  /** Inputs that list the tools that may be used. */
  tools: string[];
  /** Inputs and the texts in them that take a safety net away. */
  dangers: Record<string, string[]>;
  /** The action itself refuses people without write access … */
  asksForAccess?: boolean;
  /** … unless one of these inputs has one of these values. */
  opens?: Record<string, string[]>;
}
