// What the code of an npm package names, for packages without types: identifiers and keys, without what they mean.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import ts from "typescript";

/** Answers the questions that NpmSurface answers, each with "the code has such a name": every row is one by name. */
export class NpmNames {
  keywords = false;
  isByName = true;
  wanted = new Map();
  #words = new Set();

  constructor(folder, name) {
    const own = join(folder, "node_modules", name);
    const files = globSync(["**/*.js", "**/*.cjs", "**/*.mjs"], {
      cwd: own,
      ignore: ["node_modules/**", "**/*.min.*", "test/**", "tests/**"],
    });
    for (const file of files.sort().slice(0, MOST_FILES)) {
      const text = readFileSync(join(own, file), "utf8");
      if (text.length > MOST_TEXT) continue;
      for (const word of ts.createSourceFile(file, text, ts.ScriptTarget.ESNext).identifiers.keys())
        this.#words.add(word);
    }
    this.isEmpty = this.#words.size === 0;
  }

  find(path) {
    const isThere = path.every((step) => step === "default" || this.#words.has(step));
    return isThere ? [{ path: path.join(".") }] : [];
  }

  member(_entity, name) {
    return { found: this.#words.has(name) ? [{ path: name }] : [], open: false };
  }

  instances(entity) {
    return [entity];
  }

  results(entity) {
    return [entity];
  }

  element(entity) {
    return [entity];
  }

  entered() {
    return [];
  }

  callbackParameters(entity) {
    return [entity];
  }

  accepts() {
    return "open";
  }

  argumentNames() {
    return [];
  }

  resultHas() {
    return "open";
  }

  memberNames() {
    return this.exportedNames();
  }

  exportedNames() {
    return [...this.#words];
  }

  identity(entity) {
    return entity.path;
  }

  hasName(name) {
    return this.#words.has(name);
  }
}

const MOST_FILES = 400;
const MOST_TEXT = 2_000_000;
