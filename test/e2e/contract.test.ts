import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import AjvDraft04 from "ajv-draft-04";
import { afterAll, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { formatNames } from "../../server/src/report/formats.ts";
import { folderWith, llmlint, root, VULNERABLE } from "./run.ts";

const SOUND = "def add(a, b):\n    return a + b\n";
const where = folderWith({
  "bad/app.py": VULNERABLE,
  "bad/broken.py": "import openai\ndef f(:\n  return (\n",
  "good/sum.py": SOUND,
  ".llmlintignore": "left.py\n",
  "left.py": VULNERABLE,
});
afterAll(() => rmSync(where, { recursive: true, force: true }));

describe("exit codes", () => {
  test.each<[string, number, string]>([
    ["scan good", 0, "nothing is found"],
    ["scan bad", 1, "something is found"],
    ["scan bad --fail-on never", 0, "findings are not to count"],
    ["scan bad --rule hardcoded-api-key", 0, "no finding is of that rule"],
    ["scan bad --format sarif=out/report.sarif", 1, "a report goes to a file"],
    ["scan nowhere", 2, "a path is wrong"],
    ["scan bad --format sarif=good/sum.py/x", 2, "a report cannot be written"],
    ["explain model-output-to-shell", 0, "a rule is explained"],
    ["rules", 0, "rules are listed"],
    ["--version", 0, "the version is asked for"],
    ["--help", 0, "help is asked for"],
    ["", 2, "nothing is asked for"],
  ])("llmlint %s: %i, as %s", (command, code) => {
    expect(llmlint(command.split(" ").filter(Boolean), where).code).toBe(code);
  });
});

describe("streams", () => {
  test("stdout carries the report and nothing else, stderr the messages", () => {
    const { stdout, stderr } = llmlint(["scan", "bad", "--format", "json"], where);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect(stderr).toMatch(/^bad\/broken\.py:\d+:\d+: /m);
  });

  test("reports in files leave stdout empty, and stderr sums up", () => {
    const { stdout, stderr } = llmlint(
      ["scan", "bad", "--format", "json=a.json", "--format", "markdown=b/c.md"],
      where,
    );
    expect(stdout).toBe("");
    expect(stderr).toContain("1 finding (1 error)");
    expect(JSON.parse(readFileSync(join(where, "a.json"), "utf8")).findings).toHaveLength(1);
    expect(readFileSync(join(where, "b/c.md"), "utf8")).toContain("model-output-to-shell");
  });

  test("--show-files names what would be looked at, and says what is left out", () => {
    const { code, stdout, stderr } = llmlint(
      ["scan", "bad", "good", "left.py", "--show-files", "--force-exclude"],
      where,
    );
    expect({ code, files: stdout.trim().split("\n") }).toEqual({
      code: 0,
      files: ["bad/app.py", "bad/broken.py", "good/sum.py"],
    });
    expect(stderr).toContain("3 files of code");
  });
});

const schema = (name: string): string => readFileSync(join(root, "test/report/schemas", name), "utf8");
const json = (name: string) => JSON.parse(schema(name)) as object;
const keeps = {
  rdjson: new AjvDraft04.default({ strict: false }).compile(json("rdjson.json")),
  gitlab: new Ajv({ strict: false }).compile(json("gitlab-codequality.json")),
  "gitlab-sast": new Ajv({ strict: false }).compile(json("gitlab-sast.json")),
};
const XSD = { junit: "junit-10.xsd", checkstyle: "checkstyle.xsd" };

describe("formats", () => {
  test.each(formatNames)("%s tells the finding with its place, and keeps to its form", async (name) => {
    const { code, stdout } = llmlint(["scan", "bad", "--format", name], where);
    expect(code).toBe(1);
    expect(stdout).toContain("model-output-to-shell");
    expect(stdout).toContain("app.py");
    expect(stdout.endsWith("\n")).toBe(true);
    if (name in keeps) {
      const validate = keeps[name as keyof typeof keeps];
      expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
    } else if (name in XSD) {
      const { errors } = await validateXML({
        xml: [{ fileName: "report.xml", contents: stdout }],
        schema: [schema(XSD[name as keyof typeof XSD])],
      });
      expect(errors).toEqual([]);
    } else if (name === "jsonl")
      for (const line of stdout.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("type");
    else if (name === "json" || name === "sarif")
      expect(JSON.parse(stdout)).toHaveProperty(name === "json" ? "findings" : "runs");
  });
});
