import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createEngine } from "../../server/src/engine.ts";
import type { FileSystem } from "../../server/src/host/fileSystem.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { readAsset } from "../harness/fixtures.ts";
import { llmlint, root } from "./run.ts";

/** What is scanned: every example and every project of several files. */
const FOLDERS = ["examples", "test/projects"];

describe("the same files give the same bytes", () => {
  test.each(["text", "json", "sarif"])("in two scans, as %s", (format) => {
    const args = ["scan", ...FOLDERS, "--profile", "strict", "--no-config", "--format", format];
    const first = llmlint(args);
    expect(first.stdout).not.toBe("");
    expect(llmlint(args)).toEqual(first);
  });

  describe("whatever the order in which a disk lists its folders", () => {
    const files: Record<string, string> = {};
    beforeAll(() => {
      for (const folder of FOLDERS) {
        for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
          const path = join(entry.parentPath, entry.name);
          // Under names that are neither tests nor examples, so that everything found is kept.
          if (entry.isFile())
            files[
              `/work/${relative(root, path)
                .replaceAll("\\", "/")
                .replace(/^(?:test|examples)\//, "app/")}`
            ] = readFileSync(path, "utf8");
        }
      }
    });

    test("names first to last, last to first, and files before folders", async () => {
      const forward = createMemoryFileSystem(files, { currentFolder: "/work" });
      const reversed: FileSystem = {
        ...forward,
        list: async (path) => [...(await forward.list(path))].reverse(),
      };
      const kinds: FileSystem = {
        ...forward,
        list: async (path) =>
          [...(await forward.list(path))].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)),
      };
      const expected = await analyse(forward);
      expect(expected.findings.length).toBeGreaterThan(20);
      expect(await analyse(reversed)).toEqual(expected);
      expect(await analyse(kinds)).toEqual(expected);
    });

    test("files handed over one by one, in either order", async () => {
      const fs = createMemoryFileSystem(files, { currentFolder: "/work" });
      const paths = Object.keys(files);
      const expected = await analyse(fs, paths);
      expect(await analyse(fs, [...paths].reverse())).toEqual(expected);
    });
  });
});

async function analyse(fs: FileSystem, paths: readonly string[] = ["/work"]) {
  const engine = await createEngine({ fs }, readAsset);
  const { text: _, ...result } = await engine.analyse({
    root: "/work",
    paths,
    profile: "strict",
    prompts: true,
  });
  return JSON.parse(JSON.stringify(result)) as typeof result;
}
