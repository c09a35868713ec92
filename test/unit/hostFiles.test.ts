import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FileSystem, fileSystemErrorCode } from "../../server/src/host/fileSystem.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { createNodeFileSystem } from "../../server/src/host/nodeFileSystem.ts";

const text = async (fs: FileSystem, path: string) => new TextDecoder().decode(await fs.readFile(path));
const codeOf = async (reading: Promise<unknown>) =>
  reading.then(
    () => "read",
    (error: unknown) => fileSystemErrorCode(error),
  );

describe("a Windows machine in memory", () => {
  const fs = createMemoryFileSystem(
    {
      "C:\\app\\src\\Main.ts": "a\r\nb\r\n",
      "src\\util.py": "x",
      "\\\\server\\share\\lib\\a.py": "shared",
    },
    { style: "windows", currentFolder: "C:\\app" },
  );

  it("finds files whatever the case, and spells them as stored", async () => {
    expect(fs.caseSensitive).toBe(false);
    expect(await text(fs, fs.toPath("SRC\\main.TS"))).toBe("a\r\nb\r\n");
    expect(await fs.realpath("C:/APP/SRC/MAIN.TS")).toBe("C:/app/src/Main.ts");
    expect(await fs.stat("C:/APP/SRC")).toEqual({ kind: "folder", size: 0 });
  });

  it("keeps carriage returns", async () => {
    expect(await fs.stat("C:/app/src/Main.ts")).toEqual({ kind: "file", size: 6 });
  });

  it("lists drives and shares", async () => {
    expect(await fs.list("C:/")).toEqual([{ name: "app", kind: "folder" }]);
    expect((await fs.list("C:/app/src")).map((entry) => entry.name)).toEqual(["Main.ts", "util.py"]);
    expect(await text(fs, fs.toPath("\\\\SERVER\\share\\lib\\a.py"))).toBe("shared");
  });

  it("tells paths as the user writes them", () => {
    expect(fs.toNative("C:/app/src/Main.ts")).toBe("C:\\app\\src\\Main.ts");
  });
});

it("a macOS machine in memory: POSIX paths, any case", async () => {
  const fs = createMemoryFileSystem({ "/Users/me/A.py": "a" }, { caseSensitive: false });
  expect(await text(fs, "/users/ME/a.PY")).toBe("a");
  expect(await fs.realpath("/users/ME/a.PY")).toBe("/Users/me/A.py");
});

it("a Linux machine in memory: two spellings, two files", async () => {
  const fs = createMemoryFileSystem({ "/a/README": "1", "/a/readme": "2" });
  expect((await fs.list("/a")).map((entry) => entry.name)).toEqual(["README", "readme"]);
  expect(await codeOf(fs.readFile("/a/Readme"))).toBe("not-found");
});

it("links that lead in a circle lead nowhere", async () => {
  const fs = createMemoryFileSystem({}, { links: { "/a/x": "y", "/a/y": "x" } });
  expect(await fs.stat("/a/x")).toBeUndefined();
  expect(await codeOf(fs.readFile("/a/x"))).toBe("not-found");
});

/** The same tree twice: what holds in memory holds on disk. */
interface Machine {
  readonly fs: FileSystem;
  readonly root: string;
}

const FILES = { "app/main.py": "main", "app/lib/util.py": "util", "secret.txt": "outside" };
const LINKS = {
  "app/inside": "lib",
  "app/alias.py": "lib/util.py",
  "app/leak.txt": "../secret.txt",
  "app/up": "..",
  "app/broken": "nowhere",
};

async function createDisk(): Promise<Machine> {
  const root = await mkdtemp(join(tmpdir(), "llmlint-host-"));
  await mkdir(join(root, "app/lib"), { recursive: true });
  for (const [path, content] of Object.entries(FILES)) await writeFile(join(root, path), content);
  for (const [path, target] of Object.entries(LINKS)) await symlink(target, join(root, path));
  const fs = createNodeFileSystem({ confineTo: [join(root, "app")] });
  return { fs, root: fs.toPath(root) };
}

async function createMemory(): Promise<Machine> {
  const under = <T>(paths: Record<string, T>) =>
    Object.fromEntries(Object.entries(paths).map(([path, value]) => [`/root/${path}`, value]));
  const fs = createMemoryFileSystem(under(FILES), { links: under(LINKS), confineTo: ["/root/app"] });
  return { fs, root: "/root" };
}

describe.each([
  ["memory", createMemory],
  ["disk", createDisk],
] as const)("links and errors, in %s", (kind, create) => {
  let machine: Machine;
  beforeEach(async () => {
    machine = await create();
  });
  afterEach(async () => {
    if (kind === "disk") await rm(machine.root, { recursive: true, force: true });
  });

  it("lists entries in one order, links unfollowed", async () => {
    expect(await machine.fs.list(`${machine.root}/app`)).toEqual([
      { name: "alias.py", kind: "link" },
      { name: "broken", kind: "link" },
      { name: "inside", kind: "link" },
      { name: "leak.txt", kind: "link" },
      { name: "lib", kind: "folder" },
      { name: "main.py", kind: "file" },
      { name: "up", kind: "link" },
    ]);
  });

  it("follows links that stay inside", async () => {
    const { fs, root } = machine;
    expect(await text(fs, `${root}/app/inside/util.py`)).toBe("util");
    expect(await text(fs, `${root}/app/alias.py`)).toBe("util");
    const real = await fs.realpath(`${root}/app/inside/util.py`);
    expect(real).toBe(await fs.realpath(`${root}/app/lib/util.py`));
    expect(await fs.stat(`${root}/app/inside`)).toMatchObject({ kind: "folder" });
  });

  it("refuses links that lead outside", async () => {
    const { fs, root } = machine;
    for (const path of [`${root}/app/leak.txt`, `${root}/app/up/secret.txt`]) {
      expect(await codeOf(fs.readFile(path))).toBe("outside");
      expect(await fs.stat(path)).toBeUndefined();
      expect(await fs.realpath(path)).toBeUndefined();
    }
    expect(await codeOf(fs.list(`${root}/app/up`))).toBe("outside");
    expect(await text(fs, `${root}/secret.txt`)).toBe("outside");
  });

  it("names what is wrong", async () => {
    const { fs, root } = machine;
    expect(await codeOf(fs.readFile(`${root}/app/none.py`))).toBe("not-found");
    expect(await codeOf(fs.readFile(`${root}/app/broken`))).toBe("not-found");
    expect(await codeOf(fs.readFile(`${root}/app/lib`))).toBe("not-a-file");
    expect(await codeOf(fs.list(`${root}/app/main.py`))).toBe("not-a-folder");
    expect(await codeOf(fs.list(`${root}/app/none`))).toBe("not-found");
    expect(await fs.stat(`${root}/app/none`)).toBeUndefined();
  });
});

it("says that a file may not be read", async () => {
  const memory = createMemoryFileSystem({ "/a/x": "1" }, { denied: ["/a/x"] });
  expect(await codeOf(memory.readFile("/a/x"))).toBe("denied");
  const root = await mkdtemp(join(tmpdir(), "llmlint-host-"));
  try {
    await writeFile(join(root, "x"), "1");
    await chmod(join(root, "x"), 0o000);
    const disk = createNodeFileSystem();
    const permitted = process.getuid?.() === 0 || process.platform === "win32" ? "read" : "denied";
    expect(await codeOf(disk.readFile(disk.toPath(join(root, "x"))))).toBe(permitted);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
