import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const isWindows = process.platform === "win32";

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, {
    cwd,
    encoding: "utf8",
    shell: isWindows,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** What is expected of the exit code belongs to the caller: 1 only says that something was found. */
function scan(args: readonly string[], cwd: string): { code: number; stdout: string } {
  try {
    return { code: 0, stdout: run("npx", ["--no", "--", "llmlint", ...args], cwd) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, stdout };
  }
}

describe("the package as npm ships it", () => {
  let folder: string;
  let files: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "llmlint-package-"));
    // The tests' set-up has built already; npm's own build would replace the bundle under other tests.
    const [packed] = JSON.parse(
      run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], root),
    ) as [{ filename: string; files: { path: string }[] }];
    files = packed.files.map((file) => file.path).sort();
    mkdirSync(join(folder, "empty"));
    writeFileSync(join(folder, "empty/package.json"), '{ "private": true }\n');
    const tarball = join(folder, packed.filename);
    run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], join(folder, "empty"));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds the bundle and nothing else", () => {
    expect(files).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/THIRD-PARTY.txt",
      "dist/cli.mjs",
      "dist/config.schema.json",
      "dist/grammars/grammars.json",
      "dist/grammars/tree-sitter-javascript.wasm",
      "dist/grammars/tree-sitter-python.wasm",
      "dist/grammars/tree-sitter-tsx.wasm",
      "dist/grammars/tree-sitter-typescript.wasm",
      "dist/grammars/web-tree-sitter.wasm",
      "dist/sbom.cdx.json",
      "package.json",
    ]);
  });

  it("brings no other package along", () => {
    const installed = readdirSync(join(folder, "empty/node_modules")).filter((name) => !name.startsWith("."));
    expect(installed).toEqual(["llmlint"]);
  });

  it("scans a folder and finds what is there", () => {
    const app = join(folder, "empty/app");
    mkdirSync(app);
    writeFileSync(
      join(app, "answer.py"),
      [
        "from flask import Flask, request",
        "from openai import OpenAI",
        "",
        "app = Flask(__name__)",
        "client = OpenAI()",
        "",
        '@app.post("/run")',
        "def run():",
        "    reply = client.chat.completions.create(",
        '        model="gpt-4o",',
        '        messages=[{"role": "user", "content": request.json["question"]}],',
        "    )",
        "    return str(eval(reply.choices[0].message.content))",
        "",
      ].join("\n"),
    );
    const { code, stdout } = scan(["scan", "app", "--format", "json"], join(folder, "empty"));
    expect(stdout).toContain("model-output-to-code");
    expect(code).toBe(1);
  });

  it("finds nothing in a folder with nothing to find", () => {
    const calm = join(folder, "empty/calm");
    mkdirSync(calm);
    writeFileSync(join(calm, "sum.py"), "def add(a, b):\n    return a + b\n");
    expect(scan(["scan", "calm"], join(folder, "empty")).code).toBe(0);
  });

  it("has the version that it prints", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(scan(["--version"], join(folder, "empty")).stdout).toContain(version);
  });
});

describe("the lockfile", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { resolved?: string }>;
  };

  it("names no host", () => {
    const named = Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.includes("://"));
    expect(named).toEqual([]);
  });

  it("holds the binaries of every platform", () => {
    const platforms = Object.keys(lock.packages).filter((path) => path.startsWith("node_modules/@esbuild/"));
    for (const platform of ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"]) {
      expect(platforms).toContain(`node_modules/@esbuild/${platform}`);
    }
  });

  it("has exact versions only", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      devDependencies: Record<string, string>;
    };
    expect(
      Object.values(manifest.devDependencies).filter((version) => !/^\d+\.\d+\.\d+/.test(version)),
    ).toEqual([]);
  });
});
