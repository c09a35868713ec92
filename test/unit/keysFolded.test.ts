import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { discoverFiles } from "../../server/src/project/discover.ts";
import { readGitIndex } from "../../server/src/project/gitIndex.ts";
import { hasCrc32Base62 } from "../../server/src/secrets/checksum.ts";
import { scanFolded } from "../../server/src/secrets/fold.ts";

/** Made at run time: no part of this file has the form of a key. */
const tail = createHash("sha512").update("keys").digest("base64").replace(/[+/=]/g, "").slice(0, 52);
const [first, second] = [`gs${"k_"}${tail.slice(0, 20)}`, tail.slice(20)];
const found = (text: string) =>
  scanFolded(text).map((match) => `${match.provider} ${text.slice(match.start, match.end)}`);

describe("keys that no literal holds as a whole", () => {
  it.each([
    ["a sum", `const k = "${first}" + "${second}";`, `"${first}" + "${second}"`],
    ["a sum over lines", `k = ("${first}"\n     + '${second}')`, `"${first}"\n     + '${second}'`],
    ["literals side by side", `k = ("${first}"\n     "${second}")`, `"${first}"\n     "${second}"`],
    ["a constant and a literal", `const HEAD = "${first}";\nuse(HEAD + "${second}");`, `HEAD + "${second}"`],
    ["a template", `const HEAD = "${first}";\nuse(\`\${HEAD}${second}\`);`, `\`\${HEAD}${second}\``],
    ["an f-string", `head = "${first}"\nuse(f"{head}${second}")`, `"{head}${second}"`],
    ["a joined list", `use(["${first}", "${second}"].join(""));`, `["${first}", "${second}"]`],
    ["a joined list in Python", `use("".join(["${first}", "${second}"]))`, `["${first}", "${second}"]`],
    ["base64", `use(atob("${btoa(first + second)}"))`, btoa(first + second)],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual([`groq ${expected}`]);
  });

  it.each([
    ["a list that nobody joins", `use(["${first}", "${second}"]);`],
    ["a constant that changes", `let head = "${first}";\nhead = "other";\nuse(head + "${second}");`],
    ["an unknown piece", `use(prefix + "${second}")`],
    ["other encoded text", `use(atob("${btoa("plain words that are long enough to look at")}"))`],
  ])("not %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it("stays linear in hostile texts", () => {
    for (const text of ['"a"+', '"a" ', "a+a+", '"{a}', "['a',", "c2st", 'a="b";']) {
      const before = performance.now();
      scanFolded(text.repeat(Math.ceil(500_000 / text.length)));
      expect(performance.now() - before, text).toBeLessThan(4000);
    }
  });
});

it("a checksum tells tokens from other text", () => {
  const body = tail.slice(0, 30);
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let sum = "";
  for (let rest = crc32(body); rest > 0; rest = Math.floor(rest / 62)) sum = letters[rest % 62] + sum;
  expect(hasCrc32Base62(`x_${body}${sum.padStart(6, "0")}`)).toBe(true);
  expect(hasCrc32Base62(`x_${body}abcdef`)).toBe(false);
});

describe("files of the environment", () => {
  const folder = mkdtempSync(join(tmpdir(), "index-"));
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init");
  writeFileSync(join(folder, ".env"), "A=1\n");
  writeFileSync(join(folder, "a-file-with-a-long-name.txt"), "");
  git("add", "-f", ".env", "a-file-with-a-long-name.txt");
  const index = readFileSync(join(folder, ".git/index"));
  git("update-index", "--index-version", "4");
  const packed = readFileSync(join(folder, ".git/index"));
  rmSync(folder, { recursive: true });

  it("git's index is read in its forms", () => {
    for (const bytes of [index, packed])
      expect([...(readGitIndex(bytes) ?? [])]).toEqual([".env", "a-file-with-a-long-name.txt"]);
    expect(readGitIndex(new Uint8Array([1, 2, 3]))).toBeUndefined();
    expect(readGitIndex(index.subarray(0, 40))).toBeUndefined();
  });

  const configOf = async (files: Record<string, string | Uint8Array>) => {
    const fs = createMemoryFileSystem(files, { currentFolder: "/repo" });
    return (await discoverFiles(fs, "/repo", [])).configFiles;
  };

  it("are searched where git tracks them, whatever is ignored", async () => {
    const files = { "/repo/.env": "", "/repo/.env.local": "", "/repo/.gitignore": ".env\n" };
    expect(await configOf({ ...files, "/repo/.git/index": new Uint8Array(index) })).toEqual([".env"]);
  });

  it("follow the ignore files where there is no index", async () => {
    const files = { "/repo/.env": "", "/repo/.env.local": "", "/repo/.gitignore": ".env\n" };
    expect(await configOf(files)).toEqual([".env.local"]);
  });
});
