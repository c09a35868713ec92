import type {
  DidChangeNotebookDocumentParams,
  DidOpenNotebookDocumentParams,
  TextDocumentItem,
} from "vscode-languageserver";
import type { Changes } from "./analysis/messages.ts";
import type { Document, Documents } from "./documents.ts";
import { pathOfDocument } from "./documents.ts";

interface Notebook {
  uri: string;
  /** As the analysis knows the file. */
  path: string;
  /** Of code, in their order. Each is a document of its own. */
  cells: Document[];
}

type Edited = Changes["edited"][number];

/** The open notebooks. The analysis is given each as the file it would be if it were saved now, without what its cells printed. */
export class Notebooks {
  readonly #documents: Documents;
  readonly #byUri = new Map<string, Notebook>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  open({ notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams): Edited {
    const { uri, cells } = notebookDocument;
    const notebook: Notebook = { uri, path: pathOfDocument(uri, "", ".ipynb"), cells: [] };
    this.#byUri.set(uri, notebook);
    const known = new Map(cellTextDocuments.map((cell) => [cell.uri, this.#add(notebook, cell)]));
    notebook.cells = cells.flatMap((cell) => known.get(cell.document) ?? []);
    return editedOf(notebook);
  }

  /** Undefined for a notebook that is not open. */
  change({ notebookDocument, change }: DidChangeNotebookDocumentParams): Edited | undefined {
    const notebook = this.#byUri.get(notebookDocument.uri);
    if (notebook === undefined) return undefined;
    const { structure, textContent } = change.cells ?? {};
    if (structure) {
      const { start, deleteCount, cells = [] } = structure.array;
      const opened = (structure.didOpen ?? []).map((cell) => this.#add(notebook, cell));
      const fresh = cells.flatMap(
        (cell) =>
          opened.find((each) => each.uri === cell.document) ?? this.#documents.get(cell.document) ?? [],
      );
      notebook.cells.splice(start, deleteCount, ...fresh);
      for (const { uri } of structure.didClose ?? []) this.#documents.close(uri);
    }
    for (const { document, changes } of textContent ?? [])
      this.#documents.change(document.uri, document.version, changes);
    return editedOf(notebook);
  }

  /** The path of the notebook that is closed now. */
  close(uri: string): string | undefined {
    const notebook = this.#byUri.get(uri);
    this.#byUri.delete(uri);
    for (const cell of notebook?.cells ?? []) this.#documents.close(cell.uri);
    return notebook?.path;
  }

  /** What the analysis is to be told of all of them. */
  edited(): Edited[] {
    return [...this.#byUri.values()].map(editedOf);
  }

  /** `cells` names a place in the editor, no file. */
  #add(notebook: Notebook, { uri, version, text }: TextDocumentItem): Document {
    return this.#documents.openCell(
      uri,
      `${notebook.path}#${uri.slice(uri.indexOf("#") + 1)}`,
      version,
      text,
    );
  }
}

function editedOf({ path, cells }: Notebook): Edited {
  const text = JSON.stringify(
    {
      cells: cells.map((cell) => ({
        cell_type: "code",
        execution_count: null,
        metadata: {},
        outputs: [],
        source: cell.text.split(/(?<=\n)/),
      })),
      nbformat: 4,
      nbformat_minor: 5,
    },
    undefined,
    1,
  );
  return { path, text, cells: cells.map((cell) => cell.path) };
}
