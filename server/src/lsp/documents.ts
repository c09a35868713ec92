import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { NOWHERE } from "./analysis/project.ts";
import { type Encoding, Positions } from "./positions.ts";
import { pathOfUri } from "./uris.ts";

/** A document that the editor holds. */
export interface Document {
  /** As the client writes it. */
  uri: string;
  /** As the analysis knows it. */
  path: string;
  version: number;
  text: string;
}

/** The open documents, by the version that the client gave them last. */
export class Documents {
  encoding: Encoding = "utf-16";
  readonly #byUri = new Map<string, Document>();
  readonly #byPath = new Map<string, Document>();
  readonly #cells = new Set<Document>();

  open(uri: string, languageId: string, version: number, text: string): Document {
    const document = { uri, path: pathOfDocument(uri, languageId), version, text };
    this.#byUri.set(uri, document);
    this.#byPath.set(document.path, document);
    return document;
  }

  /** A cell of a notebook: a document without a file, at a place that the notebook gives it. */
  openCell(uri: string, path: string, version: number, text: string): Document {
    const document = { uri, path, version, text };
    this.#byUri.set(uri, document);
    this.#byPath.set(path, document);
    this.#cells.add(document);
    return document;
  }

  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): Document | undefined {
    const document = this.#byUri.get(uri);
    if (document === undefined) return undefined;
    for (const change of changes) {
      if (!("range" in change)) {
        document.text = change.text;
        continue;
      }
      const positions = new Positions(document.text, this.encoding);
      const start = positions.offset(change.range.start);
      const end = positions.offset(change.range.end);
      document.text = document.text.slice(0, start) + change.text + document.text.slice(end);
    }
    document.version = version;
    return document;
  }

  close(uri: string): Document | undefined {
    const document = this.#byUri.get(uri);
    if (document === undefined) return undefined;
    this.#byUri.delete(uri);
    this.#byPath.delete(document.path);
    this.#cells.delete(document);
    return document;
  }

  get(uri: string): Document | undefined {
    return this.#byUri.get(uri);
  }

  at(path: string): Document | undefined {
    return this.#byPath.get(path);
  }

  /** Cells of notebooks too. */
  all(): Iterable<Document> {
    return this.#byUri.values();
  }

  /** Those that are files, or would be. */
  files(): Document[] {
    return [...this.#byUri.values()].filter((document) => !this.#cells.has(document));
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  python: ".py",
  typescript: ".ts",
  typescriptreact: ".tsx",
  javascript: ".js",
  javascriptreact: ".jsx",
};

/** Documents without a file lie under one folder of their own, with the extension of their language. */
export function pathOfDocument(
  uri: string,
  languageId: string,
  extension = EXTENSIONS[languageId] ?? "",
): string {
  const path = pathOfUri(uri);
  if (path !== undefined) return path;
  const name = uri.replace(/^([\w.+-]+):\/*/, "$1/").replace(/[?#].*$/, "");
  return `${NOWHERE}/${name}${name.endsWith(extension) ? "" : extension}`;
}
