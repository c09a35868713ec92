import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { sha256Base64 } from "../../server/src/base/sha256.ts";
import { renderHtml } from "../../server/src/report/html/html.ts";
import { OWASP } from "../../server/src/report/html/owasp.ts";
import { PYTHON, reportInputOf, SCRIPT } from "../inventory/open.ts";
import { reportOf, shellFinding } from "./sample.ts";

const options = { showInfo: true, color: false };

test("hashes are those of SHA-256", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256Base64(text)).toBe(createHash("sha256").update(text).digest("base64"));
    }),
  );
});

test("the policy lets in this style and this script and nothing else", () => {
  const page = renderHtml(reportOf({ findings: [shellFinding()] }), options);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  for (const tag of ["style", "script"]) {
    const texts = [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map(
      (match) => match[1] ?? "",
    );
    expect(texts).toHaveLength(1);
    expect(policy).toContain(
      createHash("sha256")
        .update(texts[0] ?? "")
        .digest("base64"),
    );
  }
  // Nothing in the markup needs more than the policy gives.
  expect(page).not.toMatch(/<[^>]+ (?:style|on\w+)=/);
  expect(page).not.toMatch(/(?:src|href)="(?!#)/);
});

test("the names of OWASP's items are those of the catalogue", () => {
  for (const edition of ["2025", "2026"] as const) {
    const url = new URL(`../../rules/taxonomies/owaspLlm${edition}.yaml`, import.meta.url);
    expect(OWASP[edition]).toEqual(parse(readFileSync(url, "utf8")));
  }
});

const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(2)>'&\`\u202e\u0007`;

test("names and texts that try to inject are shown as text", async () => {
  const quoted = JSON.stringify(EVIL);
  const input = await reportInputOf({
    [`a<img src=x onerror=alert(3)>/"onload="x.py`]: `import subprocess
from openai import OpenAI
def ask(q):
    answer = OpenAI().chat.completions.create(model=${quoted}, messages=[{"role": "system", "content": ${quoted}}, {"role": "user", "content": ${quoted} + input()}])
    subprocess.run(answer.choices[0].message.content + ${quoted}, shell=True)
    # </code></pre><script>alert(4)</script>
ask(1)
`,
    ".mcp.json": JSON.stringify({ mcpServers: { [EVIL]: { command: EVIL } } }),
  });
  const page = renderHtml(input, options);
  expect(page).toContain("&#60;script&#62;alert(1)");
  expect(page).toContain("&#60;script&#62;alert(4)");
  // Tags with the names of their attributes, without our own script and without values.
  const withoutOwn = page.replace(/<script>[\s\S]*?<\/script>/, "").replace(/="[^"]*"/g, '=""');
  expect(withoutOwn).not.toMatch(/<(?:script|img)/i);
  expect(withoutOwn).not.toMatch(/<[^>]*\son\w+\s*=/i);
  expect(page).not.toContain("\u202e");
  expect(page).not.toContain("\u0007");
});

test.each([
  ["Python", PYTHON, "question"],
  ["TypeScript", SCRIPT, "req.body.question"],
])(
  "%s: finding with its code, prompt with its pieces, where the answer goes, risks by number",
  async (_, files, hole) => {
    const page = renderHtml(await reportInputOf(files), options);
    const text = page.replace(/<(?:style|script)>[\s\S]*?<\/(?:style|script)>/g, "").replace(/<[^>]*>/g, "");
    expect(page).toMatch(/data-risks="LLM05-2025 LLM10-2026"/);
    expect(page).toContain(`<span class="origin">user</span><span class="name">${hole}</span>`);
    expect(text).toContain("model-output-to-shell");
    expect(text).toMatch(/shell (?:subprocess\.run|exec) unchecked/);
    expect(text).toContain("OPENAI_API_KEY");
  },
);

test("what was not analysed is said, and so is what changed against a baseline", () => {
  const page = renderHtml(
    {
      ...reportOf({
        findings: [shellFinding(), shellFinding({ known: "baseline", fingerprint: "1" })],
        problems: [{ path: "b.py", start: 0, end: 0, severity: "error", message: "not UTF-8", fatal: true }],
      }),
      gone: 2,
    },
    options,
  );
  expect(page).toContain("Left out: vendored");
  expect(page).toContain("not UTF-8");
  expect(page).toContain("1 new, 2 gone, 1 known");
});

test("secrets of files stay out", () => {
  const finding = shellFinding({ what: "SECRETVALUE" });
  expect(renderHtml(reportOf({ findings: [finding] }), options)).not.toContain("SECRETVALUE");
});

test("a large report stays below five megabytes", () => {
  const findings = Array.from({ length: 3000 }, (_, i) => shellFinding({ fingerprint: String(i) }));
  expect(renderHtml(reportOf({ findings }), options).length).toBeLessThan(5_000_000);
});

test("the map tells which risk touches which part, and offers those that are there", async () => {
  const input = await reportInputOf({
    "app.py": `import subprocess
from flask import Flask, request
from openai import OpenAI
app = Flask(__name__)
@app.post("/run")
def run():
    answer = OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": "Be " + request.json["q"]}])
    subprocess.run(answer.choices[0].message.content, shell=True)
def calm():
    return OpenAI().chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "hi"}])
calm()
`,
  });
  const page = renderHtml(input, options);
  const map = /<section id="map"[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
  const offered = Array.from(map.matchAll(/<option value="(LLM\d\d-2025)">/g), ([, risk]) => risk);
  expect(offered).toEqual(expect.arrayContaining(["LLM01-2025", "LLM05-2025"]));
  expect(offered).not.toContain("LLM09-2025");
  const risksOf = (label: string): string =>
    new RegExp(`<g class="[^"]*" data-risks="([^"]*)">(?:(?!</g>).)*>${label}</text>`).exec(map)?.[1] ??
    "none";
  expect(risksOf("run")).toContain("LLM01-2025");
  expect(risksOf("run")).toContain("LLM05-2025");
  expect(risksOf("shell")).toContain("LLM05-2025");
  expect(risksOf("shell")).not.toContain("LLM01-2025");
  expect(risksOf("calm")).toBe("");
});
