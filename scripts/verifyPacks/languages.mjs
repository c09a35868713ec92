// Where the libraries of the languages themselves are written down: Python's in the stubs of typeshed, Node's in its types,
// the browser's and ECMAScript's in the compiler.

/** What a word that packs of languages have in `checked` ("3.14", "Node 22", "DOM") is looked up in; undefined for a package. */
export function languageOf(text) {
  if (/^3\.\d+$/u.test(text)) return TYPESHED;
  return /^(?:Node \d+|ES\d{4}|DOM)$/u.test(text) ? NODE : undefined;
}

/** A type checker carries the stubs of Python's library in the folder `below`. */
const TYPESHED = { ecosystem: "pypi", name: "mypy", version: "1.18.2", below: "mypy/typeshed/stdlib" };
/** The compiler adds what it knows of ECMAScript and of browsers. */
const NODE = { ecosystem: "npm", name: "@types/node", version: "24.10.1" };
