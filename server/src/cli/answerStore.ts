import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AnswerStore } from "./answers.ts";
import { replaceFile } from "./replaceFile.ts";

/** So many are kept, the newest. */
const MOST_KEPT = 32;
const ENDING = ".answer.json";

/**
 * Answers as files of one folder that only the user reads: the given one, or the user's own cache folder, never one that a
 * repository could bring along. `script`: the bundle that runs.
 */
export async function openAnswerStore(
  folder: string | undefined,
  script: URL,
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Promise<AnswerStore> {
  const where = folder ?? join(cacheFolder(environment, platform), "llmlint");
  const digest = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("base64url");
  // Before anything is looked at: a folder that comes while files are looked at would be a change.
  await mkdir(where, { recursive: true, mode: 0o700 }).catch(() => undefined);
  return {
    folder: where,
    build: digest(await readFile(script)),
    digest,
    read: (name) => readFile(join(where, name + ENDING), "utf8").catch(() => undefined),
    async write(name, text) {
      await replaceFile(join(where, name + ENDING), text, 0o600);
      await dropOldest(where);
    },
  };
}

function cacheFolder(environment: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (platform === "win32") return environment.LOCALAPPDATA || join(homedir(), "AppData", "Local");
  if (environment.XDG_CACHE_HOME) return environment.XDG_CACHE_HOME;
  return platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}

/** Another run may do the same at the same time: what is gone already is no failure. */
async function dropOldest(where: string): Promise<void> {
  const names = (await readdir(where)).filter((name) => name.endsWith(ENDING));
  if (names.length <= MOST_KEPT) return;
  const aged = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(where, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  aged.sort((a, b) => b.at - a.at);
  await Promise.all(aged.slice(MOST_KEPT).map(({ name }) => rm(join(where, name), { force: true })));
}
