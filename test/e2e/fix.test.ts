import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { folderWith, llmlint } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function folder(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}
const read = (at: string, file: string): string => readFileSync(join(at, file), "utf8");

const SQL = `import sqlite3
from openai import OpenAI

client = OpenAI()
db = sqlite3.connect("shop.db")


def find(wish: str):
    name = client.responses.create(model="gpt-4o", input=wish).output_text
    return db.execute(f"SELECT * FROM goods WHERE name = '{name}' AND kind = {name}").fetchall()
`;
const EVAL = `from openai import OpenAI

client = OpenAI()


def price(wish: str):
    reply = client.responses.create(model="gpt-4o", input=wish).output_text
    return eval(reply)
`;

describe("scan --fix", () => {
  test("a key moves to the environment, and its name into the project's list of variables", () => {
    const code = 'from openai import OpenAI\n\nclient = OpenAI(api_key="0a917187b3fac4078801e4392eaee192")\n';
    const at = folder({
      "app/ask.py": code,
      "other.py": code,
      ".env.example": "PORT=8000",
      "package.json": "{}",
    });
    expect(llmlint(["scan", "--fix=suggested", "--diff"], at).stdout).toContain("+OPENAI_API_KEY=");
    llmlint(["scan", "--fix=suggested"], at);
    expect(read(at, "app/ask.py")).toContain('api_key=os.environ["OPENAI_API_KEY"]');
    expect(read(at, ".env.example")).toBe("PORT=8000\nOPENAI_API_KEY=\n");
    const without = folder({ "ask.py": code });
    llmlint(["scan", "--fix=suggested"], without);
    expect(existsSync(join(without, ".env.example"))).toBe(false);
  });

  test("repairs what is safe, writes it, and reports the rest; twice is once", () => {
    const at = folder({ "shop.py": SQL, "price.py": EVAL });
    const { code, stdout, stderr } = llmlint(["scan", "--fix"], at);
    expect(read(at, "shop.py")).toContain(
      `db.execute("SELECT * FROM goods WHERE name = ? AND kind = ?", (name, name))`,
    );
    expect(read(at, "price.py")).toBe(EVAL);
    expect(stderr).toContain("Fixed 1 finding in 1 file.");
    expect(stdout).not.toContain("model-output-to-sql");
    expect(stdout).toContain("model-output-to-code");
    expect(code).toBe(1);
    expect(llmlint(["scan", "--fix"], at).stderr).toContain("Nothing to fix at this grade.");
  });

  test("=suggested repairs more; a mark at the start and line ends stay", () => {
    const at = folder({ "price.py": `\uFEFF${EVAL.replaceAll("\n", "\r\n")}` });
    const { code } = llmlint(["scan", "--fix=suggested"], at);
    const fixed = read(at, "price.py");
    const repaired = `import ast\n${EVAL.replace("eval(reply)", "ast.literal_eval(reply)")}`;
    expect(fixed).toBe(`\uFEFF${repaired.replaceAll("\n", "\r\n")}`);
    expect(code).toBe(0);
  });

  test("--diff prints the change and writes nothing", () => {
    const at = folder({ "price.py": EVAL });
    const { code, stdout, stderr } = llmlint(["scan", "--diff", "--fix=suggested"], at);
    expect(stdout).toContain("--- a/price.py\n+++ b/price.py\n");
    expect(stdout).toContain("-    return eval(reply)\n+    return ast.literal_eval(reply)\n");
    expect(stderr).toContain("Would fix 1 finding in 1 file.");
    expect(read(at, "price.py")).toBe(EVAL);
    expect(code).toBe(1);
  });

  test("an unknown grade ends with 2 and the nearest one", () => {
    const { code, stderr } = llmlint(["scan", "--fix=sugested"], folder({ "price.py": EVAL }));
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "suggested"?');
  });
});
