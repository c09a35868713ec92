import { createEngine, type Engine } from "../engine.ts";
import type { FileSystem } from "../host/fileSystem.ts";

export { maskSecrets } from "../engine.ts";

/** The engine on the machine's files. */
export function openEngine(
  files: FileSystem,
  readAsset: (name: string) => Promise<Uint8Array>,
): Promise<Engine> {
  return createEngine({ fs: files }, readAsset);
}
