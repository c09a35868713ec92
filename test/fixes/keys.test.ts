import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/fixes/applyFixes.ts";
import { createFixChecker, type FixChecker } from "../harness/fixes.ts";
import { readAsset } from "../harness/fixtures.ts";

/** Of the form that one provider's keys have, put together here so that no file holds one. */
const KEY = ["gsk", "q7Zt4vLw0pXs2NfRk9Bd6HyJc3MgTe8Ua5WiPo1SbVxQnKrE4lD2"].join("_");

let checker: FixChecker;
beforeAll(async () => {
  checker = await createFixChecker(readAsset);
});

/** The file as the first fix for a key in it leaves it; undefined without a fix. */
async function repaired(path: string, text: string): Promise<string | undefined> {
  const result = await (await checker.open({ [path]: text }))();
  const found = result.findings.find((f) => f.ruleId === "hardcoded-api-key");
  expect(found).toBeDefined();
  const [fix] = found ? result.fixesFor(found) : [];
  return fix && applyEdits(text, fix.edits);
}

describe("keys in code", () => {
  it("keeps what stands around a key in its text", async () => {
    const ts = `export const headers = { Authorization: "Bearer ${KEY}" };\n`;
    expect(await repaired("headers.ts", ts)).toBe(
      `export const headers = { Authorization: \`Bearer \${process.env.GROQ_API_KEY}\` };\n`,
    );
    const py = `headers = {"Authorization": "Bearer ${KEY}"}\n`;
    expect(await repaired("headers.py", py)).toBe(
      `import os\nheaders = {"Authorization": f"Bearer {os.environ['GROQ_API_KEY']}"}\n`,
    );
  });

  it("leaves what a program writes into its own environment to the environment", async () => {
    const js = `import { start } from "./start.js";\n\nprocess.env.GROQ_API_KEY = "${KEY}";\nstart();\n`;
    expect(await repaired("main.js", js)).toBe(`import { start } from "./start.js";\n\nstart();\n`);
  });

  it("gives a text to a client that asks for one", async () => {
    const ts = `import { Groq } from "groq";\n\nconst KEY = "${KEY}";\nconst key = KEY;\nexport const client = new Groq(key);\n`;
    expect(await repaired("client.ts", ts)).toContain(`const KEY = process.env.GROQ_API_KEY ?? "";`);
    expect(await repaired("client.js", ts)).toContain("const KEY = process.env.GROQ_API_KEY;");
  });

  it("gives a text where only a text may stand", async () => {
    const ts = `export const headers: Record<string, string> = { "x-api-key": "${KEY}" };\n`;
    expect(await repaired("headers.ts", ts)).toContain(`"x-api-key": process.env.GROQ_API_KEY ?? ""`);
    const typed = `const key: string = "${KEY}";\nexport default key;\n`;
    expect(await repaired("key.ts", typed)).toContain(`const key: string = process.env.GROQ_API_KEY ?? "";`);
  });

  it("offers nothing in the code of a page, which has no environment", async () => {
    const js = `const key = "${KEY}";\ndocument.querySelector("#ask").onclick = () => ask(key);\n`;
    expect(await repaired("page.js", js)).toBeUndefined();
  });
});
