import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { MAP_SCRIPT } from "./mapScript.ts";

type View = "call" | "surface";
interface Position {
  line: number;
  character: number;
}
/** What the server draws. */
interface ShownMap {
  page: string;
  files: Readonly<Record<string, string>>;
  call?: { id: string; title: string; uri: string; position: Position };
}
/** What is shown now: enough to ask for it again, after an edit or in the next session. */
interface Shown {
  view: View;
  uri?: string;
  position?: Position;
  call?: string;
  risk?: string;
}
/** What the page tells. */
type Told =
  | { kind: "open"; path: string; at: number[] }
  | { kind: "call"; id: string }
  | { kind: "finding"; fingerprint: string }
  | { kind: "surface"; risk: string }
  | { kind: "ready" };

const TYPE = "llmlint.map";

/** The prompt map of a model call and the map of a project, in a panel beside the code. */
export class MapPanel implements vscode.WebviewPanelSerializer<Shown>, vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #showPath: (fingerprint: string) => void;
  readonly #listeners: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #shown: Shown = { view: "call" };
  #map: ShownMap | undefined;
  /** The column of the code that led here: what is clicked opens there. */
  #column: vscode.ViewColumn = vscode.ViewColumn.One;
  #asked = 0;
  /** Something was analysed since it was drawn. */
  #isStale = false;

  constructor(client: LanguageClient, showPath: (fingerprint: string) => void) {
    this.#client = client;
    this.#showPath = showPath;
    this.#listeners = [vscode.window.registerWebviewPanelSerializer(TYPE, this)];
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const each of this.#listeners) each.dispose();
  }

  /** What stands in the panel, for the tests inside of VS Code. */
  get shown(): { view: View; page: string; call: ShownMap["call"] } | undefined {
    return this.#panel && { view: this.#shown.view, page: this.#map?.page ?? "", call: this.#map?.call };
  }

  /** The prompt of the model call at a place. */
  async showCall(uri: string, position: Position): Promise<void> {
    await this.#show({ view: "call", uri, position });
  }

  /** The map of the project around a file, or of the one with most model calls. */
  async showSurface(uri: string | undefined): Promise<void> {
    await this.#show({ view: "surface", ...(uri !== undefined && { uri }) });
  }

  /** Another analysis came to its end: what is shown is drawn again. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#panel?.visible) await this.#draw();
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: Shown | undefined): Promise<void> {
    this.#shown = state ?? { view: "surface" };
    await this.#fill(panel);
    // The editor shows the panel when this is done: what waits for the panel must not be waited for here.
    void this.#draw();
  }

  async #show(shown: Shown): Promise<void> {
    this.#shown = shown;
    const column = vscode.window.activeTextEditor?.viewColumn;
    if (column !== undefined) this.#column = column;
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      await this.#draw();
      return;
    }
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const options = { enableScripts: true, localResourceRoots: [], enableFindWidget: true };
    await this.#fill(vscode.window.createWebviewPanel(TYPE, vscode.l10n.t("Prompt Map"), where, options));
    await this.#draw();
  }

  async #fill(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((told: Told) => this.#receive(told));
    panel.webview.html = pageOf(await this.#client.sendRequest<string>("llmlint/mapStyle"));
  }

  async #draw(): Promise<void> {
    const asked = ++this.#asked;
    this.#isStale = false;
    const map = await this.#client
      .sendRequest<ShownMap | null>("llmlint/map", this.#shown)
      .catch((): null => null);
    const panel = this.#panel;
    // A later question was asked meanwhile, or nobody looks any more. What is not known now comes after the next analysis.
    if (asked !== this.#asked || panel === undefined || map === null) return;
    this.#map = map;
    const { call } = map;
    if (call) this.#shown = { view: "call", uri: call.uri, position: call.position, call: call.id };
    const isCall = this.#shown.view === "call";
    panel.title = isCall ? vscode.l10n.t("Prompt Map") : vscode.l10n.t("Surface Map");
    this.#tell();
  }

  /** Arrives when the panel can hear, which may be never. */
  #tell(): void {
    if (this.#map === undefined) return;
    const title = this.#map.call?.title ?? this.#panel?.title;
    void this.#panel?.webview.postMessage({ page: this.#map.page, title, state: this.#shown });
  }

  async #receive(told: Told): Promise<void> {
    const { uri } = this.#shown;
    switch (told.kind) {
      case "ready":
        return this.#isStale ? this.#draw() : this.#tell();
      case "open":
        return this.#open(told.path, told.at);
      case "finding":
        return this.#showPath(told.fingerprint);
      case "call":
        return this.#show({ view: "call", call: told.id, ...(uri !== undefined && { uri }) });
      case "surface":
        return this.#show({ view: "surface", risk: told.risk, ...(uri !== undefined && { uri }) });
    }
  }

  /** Only what the server named can be opened. */
  async #open(path: string, at: readonly number[]): Promise<void> {
    const { files = {} } = this.#map ?? {};
    const uri = Object.hasOwn(files, path) ? files[path] : undefined;
    const [line = 1, column = 1, endLine = line, endColumn = column] = at.map((each) => Number(each) || 1);
    if (uri === undefined) return;
    const selection = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
    const options = { selection, viewColumn: this.#column, preserveFocus: false };
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.parse(uri), options);
  }
}

/** The frame of the page: it loads nothing, and runs one script of our own. */
function pageOf(style: string): string {
  const nonce = randomBytes(18).toString("base64url");
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>llmlint</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main id="map"></main>
<p class="said" role="status" id="said"></p>
<script nonce="${nonce}">${MAP_SCRIPT}</script>
</body>
</html>`;
}
