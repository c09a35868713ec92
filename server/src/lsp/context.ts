import type { CancellationToken } from "vscode-languageserver";
import type { Level } from "../findings/finding.ts";
import type { Document, Documents } from "./documents.ts";
import type { Session } from "./session.ts";

/** What the client can do, as far as we ask. */
export interface ClientFeatures {
  hasPull: boolean;
  hasDiagnosticRefresh: boolean;
  hasCodeLensRefresh: boolean;
  hasInlayHintRefresh: boolean;
  hasRelatedInformation: boolean;
  hasProgress: boolean;
  hasConfiguration: boolean;
  hasSettingsEvents: boolean;
  hasWatching: boolean;
  hasFolders: boolean;
  hasSnippetEdits: boolean;
  hasDocumentChanges: boolean;
  hasFileCreation: boolean;
  hasAnnotations: boolean;
  /** What an action changes is asked for when somebody takes it. */
  resolvesActions: boolean;
  /** Findings need not be told again in an answer to a hover. */
  hoverShowsDiagnostics: boolean;
}

/** What the user set in the editor. */
export interface EditorSettings {
  levels: Readonly<Record<string, Level | "off">>;
  profile: "recommended" | "strict" | undefined;
  run: "onType" | "onSave";
  codeLens: boolean;
  inlayHints: boolean;
}

/** What the answers to requests are made from. */
export interface ServerContext {
  documents: Documents;
  session: Session;
  client: ClientFeatures;
  settings: EditorSettings;
  /** The URI of a file, as the client writes it where it has it open. */
  uriOf(path: string): string;
  /** Where the client finds the documentation of a rule without a network; undefined where it cannot. */
  documentationOf(rule: string): string | undefined;
  /** Whether the results are those of the document as it is; waits for them, and with `isWhole` for what other files add. */
  waitFor(document: Document, token: CancellationToken, isWhole?: boolean): Promise<boolean>;
  settled(token: CancellationToken): Promise<void>;
  nextRun(token: CancellationToken): Promise<void>;
}
