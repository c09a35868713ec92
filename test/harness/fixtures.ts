import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import type { ProjectFiles } from "./project.ts";

export const projectRoot = join(import.meta.dirname, "../..");

/** The wasm files from where a checkout has them. */
export async function readAsset(name: string): Promise<Uint8Array> {
  if (name !== "web-tree-sitter.wasm") return readFileSync(join(projectRoot, "grammars", name));
  return readFileSync(createRequire(import.meta.url).resolve("web-tree-sitter/web-tree-sitter.wasm"));
}

/** Documents: settings, workflows, notebooks, texts for agents; a fixture of them is a folder. */
export type Language = "python" | "typescript" | "documents";

export interface Fixture {
  /** "rule/name.py", for the test's title. */
  title: string;
  /** The rule's folder. */
  rule: string;
  /** Without extension. */
  name: string;
  language: Language;
  files: ProjectFiles;
}

/** The fixtures of the catalogue: each file is a project of its own. */
export function catalogueFixtures(): Fixture[] {
  const folder = join(projectRoot, "rules/catalog");
  return readdirSync(folder).flatMap((rule) =>
    namesIn(join(folder, rule, "fixtures")).map((file): Fixture => {
      const path = join(folder, rule, "fixtures", file);
      const base = { title: `${rule}/${file}`, rule, name: file.replace(/\.\w+$/, "") };
      if (statSync(path).isDirectory()) return { ...base, language: "documents", files: filesIn(path) };
      return {
        ...base,
        language: file.endsWith(".py") ? "python" : "typescript",
        files: { [`src/${file}`]: readFileSync(path, "utf8") },
      };
    }),
  );
}

/** The folders `test/projects/<topic>/<py|ts>`: each is a project of several files. */
export function projectFixtures(): Fixture[] {
  const folder = join(projectRoot, "test/projects");
  return namesIn(folder).flatMap((topic) =>
    namesIn(join(folder, topic)).map((side) => ({
      title: `${topic}/${side}`,
      rule: "",
      name: topic,
      language: side === "py" ? "python" : "typescript",
      files: filesIn(join(folder, topic, side)),
    })),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort();
  } catch {
    return [];
  }
}

function filesIn(folder: string): ProjectFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  return Object.fromEntries(
    entries.map((e) => {
      const path = join(e.parentPath, e.name);
      return [relative(folder, path).replaceAll("\\", "/"), readFileSync(path, "utf8")] as const;
    }),
  );
}
