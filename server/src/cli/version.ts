import manifest from "../../../package.json" with { type: "json" };

/** The program as reports name it. */
export const TOOL = { name: "llmlint", version: manifest.version };
