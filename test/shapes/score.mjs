// Scores the engine on a markdown file of annotated snippets.
// Usage: node test/shapes/score.mjs FILE.md [ID,ID…]
// Each `#### ID …` section is a project of its own; its code blocks carry the comments that the fixtures carry.
import process from "node:process";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import { readAsset } from "../harness/readAsset.mjs";

const [file, only] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node test/shapes/score.mjs FILE.md [ID,ID…]");
  process.exit(2);
}
const { score } = await loadTypescript("test/shapes/score.ts");
await score(file, only ? only.split(",") : [], readAsset);
