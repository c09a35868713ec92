import { describe, expect, test } from "vitest";
import {
  createMemoryFileSystem,
  type MemoryFileSystemOptions,
} from "../../server/src/host/memoryFileSystem.ts";
import { type DiscoverOptions, discoverFiles } from "../../server/src/project/discover.ts";

type Files = Record<string, string | Uint8Array>;

async function discover(
  files: Files,
  paths: string[] = [],
  host: MemoryFileSystemOptions = {},
  root = "/repo",
) {
  return discoverFiles(createMemoryFileSystem(files, host), root, paths);
}

async function pathsOf(files: Files, paths: string[] = [], host: MemoryFileSystemOptions = {}) {
  return (await discover(files, paths, host)).files.map((file) => file.path);
}

describe("which files are analysed", () => {
  test("source files of both languages, by code units, with language and absolute path", async () => {
    const { files, skipped } = await discover({
      "/repo/b.ts": "",
      "/repo/B.tsx": "",
      "/repo/a/z.py": "",
      "/repo/a.mjs": "",
      "/repo/readme.txt": "",
    });
    expect(files).toEqual([
      { path: "B.tsx", absolute: "/repo/B.tsx", language: "ts", role: "source" },
      { path: "a.mjs", absolute: "/repo/a.mjs", language: "ts", role: "source" },
      { path: "a/z.py", absolute: "/repo/a/z.py", language: "py", role: "source" },
      { path: "b.ts", absolute: "/repo/b.ts", language: "ts", role: "source" },
    ]);
    expect(skipped).toEqual({});
  });

  test("an empty folder, and a project at the root of the file system", async () => {
    expect((await discover({ "/repo/x.txt": "" })).files).toEqual([]);
    expect((await discover({ "/a.py": "" }, [], {}, "/")).files.map((file) => file.absolute)).toEqual([
      "/a.py",
    ]);
  });

  test("stubs, declarations and formats that are not read yet are counted", async () => {
    const { files, skipped } = await discover({
      "/repo/a.pyi": "",
      "/repo/a.d.ts": "",
      "/repo/b.d.mts": "",
      "/repo/c.vue": "",
      "/repo/d.svelte": "",
      "/repo/e.astro": "",
      "/repo/jquery.min.js": "",
    });
    expect(files).toEqual([]);
    expect(skipped).toEqual({ declarations: 2, minified: 1, "not supported yet": 3, stub: 1 });
  });

  test("roles come from folders and names", async () => {
    const { files } = await discover({
      "/repo/src/contest.py": "",
      "/repo/src/latest.ts": "",
      "/repo/tests/a.py": "",
      "/repo/src/__tests__/a.ts": "",
      "/repo/src/a.test.tsx": "",
      "/repo/src/a.spec.ts": "",
      "/repo/src/a_test.py": "",
      "/repo/src/test_a.py": "",
      "/repo/src/conftest.py": "",
      "/repo/examples/a.py": "",
      "/repo/examples/test_a.py": "",
      "/repo/cookbook/a.ts": "",
      "/repo/docs/conf.py": "",
    });
    expect(Object.fromEntries(files.map((file) => [file.path, file.role]))).toEqual({
      "cookbook/a.ts": "example",
      "docs/conf.py": "docs",
      "examples/a.py": "example",
      "examples/test_a.py": "test",
      "src/__tests__/a.ts": "test",
      "src/a.spec.ts": "test",
      "src/a.test.tsx": "test",
      "src/a_test.py": "test",
      "src/conftest.py": "test",
      "src/contest.py": "source",
      "src/latest.ts": "source",
      "src/test_a.py": "test",
      "tests/a.py": "test",
    });
  });
});

