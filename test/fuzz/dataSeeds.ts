/** What configurations, manifests and reports look like when they are right. */
export const dataSeeds = {
  configurations: [
    {
      profile: "strict",
      failOn: "error",
      rules: { "missing-timeout": "off", "unseparated-prompt": "warning" },
      ignore: ["generated/", "**/*.gen.ts", "!src/**"],
    },
    {
      extends: ["./base.jsonc"],
      overrides: [{ files: "src/**", rules: { "model-output-to-shell": "warning" } }],
    },
    { packs: ["lint/p.yaml"], suppressions: { requireReason: true, unused: "error" } },
    {
      baseline: "llmlint-baseline.json",
      profile: "recommended",
      overrides: [{ files: ["a", "b"], rules: {} }],
    },
  ],
  packs: [
    "package: house-llm\necosystem: pypi\nlanguage: python\nmodules: [house_llm]\nchecked: []\nfunctions:\n  ask: { model: { user: ['0'] } }\n",
    'x: &a [1]\ny: [*a, *a]\npackage: "b"\n',
  ],
  manifests: [
    {
      "package-lock.json":
        '{"name":"x","lockfileVersion":3,"packages":{"":{"dependencies":{"openai":"^4.0.0"}},"node_modules/openai":{"version":"4.104.0"},"lib/node_modules/ai":{"version":"5.0.2","link":true}}}',
      "package.json": '{"name":"x","dependencies":{"openai":"^4.0.0","ai":"workspace:*"}}',
    },
    {
      "pnpm-lock.yaml":
        "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      openai:\n        specifier: ^4.0.0\n        version: 4.3.19(react@19.0.0)\npackages:\n  openai@4.3.19:\n    resolution: {integrity: x}\n",
      "package.json": '{"dependencies":{"openai":"^4"}}',
    },
    {
      "yarn.lock":
        '# yarn lockfile v1\n\n"@x/y@^1", "@x/y@^1.1":\n  version "1.2.0"\n\nopenai@^4.0.0:\n  version "4.3.19"\n',
      "package.json": '{"dependencies":{"openai":"^4"},"workspaces":["src/*"]}',
    },
    {
      "bun.lock":
        '{ "lockfileVersion": 1, "workspaces": { "": {} }, "packages": { "openai": ["openai@4.3.19", "", {}] } }',
      "package.json": "{}",
    },
    {
      "poetry.lock":
        '[[package]]\nname = "openai"\nversion = "1.3.0"\n\n[[package]]\nname = "langchain"\nversion = "0.1.0"\n',
      "pyproject.toml":
        '[tool.poetry.dependencies]\npython = "^3.11"\nopenai = { version = "^1.2", extras = ["x"] }\n',
    },
    {
      "uv.lock":
        'version = 1\n[[package]]\nname = "openai"\nversion = "1.3.0"\nsource = { registry = "x" }\n',
      "pyproject.toml":
        '[project]\nname = "x"\ndependencies = ["openai>=1.2,<2; python_version > \\"3.8\\"", "langchain"]\n',
    },
    {
      "requirements.txt":
        "openai==1.3.0 --hash=sha256:00\n-r other.txt\nlangchain[all]>=0.1,<0.2 ; python_version < '4'\n-e git+https://x.example/y#egg=z\n",
      "other.txt": "-r requirements.txt\nanthropic\n",
    },
    {
      "Pipfile.lock": '{"_meta":{},"default":{"openai":{"version":"==1.3.0"}}}',
      "setup.py": "from setuptools import setup\nsetup(install_requires=['openai>=1'])\n",
    },
    {
      "tsconfig.json":
        '{"extends":"./tsconfig.base.json","compilerOptions":{"baseUrl":".","paths":{"@/*":["./src/*"],"~":["src/app"]}},"references":[{"path":"./src"}]}',
      "tsconfig.base.json": '{"extends":"./tsconfig.json","compilerOptions":{"paths":{"*":["*"]}}}',
    },
    {
      "compose.yaml":
        "services:\n  app: &a\n    image: x\n    environment:\n      OPENAI_BASE_URL: http://model.example/v1\n  b:\n    <<: *a\n",
      ".env": "OPENAI_API_KEY=x\nA='b\nC=$",
    },
    {
      ".mcp.json":
        '{"mcpServers":{"files":{"command":"npx","args":["-y","server-files","/"],"env":{"TOKEN":"x"}},"web":{"url":"http://mcp.example/sse"}}}',
    },
  ] as readonly Readonly<Record<string, string>>[],
  reports: {
    "baseline.json":
      '{"version":1,"findings":[{"rule":"model-output-to-shell","path":"src/app.py","at":8,"what":"w","expression":"aa","line":"bb","before":"cc","after":"dd"}]}',
  },
  /** What reads them, by name. */
  readers: {
    "baseline.json": [
      ["scan", "--baseline", "x.json"],
      ["baseline", "show", "--file", "x.json"],
      ["baseline", "show", "--file", "x.json", "--format", "json"],
    ],
    "report.json": [
      ["merge", "x.json"],
      ["merge", "x.json", "y.json"],
    ],
    "report.sarif.json": [
      ["merge", "x.json", "y.json"],
      ["merge", "x.json", "x.json"],
    ],
    "inventory.json": [
      ["inventory", "diff", "x.json", "y.json"],
      ["inventory", "diff", "y.json", "x.json"],
    ],
  } as Readonly<Record<string, readonly (readonly string[])[]>>,
};
