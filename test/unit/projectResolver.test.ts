import { describe, expect, test } from "vitest";
import {
  createMemoryFileSystem,
  type MemoryFileSystemOptions,
} from "../../server/src/host/memoryFileSystem.ts";
import { discoverFiles } from "../../server/src/project/discover.ts";
import { createResolver, type ResolverOptions } from "../../server/src/project/moduleResolver.ts";
import { submoduleSpecifier } from "../../server/src/project/specifiers.ts";

type Contents = Record<string, string | object>;

/** A resolver for files below /repo; objects are written as JSON. Those named by path only are empty. */
async function resolverOf(
  paths: string[],
  contents: Contents = {},
  options: ResolverOptions = {},
  host: MemoryFileSystemOptions = {},
) {
  const files: Record<string, string> = Object.fromEntries(paths.map((path) => [`/repo/${path}`, ""]));
  for (const [path, text] of Object.entries(contents)) {
    files[`/repo/${path}`] = typeof text === "string" ? text : JSON.stringify(text);
  }
  const fs = createMemoryFileSystem(files, host);
  const { files: found, links } = await discoverFiles(fs, "/repo", []);
  return createResolver(fs, "/repo", found, { links, ...options });
}

describe("TypeScript and JavaScript", () => {
  test("relative: extensions, substitution, index files, never out of the root", async () => {
    const resolve = await resolverOf([
      "src/main.ts",
      "src/a.ts",
      "src/b.tsx",
      "src/c.mts",
      "src/d.js",
      "src/e/index.ts",
      "src/both.ts",
      "src/both.js",
      "src/both/index.ts",
      "src/name.service.ts",
      "index.js",
    ]);
    const to = (specifier: string) => resolve("src/main.ts", specifier, "ts");
    expect(to("./a")).toBe("src/a.ts");
    expect(to("./a.js")).toBe("src/a.ts");
    expect(to("./a.ts")).toBe("src/a.ts");
    expect(to("./b.jsx")).toBe("src/b.tsx");
    expect(to("./c.mjs")).toBe("src/c.mts");
    expect(to("./d")).toBe("src/d.js");
    expect(to("./d.js?worker")).toBe("src/d.js");
    expect(to("./e")).toBe("src/e/index.ts");
    expect(to("./e/")).toBe("src/e/index.ts");
    expect(to("./both")).toBe("src/both.ts");
    expect(to("./both.js")).toBe("src/both.ts");
    expect(to("./both/")).toBe("src/both/index.ts");
    expect(to("./name.service")).toBe("src/name.service.ts");
    expect(to("..")).toBe("index.js");
    expect(to("../")).toBe("index.js");
    expect(to("../dist/esm/a.js")).toBe("src/a.ts");
    expect(to("./styles.css")).toBeUndefined();
    expect(to("../../outside")).toBeUndefined();
    expect(resolve("src/e/index.ts", ".", "ts")).toBe("src/e/index.ts");
  });

  test("packages from elsewhere keep their name without subpath", async () => {
    const resolve = await resolverOf(["src/main.ts"]);
    const to = (specifier: string) => resolve("src/main.ts", specifier, "ts");
    expect(to("openai/resources")).toEqual({ package: "openai" });
    expect(to("@scope/name/sub/path")).toEqual({ package: "@scope/name" });
    expect(to("node:fs/promises")).toEqual({ package: "node:fs" });
    expect(to("@/lib/x")).toEqual({ package: "@/lib" });
    expect(to("npm:@scope/name@1.2/sub")).toEqual({ package: "@scope/name" });
    expect(to("https://esm.sh/openai@4.20.1")).toEqual({ package: "openai" });
    expect(to("https://deno.land/x/openai@v4/mod.ts")).toEqual({ package: "openai" });
    expect(to("")).toBeUndefined();
    expect(to("/abs")).toBeUndefined();
  });

  test("tsconfig: comments, paths with and without baseUrl, extends, the nearest one first", async () => {
    const resolve = await resolverOf(
      [
        "src/lib/db.ts",
        "src/main.ts",
        "web/app/page.tsx",
        "web/src/lib/db.ts",
        "web/generated/x.ts",
        "shared/util.ts",
      ],
      {
        "tsconfig.json":
          '// root\r\n{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "~util": ["shared/util.ts"] }, }, }',
        "web/tsconfig.json": { extends: ["./tsconfig.base"], compilerOptions: {} },
        "web/tsconfig.base.json": {
          compilerOptions: { baseUrl: ".", paths: { "@/*": ["src/*", "generated/*"] } },
        },
      },
    );
    expect(resolve("src/main.ts", "@/lib/db", "ts")).toBe("src/lib/db.ts");
    expect(resolve("src/main.ts", "~util", "ts")).toBe("shared/util.ts");
    expect(resolve("web/app/page.tsx", "@/lib/db.js", "ts")).toBe("web/src/lib/db.ts");
    expect(resolve("web/app/page.tsx", "@/x", "ts")).toBe("web/generated/x.ts");
    expect(resolve("web/app/page.tsx", "src/lib/db", "ts")).toBe("web/src/lib/db.ts");
    expect(resolve("web/app/page.tsx", "react", "ts")).toEqual({ package: "react" });
  });

  test("tsconfig: references, jsconfig, loops and broken files", async () => {
    const resolve = await resolverOf(["vite/src/a.ts", "js/src/a.js", "loop/a.ts", "broken/a.ts"], {
      "vite/tsconfig.json": { files: [], references: [{ path: "./tsconfig.app.json" }] },
      "vite/tsconfig.app.json": { compilerOptions: { paths: { "@/*": ["./src/*"] } } },
      "js/jsconfig.json": { compilerOptions: { baseUrl: "src" } },
      "loop/tsconfig.json": { extends: "./tsconfig.json" },
      "broken/tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": 3, ',
    });
    expect(resolve("vite/src/a.ts", "@/a", "ts")).toBe("vite/src/a.ts");
    expect(resolve("js/src/a.js", "a", "ts")).toBe("js/src/a.js");
    expect(resolve("loop/a.ts", "a", "ts")).toEqual({ package: "a" });
    expect(resolve("broken/a.ts", "@/a", "ts")).toEqual({ package: "@/a" });
  });

  test("workspace packages: exports, source conditions, build output, plain subpaths", async () => {
    const resolve = await resolverOf(
      [
        "apps/web/main.ts",
        "packages/core/src/index.ts",
        "packages/core/src/llm/chat.ts",
        "packages/ui/index.tsx",
        "packages/ui/button.tsx",
        "packages/db/source/x.ts",
      ],
      {
        "package.json": { workspaces: ["apps/*", "packages/*"] },
        "apps/web/package.json": { name: "web", dependencies: { "@acme/core": "*" } },
        "packages/core/package.json": {
          name: "@acme/core",
          exports: {
            ".": { types: "./dist/index.d.ts", import: "./dist/index.js" },
            "./llm/*": { import: { default: "./dist/esm/llm/*.js" } },
          },
        },
        "packages/ui/package.json": { name: "ui" },
        "packages/db/package.json": {
          name: "db",
          exports: { source: "./source/x.ts", default: "./dist/x.js" },
        },
      },
    );
    const to = (specifier: string) => resolve("apps/web/main.ts", specifier, "ts");
    expect(to("@acme/core")).toBe("packages/core/src/index.ts");
    expect(to("@acme/core/llm/chat")).toBe("packages/core/src/llm/chat.ts");
    expect(to("@acme/core/none")).toEqual({ package: "@acme/core" });
    expect(to("ui")).toBe("packages/ui/index.tsx");
    expect(to("ui/button")).toBe("packages/ui/button.tsx");
    expect(to("db")).toBe("packages/db/source/x.ts");
  });

  test("a local folder with a published name is not that package outside of a workspace", async () => {
    const files = {
      "openai/package.json": { name: "openai" },
      "app/package.json": { name: "app", dependencies: { openai: "^4.0.0" } },
    };
    const paths = ["openai/index.js", "app/main.js"];
    expect((await resolverOf(paths, files))("app/main.js", "openai", "ts")).toEqual({ package: "openai" });
    expect((await resolverOf(paths, files))("openai/index.js", "openai", "ts")).toBe("openai/index.js");
    const linked = { ...files, "app/package.json": { dependencies: { openai: "file:../openai" } } };
    expect((await resolverOf(paths, linked))("app/main.js", "openai", "ts")).toBe("openai/index.js");
    const workspace = { ...files, "pnpm-workspace.yaml": "packages: ['*']" };
    const resolve = await resolverOf([...paths, "main.js"], workspace);
    expect(resolve("app/main.js", "openai", "ts")).toBe("openai/index.js");
  });

  test("internal imports and Deno import maps", async () => {
    const resolve = await resolverOf(["a/src/lib/x.ts", "a/main.ts", "d/main.ts", "d/lib/y.ts"], {
      "a/package.json": { imports: { "#lib/*": { types: "./src/lib/*.ts", default: "./dist/lib/*.js" } } },
      "d/deno.json": { imports: { openai: "npm:openai@^4", "lib/": "./lib/" } },
    });
    expect(resolve("a/main.ts", "#lib/x", "ts")).toBe("a/src/lib/x.ts");
    expect(resolve("a/main.ts", "#none", "ts")).toBeUndefined();
    expect(resolve("d/main.ts", "openai", "ts")).toEqual({ package: "openai" });
    expect(resolve("d/main.ts", "lib/y.ts", "ts")).toBe("d/lib/y.ts");
  });

  test("case as on the host, and links", async () => {
    const paths = ["src/Main.ts", "src/Prompts.ts", "shared/x.ts"];
    const links = { "/repo/src/shared": "../shared" };
    const strict = await resolverOf(paths, {}, {}, { links });
    expect(strict("src/Main.ts", "./prompts", "ts")).toBeUndefined();
    expect(strict("src/Main.ts", "./shared/x", "ts")).toBe("shared/x.ts");
    const lenient = await resolverOf(paths, {}, {}, { links, caseSensitive: false });
    expect(lenient("src/Main.ts", "./prompts", "ts")).toBe("src/Prompts.ts");
    expect(lenient("src/Main.ts", "./Shared/X", "ts")).toBe("shared/x.ts");
  });
});