describe("folders", () => {
  test("hidden, vendored and built ones are skipped and counted", async () => {
    const { files, skipped } = await discover({
      "/repo/package.json": "{}",
      "/repo/node_modules/a/index.js": "",
      "/repo/lib/python3/site-packages/x.py": "",
      "/repo/third_party/x.py": "",
      "/repo/vendor/x.js": "",
      "/repo/myenv/pyvenv.cfg": "",
      "/repo/myenv/bin/x.py": "",
      "/repo/.venv/x.py": "",
      "/repo/.next/x.js": "",
      "/repo/dist/x.js": "",
      "/repo/pkg/__pycache__/x.py": "",
      "/repo/deploy/cdk.out/asset.0/x.py": "",
      "/repo/pkg/x.py": "",
    });
    expect(files.map((file) => file.path)).toEqual(["pkg/x.py"]);
    expect(skipped).toEqual({ "build output folders": 3, "hidden folders": 2, "vendored folders": 5 });
  });

  test("folders named like output that hold source stay", async () => {
    const files = {
      "/repo/package.json": "{}",
      "/repo/build/tasks.ts": "",
      "/repo/pkg/pyproject.toml": "",
      "/repo/pkg/build/__init__.py": "",
      "/repo/src/dist/index.js": "",
      "/repo/src/app/vendor/page.js": "",
      "/repo/env/settings.py": "",
    };
    expect(await pathsOf(files)).toEqual([
      "build/tasks.ts",
      "env/settings.py",
      "pkg/build/__init__.py",
      "src/app/vendor/page.js",
      "src/dist/index.js",
    ]);
  });

  test("folders and files that configure agents, servers or keys are not skipped", async () => {
    const { files, configFiles, skipped } = await discover({
      "/repo/.env": "",
      "/repo/.env.local": "",
      "/repo/.mcp.json": "{}",
      "/repo/.cursor/mcp.json": "{}",
      "/repo/.vscode/mcp.json": "{}",
      "/repo/.claude/agents/reviewer.md": "",
      "/repo/.claude/hooks/check.py": "",
      "/repo/config/app.yaml": "",
      "/repo/config/app.toml": "",
      "/repo/package-lock.json": "{}",
      "/repo/notes.txt": "",
      "/repo/.git/config.json": "{}",
    });
    expect(files.map((file) => file.path)).toEqual([".claude/hooks/check.py"]);
    expect(configFiles).toEqual([
      ".claude/agents/reviewer.md",
      ".cursor/mcp.json",
      ".env",
      ".env.local",
      ".mcp.json",
      ".vscode/mcp.json",
      "config/app.toml",
      "config/app.yaml",
    ]);
    expect(skipped).toEqual({ "hidden folders": 1 });
  });
});

describe("ignore files", () => {
  test("hold at every level, the inner ones first, with any line ends", async () => {
    const { files, skipped } = await discover({
      "/repo/.gitignore": "# comment\r\n/out.py\r\n*.gen.ts\r\nlogs/\r\n",
      "/repo/out.py": "",
      "/repo/sub/out.py": "",
      "/repo/sub/.gitignore": "!keep.gen.ts\nlocal.py",
      "/repo/sub/keep.gen.ts": "",
      "/repo/sub/other.gen.ts": "",
      "/repo/sub/local.py": "",
      "/repo/sub/logs/x.py": "",
      "/repo/local.py": "",
    });
    expect(files.map((file) => file.path)).toEqual(["local.py", "sub/keep.gen.ts", "sub/out.py"]);
    expect(skipped).toEqual({ ignored: 3, "ignored folders": 1 });
  });

  test("of the repository around the root hold too, those outside of a repository do not", async () => {
    const files = { "/all/.gitignore": "secret.py", "/all/repo/secret.py": "", "/all/repo/a.py": "" };
    const at = async (more: Files) =>
      (await discover({ ...files, ...more }, [], {}, "/all/repo")).files.map((file) => file.path);
    expect(await at({ "/all/.git/HEAD": "" })).toEqual(["a.py"]);
    expect(await at({ "/all/.git/HEAD": "", "/all/.git/info/exclude": "a.py" })).toEqual([]);
    expect(await at({})).toEqual(["a.py", "secret.py"]);
    expect(await at({ "/all/repo/.git/HEAD": "" })).toEqual(["a.py", "secret.py"]);
  });

  test("follow the host in whether case counts", async () => {
    const files = { "/repo/.gitignore": "Secret.py", "/repo/secret.py": "" };
    expect(await pathsOf(files)).toEqual(["secret.py"]);
    expect(await pathsOf(files, [], { caseSensitive: false })).toEqual([]);
  });

  test("an odd pattern does not take the others with it", async () => {
    expect(
      await pathsOf({ "/repo/.gitignore": "[\n\\\n!\n(\na.py", "/repo/a.py": "", "/repo/b.py": "" }),
    ).toEqual(["b.py"]);
  });

  test("settings that git ignores are not searched for keys", async () => {
    const { configFiles } = await discover({
      "/repo/.gitignore": ".env",
      "/repo/.env": "",
      "/repo/.env.example": "",
    });
    expect(configFiles).toEqual([".env.example"]);
  });
});

