import { nameOf } from "./paths.ts";

/** What a file is for, judged by where it lies and how it is called. */
export type FileRole = "source" | "test" | "example" | "docs";

const TEST_FOLDERS = new Set([
  "test",
  "tests",
  "__tests__",
  "__mocks__",
  "spec",
  "specs",
  "e2e",
  "testdata",
  "test_data",
  "cypress",
  "unit_tests",
  "integration_tests",
]);
const EXAMPLE_FOLDERS = new Set([
  "example",
  "examples",
  "demo",
  "demos",
  "sample",
  "samples",
  "cookbook",
  "cookbooks",
  "tutorial",
  "tutorials",
  "quickstart",
  "quickstarts",
]);
const DOCS_FOLDERS = new Set(["doc", "docs", "docs_src", "documentation"]);
const TEST_NAME =
  /(?:[._-](?:test|tests|spec|e2e)\.[a-z]+|^tests?\.py|^test_.*\.py|_tests?\.py|^conftest\.py)$/i;

/** Role of a file by its path relative to the root. Tests inside examples are tests. */
export function roleOf(path: string): FileRole {
  const folders = path
    .split("/")
    .slice(0, -1)
    .map((folder) => folder.toLowerCase());
  if (TEST_NAME.test(nameOf(path)) || folders.some((folder) => TEST_FOLDERS.has(folder))) return "test";
  if (folders.some((folder) => EXAMPLE_FOLDERS.has(folder))) return "example";
  return folders.some((folder) => DOCS_FOLDERS.has(folder)) ? "docs" : "source";
}
