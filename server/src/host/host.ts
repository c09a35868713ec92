import type { Logger } from "../base/logger.ts";
import type { FileSystem } from "./fileSystem.ts";

/** What the engine is given of the machine it runs on: no clock, no network, no process. */
export interface Host {
  readonly fs: FileSystem;
  readonly log?: Logger;
}