describe("Python", () => {
  test("relative imports: dots, packages, modules", async () => {
    const resolve = await resolverOf([
      "app/__init__.py",
      "app/main.py",
      "app/llm/__init__.py",
      "app/llm/chat.py",
      "app/llm/tools.py",
    ]);
    const to = (specifier: string) => resolve("app/llm/chat.py", specifier, "py");
    expect(to(".")).toBe("app/llm/__init__.py");
    expect(to(".tools")).toBe("app/llm/tools.py");
    expect(to(submoduleSpecifier(".", "tools"))).toBe("app/llm/tools.py");
    expect(to("..")).toBe("app/__init__.py");
    expect(to("..main")).toBe("app/main.py");
    expect(to("..llm.tools")).toBe("app/llm/tools.py");
    expect(to("...app.main")).toBe("app/main.py");
    expect(to("....")).toBeUndefined();
    expect(to(".missing")).toBeUndefined();
    expect(resolve("app/llm/__init__.py", ".chat", "py")).toBe("app/llm/chat.py");
  });

  test("absolute imports: from the root, src, the folders around, the script's own", async () => {
    const resolve = await resolverOf([
      "main.py",
      "pkg/__init__.py",
      "pkg/a.py",
      "pkg/sub/b.py",
      "src/lib/__init__.py",
      "src/lib/x.py",
      "scripts/run.py",
      "scripts/helper.py",
      "backend/server/api/views.py",
      "backend/server/db.py",
      "tests/test_a.py",
    ]);
    expect(resolve("main.py", "pkg", "py")).toBe("pkg/__init__.py");
    expect(resolve("main.py", "pkg.a", "py")).toBe("pkg/a.py");
    expect(resolve("main.py", submoduleSpecifier("pkg", "a"), "py")).toBe("pkg/a.py");
    expect(resolve("main.py", "pkg.sub.b", "py")).toBe("pkg/sub/b.py");
    expect(resolve("main.py", "pkg.missing", "py")).toBeUndefined();
    expect(resolve("tests/test_a.py", "lib.x", "py")).toBe("src/lib/x.py");
    expect(resolve("scripts/run.py", "helper", "py")).toBe("scripts/helper.py");
    expect(resolve("main.py", "helper", "py")).toEqual({ package: "helper" });
    expect(resolve("backend/server/api/views.py", "server.db", "py")).toBe("backend/server/db.py");
    expect(resolve("main.py", "backend.server.db", "py")).toBe("backend/server/db.py");
    expect(resolve("main.py", "google.generativeai.types", "py")).toEqual({
      package: "google.generativeai.types",
    });
    expect(resolve("main.py", "", "py")).toBeUndefined();
  });

  test("packages of the same repository, as packaging files declare them; the nearest wins", async () => {
    const resolve = await resolverOf(
      [
        "libs/core/core_lib/__init__.py",
        "libs/extra/python/extra_mod.py",
        "apps/a/main.py",
        "apps/a/vend/core_lib.txt",
        "loose/pkg/__init__.py",
      ],
      {
        "libs/core/pyproject.toml": "[project]\r\nname = 'core'\r\n",
        "libs/extra/pyproject.toml": '[tool.setuptools.packages.find]\nwhere = ["python"]\n',
        "libs/broken/pyproject.toml": "[tool",
      },
    );
    expect(resolve("apps/a/main.py", "core_lib", "py")).toBe("libs/core/core_lib/__init__.py");
    expect(resolve("apps/a/main.py", "extra_mod", "py")).toBe("libs/extra/python/extra_mod.py");
    expect(resolve("apps/a/main.py", "pkg", "py")).toEqual({ package: "pkg" });
  });

  test("a file that wraps a package bears its name in vain", async () => {
    const paths = [
      "app/__init__.py",
      "app/main.py",
      "app/openai.py",
      "app/logging.py",
      "app/tools.py",
      "scripts/openai/__init__.py",
      "scripts/use.py",
    ];
    const resolve = await resolverOf(paths, {}, { isKnownPackage: (name) => name === "openai" });
    expect(resolve("app/openai.py", "openai", "py")).toEqual({ package: "openai" });
    expect(resolve("app/main.py", "openai", "py")).toEqual({ package: "openai" });
    expect(resolve("app/main.py", ".openai", "py")).toBe("app/openai.py");
    expect(resolve("scripts/use.py", "openai", "py")).toEqual({ package: "openai" });
    expect(resolve("app/main.py", "logging", "py")).toEqual({ package: "logging" });
    expect(resolve("app/main.py", "tools", "py")).toBe("app/tools.py");
    const itself = await resolverOf(
      ["src/openai/__init__.py", "src/openai/_client.py"],
      {},
      { isKnownPackage: () => true },
    );
    expect(itself("src/openai/_client.py", "openai", "py")).toBe("src/openai/__init__.py");
  });

  test("case as on the host", async () => {
    const paths = ["main.py", "Pkg/__init__.py"];
    expect((await resolverOf(paths))("main.py", "pkg", "py")).toEqual({ package: "pkg" });
    expect((await resolverOf(paths, {}, {}, { caseSensitive: false }))("main.py", "pkg", "py")).toBe(
      "Pkg/__init__.py",
    );
  });
});

test("Windows paths resolve alike", async () => {
  const files = {
    "C:\\w\\src\\a.ts": "",
    "C:\\w\\src\\B.ts": "",
    "C:\\w\\tsconfig.json": '{\r\n"compilerOptions":{"paths":{"@/*":[".\\\\src\\\\*"]}}}',
  };
  const fs = createMemoryFileSystem(files, { style: "windows" });
  const { files: found } = await discoverFiles(fs, "C:/w", []);
  const resolve = await createResolver(fs, "C:/w", found);
  expect(resolve("src/a.ts", "./b", "ts")).toBe("src/B.ts");
  expect(resolve("src/a.ts", "@/a", "ts")).toBe("src/a.ts");
});
