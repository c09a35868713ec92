import {
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
} from "vscode-languageserver";
import type { Changes } from "./analysis/messages.ts";
import { pathOfUri } from "./uris.ts";

const SOURCES = "**/*.{py,ipynb,ts,tsx,mts,cts,js,jsx,mjs,cjs}";
/** What decides about files, modules, versions and settings, and where keys are looked for. */
const OTHERS = [
  "**/*.{json,jsonc,json5,yaml,yml,toml,ini,cfg,env,lock}",
  "**/{.gitignore,.ignore,.env,.env.*,Dockerfile,requirements*.txt,setup.py,Pipfile}",
];

export async function watchFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [SOURCES, ...OTHERS].map((globPattern) => ({ globPattern })),
  });
}

/** A source that changed is read again; all else that happens on the disk may change which files there are. */
export function changesOf(events: readonly FileEvent[], isOpen: (uri: string) => boolean): Partial<Changes> {
  const touched: string[] = [];
  let isStructural = false;
  for (const { uri, type } of events) {
    const path = pathOfUri(uri);
    if (path === undefined || UNINTERESTING.test(path)) continue;
    // The editor's text counts, and the editor told it.
    if (type === FileChangeType.Changed && isOpen(uri)) continue;
    if (type === FileChangeType.Changed && isSource(path)) touched.push(path);
    else isStructural = true;
  }
  return { touched, isStructural };
}

/** Whether an edit of a document changes more than its own text. */
export function isSource(path: string): boolean {
  return /\.(?:py|ipynb|[mc]?[jt]s|[jt]sx)$/i.test(path) && !/\/setup\.py$/i.test(path);
}

const UNINTERESTING = /\/(?:node_modules|\.git|\.venv|venv|__pycache__)\//;