describe("named paths", () => {
  const files: Files = {
    "/repo/.gitignore": "dist/\nlocal.py",
    "/repo/package.json": "{}",
    "/repo/a.py": "",
    "/repo/local.py": "",
    "/repo/dist/x.js": "",
    "/repo/dist/node_modules/y.js": "",
    "/repo/node_modules/z/z.js": "",
    "/repo/src/b.py": "",
  };

  test("are the only ones walked, relative or absolute", async () => {
    expect(await pathsOf(files, ["src"])).toEqual(["src/b.py"]);
    expect(await pathsOf(files, ["/repo/src/b.py", "./src/", "src/../a.py"])).toEqual(["a.py", "src/b.py"]);
  });

  test("beat ignore files and the rules for folders", async () => {
    const { files: found, skipped } = await discover(files, ["dist", "local.py", "node_modules/z"]);
    expect(found.map((file) => file.path)).toEqual(["dist/x.js", "local.py", "node_modules/z/z.js"]);
    expect(skipped).toEqual({ "vendored folders": 1 });
  });

  test("stay in when a folder around them is named too", async () => {
    expect(await pathsOf(files, [".", "dist", "local.py"])).toEqual([
      "a.py",
      "dist/x.js",
      "local.py",
      "src/b.py",
    ]);
  });

  test("beat the check for generated and minified text", async () => {
    const generated = { "/repo/g.ts": "// @generated\nlet a = 1;\n", "/repo/m.min.js": "let a=1" };
    expect(await pathsOf(generated)).toEqual([]);
    expect(await pathsOf(generated, ["g.ts", "m.min.js"])).toEqual(["g.ts", "m.min.js"]);
  });

  test("that are missing or elsewhere are problems", async () => {
    const { problems, files: found } = await discover(files, ["nope", "/elsewhere/x.py", "../x.py", "a.py"]);
    expect(found.map((file) => file.path)).toEqual(["a.py"]);
    expect(problems.map(({ path, fatal }) => [path, fatal])).toEqual([
      ["../x.py", true],
      ["/elsewhere/x.py", true],
      ["nope", true],
    ]);
  });
});

describe("content", () => {
  test("broken files are reported, generated and minified ones only counted", async () => {
    const minified = `!function(e,t){var n=e(t);return n.x=${"f(a,b);g={c:d};".repeat(500)}}(a,b);\n`;
    const { files, skipped, problems } = await discover(
      {
        "/repo/binary.py": new Uint8Array([65, 0, 66]),
        "/repo/latin.py": new Uint8Array([0x23, 0xe9, 0x0a]),
        "/repo/utf16.py": new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
        "/repo/big.ts": "x".repeat(1_000_001),
        "/repo/secret.py": "x = 1",
        "/repo/bundle.js": minified,
        "/repo/generated.ts":
          "#!/usr/bin/env node\n/* eslint-disable */\n// Code generated by a tool. DO NOT EDIT.\nlet a;",
        "/repo/pb2.py": '# comment\n"""Generated protocol buffer code. DO NOT EDIT!"""\n',
        "/repo/fine.ts": "",
        "/repo/bom.py": "\uFEFFx = 1\r\n",
      },
      [],
      { denied: ["/repo/secret.py"] },
    );
    expect(files.map((file) => file.path)).toEqual(["bom.py", "fine.ts"]);
    expect(skipped).toEqual({
      binary: 1,
      generated: 2,
      minified: 1,
      "not UTF-8": 2,
      "too large": 1,
      unreadable: 1,
    });
    expect(problems.map(({ path, severity, fatal }) => [path, severity, fatal])).toEqual([
      ["big.ts", "note", false],
      ["binary.py", "note", false],
      ["latin.py", "warning", false],
      ["secret.py", "error", true],
      ["utf16.py", "warning", false],
    ]);
  });

  test("long prompts, encoded data and talk of generated code do not hide a file", async () => {
    const prompt = `const p = "${"You are a helpful assistant, so be (very) kind; ".repeat(200)}";\n`;
    const data = `const image = "${"QUJDREVGR0hJSktM".repeat(1000)}";\n`;
    expect(
      await pathsOf({
        "/repo/prompt.ts": prompt,
        "/repo/data.ts": data,
        "/repo/rules.ts": 'const rule = "DO NOT EDIT the files";\n// @generated is a marker\n',
        "/repo/agent.py": '"""Runs code that was auto-generated by a model. Do not edit by hand."""\n',
      }),
    ).toEqual(["agent.py", "data.ts", "prompt.ts", "rules.ts"]);
  });

  test("a zero in a string does not make a file binary", async () => {
    expect(await pathsOf({ "/repo/key.ts": `const key = "a\0b";\n${"// words\n".repeat(200)}` })).toEqual([
      "key.ts",
    ]);
  });

  test("hands out each text once, without the byte order mark", async () => {
    const texts: Record<string, string> = {};
    const options: DiscoverOptions = { onText: (file, text) => (texts[file.path] = text) };
    const fs = createMemoryFileSystem({ "/repo/a.py": "\uFEFFx = 1\r\n", "/repo/b.py": "y" });
    await discoverFiles(fs, "/repo", [], options);
    expect(texts).toEqual({ "a.py": "x = 1\r\n", "b.py": "y" });
  });

  test("a folder that cannot be read is a problem, the rest goes on", async () => {
    const { files, problems } = await discover({ "/repo/a.py": "", "/repo/locked/b.py": "" }, [], {
      denied: ["/repo/locked"],
    });
    expect(files.map((file) => file.path)).toEqual(["a.py"]);
    expect(problems).toMatchObject([{ path: "locked", severity: "error", fatal: true }]);
  });
});

