/** What the benchmarks measure of the program. */
export { createEngine } from "../../server/src/engine.ts";
export { createParsers } from "../../server/src/frontends/parse.ts";
export { createNodeFileSystem } from "../../server/src/host/nodeFileSystem.ts";
export { discoverFiles } from "../../server/src/project/discover.ts";
export { resolvePaths } from "../../server/src/workspace/paths.ts";
