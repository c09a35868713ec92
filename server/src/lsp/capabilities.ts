import {
  CodeActionKind,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { Level } from "../findings/finding.ts";
import { currentName } from "../findings/ruleNames.ts";
import { FIX_ALL } from "./codeActions.ts";
import type { ClientFeatures, EditorSettings } from "./context.ts";
import type { Encoding } from "./positions.ts";

export function featuresOf({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, workspace, window } = capabilities;
  return {
    hasPull: textDocument?.diagnostic !== undefined,
    hasDiagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    hasCodeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    hasInlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    hasRelatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    hasProgress: window?.workDoneProgress === true,
    hasConfiguration: workspace?.configuration === true,
    hasSettingsEvents: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    hasSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    hasDocumentChanges: workspace?.workspaceEdit?.documentChanges === true,
    hasFileCreation: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    hasAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    resolvesActions:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes("edit") === true,
    hoverShowsDiagnostics: optionsOf(initializationOptions).hoverShowsDiagnostics,
  };
}

/** The first of the client's encodings that we speak; UTF-16 is what every client speaks. */
export function encodingOf({ capabilities }: InitializeParams): Encoding {
  const offered = capabilities.general?.positionEncodings ?? [];
  return offered.find((each) => each === "utf-16" || each === "utf-8") === "utf-8" ? "utf-8" : "utf-16";
}

/** Links lead to documentation, which only some clients can show. */
export function serverCapabilities(
  encoding: Encoding,
  { hasDocumentation }: { hasDocumentation: boolean },
): ServerCapabilities {
  return {
    positionEncoding: encoding,
    notebookDocumentSync: {
      notebookSelector: [{ notebook: { notebookType: "jupyter-notebook" }, cells: [{ language: "python" }] }],
      save: true,
    },
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    diagnosticProvider: { identifier: "llmlint", interFileDependencies: true, workspaceDiagnostics: true },
    hoverProvider: true,
    codeLensProvider: { resolveProvider: false },
    inlayHintProvider: true,
    ...(hasDocumentation && { documentLinkProvider: { resolveProvider: false } }),
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** Settings as the client has them; what is absent or of a wrong form has its default. */
export function settingsOf(value: unknown): EditorSettings {
  const profile = at(value, "profile");
  return {
    levels: levelsOf(at(value, "severities")),
    profile: profile === "recommended" || profile === "strict" ? profile : undefined,
    run: at(value, "run") === "onSave" ? "onSave" : "onType",
    codeLens: at(value, "codeLens") !== false,
    inlayHints: at(value, "inlayHints") !== false,
  };
}

/** Levels by rule; `information` is what editors call our `info`. */
function levelsOf(value: unknown): EditorSettings["levels"] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, level]): [string, Level | "off"][] => {
      const rule = currentName(name);
      if (level === "information" || level === "info") return [[rule, "info"]];
      return level === "error" || level === "warning" || level === "off" ? [[rule, level]] : [];
    }),
  );
}

/** `initializationOptions` of our own clients. */
export interface InitializationOptions {
  settings: unknown;
  /** Scheme under which the client shows the documentation of a rule: `scheme:/rule-id.md`. */
  documentationScheme: string | undefined;
  isTrusted: boolean;
  /** The client shows the diagnostics of a place in its hover by itself, with their steps. */
  hoverShowsDiagnostics: boolean;
}

export function optionsOf(value: unknown): InitializationOptions {
  const scheme = at(value, "documentationScheme");
  return {
    settings: at(value, "settings"),
    documentationScheme:
      typeof scheme === "string" && /^[a-z][a-z0-9+.-]*$/.test(scheme) ? scheme : undefined,
    isTrusted: at(value, "isTrusted") !== false,
    hoverShowsDiagnostics: at(value, "hoverShowsDiagnostics") === true,
  };
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
