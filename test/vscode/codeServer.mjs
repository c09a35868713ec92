// A code-server with its own state, on a free port, and a browser on it that reaches nothing else.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

const SETTINGS = {
  // What lies over the text would take clicks that are meant for it.
  "editor.stickyScroll.enabled": false,
  "workbench.startupEditor": "none",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "files.autoSave": "off",
  "window.commandCenter": false,
  "typescript.disableAutomaticTypeAcquisition": true,
  "typescript.validate.enable": false,
  "editor.minimap.enabled": false,
};

export class CodeServer {
  constructor(install, state) {
    this.install = install;
    this.state = state;
    this.entry = join(install, "node_modules/code-server/out/node/entry.js");
    this.node = join(install, "bin/node");
    this.folders = [
      "--user-data-dir",
      join(state, "data"),
      "--extensions-dir",
      join(state, "extensions"),
      "--config",
      "/dev/null",
    ];
    for (const name of ["home", "data/User", "extensions"]) mkdirSync(join(state, name), { recursive: true });
    writeFileSync(join(state, "data/User/settings.json"), JSON.stringify(SETTINGS));
    this.environment = {
      ...process.env,
      HOME: join(state, "home"),
      PATH: `${join(install, "bin")}:${process.env.PATH}`,
    };
  }

  /** The workbench follows its settings as they change. */
  setTheme(name) {
    const settings = { ...SETTINGS, "workbench.colorTheme": name };
    writeFileSync(join(this.state, "data/User/settings.json"), JSON.stringify(settings));
  }

  installExtension(vsix) {
    const { status, stdout, stderr } = spawnSync(
      this.node,
      [this.entry, ...this.folders, "--install-extension", vsix],
      { env: this.environment, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`the extension was not installed: ${stdout}${stderr}`);
  }

  async start(...more) {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.process = spawn(
      this.node,
      [
        this.entry,
        "--bind-addr",
        `127.0.0.1:${port}`,
        "--auth",
        "none",
        ...this.folders,
        "--disable-telemetry",
        "--disable-update-check",
        "--disable-workspace-trust",
        "--disable-getting-started-override",
        "--disable-proxy",
        "--disable-file-downloads",
        ...more,
      ],
      { env: this.environment, stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    for (const stream of [this.process.stdout, this.process.stderr])
      stream.on("data", (text) => {
        said = (said + text).slice(-4000);
      });
    for (let left = 120; left > 0; left--) {
      const answer = await fetch(`${this.url}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((wait) => setTimeout(wait, 500));
    }
    throw new Error(`code-server did not start: ${said}`);
  }

  async openBrowser() {
    this.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      headless: true,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    });
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    page.setDefaultNavigationTimeout(120_000);
    // What would leave the machine only fails slowly; the extension asks for nothing.
    await page.route(
      (url) => url.hostname !== "127.0.0.1",
      (route) => route.abort(),
    );
    return page;
  }

  async stop() {
    await this.browser?.close();
    this.process?.kill();
  }
}

function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
