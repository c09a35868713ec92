// Parses every fixture of the project and 500 real files twice, by the native parser and by our reader, and compares the
// trees node by node: type, field, whether it is named, start, end, depth. Ends with the line "N passed, N failed".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { findFixtures, findRealFiles, root } from "./files.mjs";
import { openReader } from "./reader.mjs";

const REAL_FILES = { python: 250, script: 250 };
const SHOWN = 20;

const natives = loadNatives();
const reader = await openReader();
const files = [...findFixtures(), ...findRealFiles(REAL_FILES)];
let passed = 0;
let nodes = 0;
const failures = [];
for (const path of files) {
  const text = readFileSync(path, "utf8");
  const grammar = reader.grammarFor(path);
  const difference = compare(
    reader.read(grammar, text),
    readNative(natives[grammar], text),
    reader,
    grammar,
    text,
  );
  if (difference === undefined) passed++;
  else failures.push(`${path.startsWith(root) ? path.slice(root.length + 1) : path}: ${difference}`);
}
for (const line of failures.slice(0, SHOWN)) console.log(line);
if (failures.length > SHOWN) console.log(`… and ${failures.length - SHOWN} more`);
console.log(`oracle: ${files.length} files, ${nodes} nodes compared (reader: ${reader.methods()})`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

function loadNatives() {
  const require = createRequire(import.meta.url);
  try {
    const Parser = require("tree-sitter");
    const { typescript, tsx } = require("tree-sitter-typescript");
    const languages = {
      python: require("tree-sitter-python"),
      javascript: require("tree-sitter-javascript"),
      typescript,
      tsx,
    };
    return Object.fromEntries(
      Object.entries(languages).map(([name, language]) => {
        const parser = new Parser();
        parser.setLanguage(language);
        return [name, parser];
      }),
    );
  } catch (error) {
    console.error("The native parser could not be loaded, so nothing was compared.");
    console.error(
      "It is compiled by `npm ci` in test/oracle and needs a C++20 compiler, make, python3 and Node's headers.",
    );
    console.error(error);
    console.log("0 passed, 1 failed");
    process.exit(1);
  }
}

/** The native tree in pre-order. */
function readNative(parser, text) {
  // The buffer must hold the whole text: the binding refuses longer strings otherwise.
  const tree = parser.parse(text, undefined, { bufferSize: text.length * 2 + 1024 });
  const cursor = tree.walk();
  const out = [];
  let depth = 0;
  for (;;) {
    out.push({
      type: cursor.nodeType,
      field: cursor.currentFieldName ?? "",
      named: cursor.nodeIsNamed,
      start: cursor.startIndex,
      end: cursor.endIndex,
      depth,
    });
    if (cursor.gotoFirstChild()) {
      depth++;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return out;
      depth--;
    }
  }
}

/** What differs first, in words; undefined when nothing does. */
function compare(ours, theirs, names, grammar, text) {
  nodes += theirs.length;
  const depths = new Int32Array(ours.n);
  for (let i = 0; i < Math.min(ours.n, theirs.length); i++) {
    const parent = ours.parent[i];
    depths[i] = parent < 0 ? 0 : depths[parent] + 1;
    const native = theirs[i];
    const own = {
      type: names.typeName(grammar, ours.type[i]),
      field: native.field,
      named: ours.named[i] === 1,
      start: ours.start[i],
      end: ours.end[i],
      depth: depths[i],
    };
    if (ours.field[i] !== names.fieldNumber(grammar, native.field)) own.field = `number ${ours.field[i]}`;
    for (const key of Object.keys(own)) {
      if (own[key] === native[key]) continue;
      const line = text.slice(0, native.start).split("\n").length;
      return `line ${line}, node ${i} (${native.type}): ${key} is ${own[key]}, the native parser has ${native[key]}`;
    }
  }
  return ours.n === theirs.length ? undefined : `${ours.n} nodes, the native parser has ${theirs.length}`;
}
