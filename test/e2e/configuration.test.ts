import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runInFolder } from "../harness/cli.ts";
import { folderWith, VULNERABLE } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function make(files: Record<string, string>): string {
  const folder = folderWith({ ".git/HEAD": "", ...files });
  folders.push(folder);
  return folder;
}

async function scan(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await runInFolder(folder, ["scan", "--format", "concise", ...args]);
  return {
    code,
    files: stdout
      .split("\n")
      .slice(0, -2)
      .map((line) => line.slice(0, line.indexOf(":"))),
    stdout,
    stderr,
  };
}

/** The program with a comment above its defect. */
const silenced = (comment: string) =>
  VULNERABLE.replace("    subprocess.run", `    # llmlint-disable-next-line ${comment}\n    subprocess.run`);

test("levels for some files, and files that are left out", async () => {
  const folder = make({
    "llmlint.jsonc": JSON.stringify({
      ignore: ["gen/", "!gen/keep.py"],
      overrides: [
        { files: "tools/**", rules: { "model-output-to-shell": "off" } },
        { files: ["tools/deploy.py"], rules: { "model-output-to-shell": "warning" } },
      ],
    }),
    ".llmlintignore": "# not ours\nlegacy/\n",
    "app.py": VULNERABLE,
    "gen/a.py": VULNERABLE,
    "legacy/a.py": VULNERABLE,
    "tools/a.py": VULNERABLE,
    "tools/deploy.py": VULNERABLE,
  });
  const all = await scan(folder);
  expect(all.files).toEqual(["app.py", "tools/deploy.py"]);
  expect(all.stdout).toContain("tools/deploy.py:8:20: warning:");
  expect((await scan(folder, "legacy/a.py", "gen")).files).toEqual(["gen/a.py", "legacy/a.py"]);
  expect((await scan(folder, "--force-exclude", "legacy/a.py", "gen", "app.py")).files).toEqual(["app.py"]);
  const { stdout } = await runInFolder(folder, ["config", "print", "tools/deploy.py"]);
  expect(JSON.parse(stdout)).toMatchObject({
    file: "tools/deploy.py",
    configuration: ["llmlint.jsonc"],
    ignored: false,
    rules: { "model-output-to-shell": "warning", "model-output-to-sql": "error", "missing-timeout": "off" },
  });
  expect(JSON.parse((await runInFolder(folder, ["config", "print", "gen/a.py"])).stdout).ignored).toBe(true);
});

test("a baseline that the configuration names holds without an option", async () => {
  const folder = make({ "llmlint.yaml": "baseline: known.json\n", "app.py": VULNERABLE });
  expect((await scan(folder)).stderr).toContain('known.json" cannot be read');
  await runInFolder(folder, ["baseline", "create", "--file", "known.json"]);
  expect(await scan(folder)).toMatchObject({ code: 0, files: [] });
});

test("a suppression may need a reason, may end, and is named where it does nothing", async () => {
  const rule = "model-output-to-shell";
  const said = async (comment: string, config = "{}") => {
    const folder = make({ "app.py": silenced(comment), "llmlint.yaml": config });
    const { code, stderr } = await scan(folder);
    return { code, stderr };
  };
  expect(await said(`${rule} -- a sandbox`)).toEqual({ code: 0, stderr: "" });
  expect(await said(rule)).toEqual({ code: 0, stderr: "" });
  const asked = await said(rule, "suppressions: { requireReason: true }");
  expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining("has no reason") });
  expect(await said(`${rule} -- until 2026-01-31, then the sandbox is there`)).toEqual({
    code: 0,
    stderr: "",
  });
  const over = await said(`${rule} -- until 2026-01-30`);
  expect(over).toMatchObject({ code: 1, stderr: expect.stringContaining("was valid until 2026-01-30") });
  const unused = await said(`${rule}, model-output-to-sql -- x`);
  expect(unused.code).toBe(0);
  expect(unused.stderr).toBe(
    "app.py:8:5: warning: Nothing is found here for model-output-to-sql; take the suppression out.\n",
  );
  expect((await said(`${rule}, model-output-to-sql -- x`, "suppressions: { unused: error }")).code).toBe(1);
  expect(await said(`${rule}, model-output-to-sql -- x`, 'suppressions: { unused: "off" }')).toEqual({
    code: 0,
    stderr: "",
  });
  // What the configuration leaves out is found all the same.
  expect(await said(`${rule} -- x`, `rules: { ${rule}: "off" }`)).toEqual({ code: 0, stderr: "" });
  expect((await said("model-output-to-shel -- x")).stderr).toContain("Did you mean model-output-to-shell?");
});

test("a key in a file without a model, and in settings, can be silenced too", async () => {
  const key = `sk-proj-${"aB3dE6gH9jK2mN5pQ8sT1vW4yZ7".repeat(3)}`;
  const folder = make({
    "keys.py": `# llmlint-disable-next-line hardcoded-api-key -- revoked\nKEY = "${key}"\n`,
    ".env.example": `# llmlint-disable-next-line hardcoded-api-key -- revoked\nOPENAI_API_KEY=${key}\n`,
  });
  expect(await scan(folder)).toMatchObject({ code: 0, stderr: "" });
});

test("--add-suppressions writes comments that hold, in whatever place, and nothing the second time", async () => {
  const folder = make({
    "app.py": VULNERABLE.replaceAll("\n", "\r\n"),
    "long.py": VULNERABLE.replace(
      "subprocess.run(answer.output_text, shell=True)",
      'subprocess.run(f"""\necho {answer.output_text}\n""", shell=True)',
    ),
    "page.tsx": [
      'import OpenAI from "openai";',
      "const client = new OpenAI();",
      "export async function Page({ question }: { question: string }) {",
      '  const answer = await client.responses.create({ model: "gpt-4o", input: question });',
      "  return (",
      "    <div>",
      "      <p dangerouslySetInnerHTML={{ __html: answer.output_text }} />",
      "    </div>",
      "  );",
      "}",
      "",
    ].join("\n"),
  });
  expect((await scan(folder)).files).toEqual(["app.py", "long.py", "page.tsx"]);
  expect((await scan(folder, "--add-suppressions")).stderr).toContain("needs --reason");
  const added = await scan(folder, "--add-suppressions", "--reason", "known since the audit");
  expect(added).toMatchObject({ code: 0, stdout: "", stderr: "3 findings suppressed in 3 files.\n" });
  expect(readFileSync(join(folder, "app.py"), "utf8")).toContain(
    "    # llmlint-disable-next-line model-output-to-shell -- known since the audit\r\n    subprocess.run",
  );
  expect(readFileSync(join(folder, "page.tsx"), "utf8")).toMatch(/known since the audit/);
  expect(await scan(folder)).toMatchObject({ code: 0, files: [], stderr: "" });
  const again = await scan(folder, "--add-suppressions", "--reason", "once more");
  expect(again.stderr).toBe("0 findings suppressed in 0 files.\n");
});