describe("links", () => {
  test("that leave the folder, lead nowhere or run in circles are not followed", async () => {
    const { files, skipped, links } = await discover(
      { "/repo/src/a.py": "", "/outside/b.py": "", "/repo-two/c.py": "" },
      [],
      {
        links: {
          "/repo/out": "/outside",
          "/repo/two": "/repo-two",
          "/repo/src/up": "..",
          "/repo/src/self": "self",
          "/repo/gone": "nowhere",
        },
      },
    );
    expect(files.map((file) => file.path)).toEqual(["src/a.py"]);
    expect(skipped).toEqual({ "broken links": 2, "links that leave the folder": 2 });
    expect(links).toEqual([{ from: "src/up", to: "" }]);
  });

  test("inside the folder give each file once, under its own path", async () => {
    const host = { links: { "/repo/app/shared": "../shared", "/repo/app/one.py": "../shared/one.py" } };
    const files = { "/repo/app/main.py": "", "/repo/shared/one.py": "" };
    expect(await pathsOf(files, [], host)).toEqual(["app/main.py", "shared/one.py"]);
    const { files: found, links } = await discover(files, ["app"], host);
    expect(found.map((file) => file.path)).toEqual(["app/main.py", "shared/one.py"]);
    expect(links).toEqual([
      { from: "app/one.py", to: "shared/one.py" },
      { from: "app/shared", to: "shared" },
    ]);
  });

  test("do not lead into what rules leave out", async () => {
    const host = { links: { "/repo/mod": "node_modules/mod", "/repo/gen": "ignored" } };
    const files = {
      "/repo/.gitignore": "ignored/",
      "/repo/node_modules/mod/a.js": "",
      "/repo/ignored/b.py": "",
    };
    expect(await pathsOf(files, [], host)).toEqual([]);
  });

  test("that are named and leave the folder are told", async () => {
    const host = { links: { "/repo/out": "/outside" } };
    const { problems } = await discover({ "/repo/a.py": "", "/outside/b.py": "" }, ["out"], host);
    expect(problems).toMatchObject([{ path: "out", fatal: false }]);
    const below = await discover({ "/repo/a.py": "", "/outside/sub/b.py": "" }, ["out/sub"], host);
    expect(below.files).toEqual([]);
  });

  test("a root that is a link itself is entered", async () => {
    const { files } = await discover({ "/real/a.py": "" }, [], { links: { "/repo": "/real" } });
    expect(files).toMatchObject([{ path: "a.py", absolute: "/repo/a.py" }]);
  });
});

describe("Windows", () => {
  const files = {
    "C:\\Work\\App\\.gitignore": "Gen/\r\n",
    "C:\\Work\\App\\Src\\Main.py": "",
    "C:\\Work\\App\\gen\\x.py": "",
  };

  test("drive letters, and named paths in any case", async () => {
    const fs = createMemoryFileSystem(files, { style: "windows" });
    const root = fs.toPath("c:\\work\\app");
    const all = await discoverFiles(fs, root, []);
    expect(all.files.map((file) => file.path)).toEqual(["Src/Main.py"]);
    expect(all.skipped).toEqual({ "ignored folders": 1 });
    const named = await discoverFiles(fs, root, [fs.toPath("C:\\WORK\\APP\\src"), "SRC/main.py"]);
    expect(named.files.map((file) => file.path)).toEqual(["Src/Main.py"]);
    const drive = await discoverFiles(fs, "C:/", []);
    expect(drive.files.map((file) => file.path)).toEqual(["Work/App/Src/Main.py"]);
  });

  test("network shares", async () => {
    const fs = createMemoryFileSystem({ "\\\\nas\\team\\app\\a.ts": "" }, { style: "windows" });
    for (const root of ["//nas/team/app", "//nas/team/"]) {
      const { files: found, problems } = await discoverFiles(fs, root, []);
      expect([found.length, problems]).toEqual([1, []]);
    }
  });
});
