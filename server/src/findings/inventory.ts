import type { Place, PromptPiece, PromptSlot, Provenance } from "./finding.ts";

/** What the analysis knows of a program's dealings with models: plain data, from which every view is drawn. */
export interface Inventory {
  calls: InventoryCall[];
  tools: InventoryTool[];
  agents: InventoryAgent[];
  retrievals: InventoryPart[];
  stores: InventoryPart[];
  servers: InventoryServer[];
  keys: InventoryKey[];
}

/** Something of the inventory: `id` stays equal when lines move. */
export interface InventoryItem extends Place {
  id: string;
  /** Name of the function around it, "" at the top of a file. */
  inside: string;
}

export interface InventoryCall extends InventoryItem {
  /** The package as registries know it, and where. */
  package: string;
  ecosystem: "npm" | "pypi" | "lang";
  /** Exact version, where a lock file or a manifest tells it. */
  version?: string;
  /** "chat.completions.create" */
  call: string;
  /** What it does: asks for text; makes vectors, images, speech; or only settles what later calls of the same object send. */
  kind: "text" | "data" | "setup";
  /** Names of models, as far as they are constants. */
  models: string[];
  /** What tools that attack models call its provider. */
  redTeam?: { promptfoo?: string; garak?: string };
  confidence: "high" | "medium" | "low";
  /** The ways in which the request is put together: one, or one per caller of a wrapper. */
  requests: InventoryRequest[];
  answers: InventoryAnswer[];
  /** Ids of the tools that the model may call. */
  tools: string[];
  /** Kinds of data that others than the program's authors decide, and that reach it. */
  untrusted: Provenance[];
}

export interface InventoryRequest {
  /** Calls on the way from the caller to the wrapper; empty where the call itself has it all. */
  via: Place[];
  slots: InventorySlot[];
}
export interface InventorySlot extends Place {
  slot: PromptSlot["slot"] | "data";
  repeated: boolean;
  pieces: InventoryPiece[];
  /** A run sends it in the place of the slot before it, which stands at the same place of the code. */
  instead?: true;
}
export interface InventoryPiece extends PromptPiece {
  gates: Gate[];
  /** The call whose answer it is, or the retrieval that brought it. */
  from: string[];
}

/** What stands on the way: it makes the data harmless there, or less harmful. */
export interface Gate extends Partial<Place> {
  kind: "check" | "fence";
  effect: "clears" | "lowers";
  name: string;
}

/** Where an answer, or an argument in it, ends. */
export interface InventoryAnswer extends Place {
  /** Kind of sink; "prompt" for the next model, "tool" where it chooses what is called. */
  kind: string;
  /** What is called there. */
  name: string;
  part: "text" | "arguments" | "parsed";
  effect: "open" | "lowered" | "cleared";
  /** The call that it is fed to. */
  to?: string;
}

export interface InventoryTool extends InventoryItem {
  name: string;
  kind: "function" | "mcp" | "package" | "declared";
  powers: {
    power: string;
    /** Whoever calls the tool decides what is done. */
    chosen: boolean;
    asked: boolean;
    place?: Place;
  }[];
  /** A person is asked before it runs. */
  approved: boolean;
}

export interface InventoryAgent extends InventoryItem {
  name: string;
  /** The package hands the tools over, or a loop of the project calls them. */
  kind: "call" | "loop";
  call?: string;
  tools: string[];
}

/** A store, or a place where text is fetched for a model. */
export interface InventoryPart extends InventoryItem {
  name: string;
  package: string;
  ecosystem: "npm" | "pypi" | "lang";
  version?: string;
}

export interface InventoryServer extends InventoryItem {
  name: string;
  /** The program is one, the program calls one, a settings file starts or calls one. */
  kind: "served" | "called" | "configured";
  package?: string;
  /** Command line or address. */
  target?: string;
}

export interface InventoryKey extends InventoryItem {
  provider: string;
  /** Where it comes from: its text stands there, an environment variable holds it, something else. */
  origin: "literal" | "environment" | "unknown";
  /** Name of the variable, or the masked text. */
  name: string;
}
