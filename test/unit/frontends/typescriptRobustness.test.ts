import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { STRIDE } from "../../../server/src/ir/ops.ts";
import type { FileIR } from "../../../server/src/ir/types.ts";
import { lowered } from "./typescriptFile.ts";

const modules = fileURLToPath(new URL("../../../node_modules/", import.meta.url));

const sample = `"use client";
import d, { a as b } from "m"; // note é😀
export class C<T> extends B implements D {
  private readonly x: string[] = ["a", \`t\${d}\`];
  constructor(private k = 1, ...r: T[]) { super(k); }
  async *m?({ a, b: [c = 2] }: P = {}): Promise<void> { for await (const z of this.#q) yield* z; }
}
@dec() abstract class E { static { f(); } get g() { return super.g } }
enum N { A, B = "x" } namespace S.T { export const u = 1 }
const { p = 1, ...rest } = o ?? {}, fn = async (v) => v?.[0]?.(rest, ...p) as Foo;
label: for (let i = 0; i < 3; i++) { switch (i) { case 1: continue label; default: break } }
try { if (!a && b || c in d) throw new X(); else do { x += "s" } while (typeof x === "y") } catch ({ e }) { delete a[b] } finally { a ??= 1 }
module.exports = { s: sql\`q\${b}\`, async n() { return require("x") }, [k]: /r/g, ...o };
export { fn as default, b }; export * from "z";
`;

/** Registers and regions stay inside their function. */
function expectSound(file: FileIR): void {
  for (const func of file.funcs) {
    for (let row = 0; row < func.ops.length; row += STRIDE) {
      const dst = func.ops[row + 1] as number;
      if (dst >= func.nReg) expect.fail(`register ${dst} of ${file.path} ${func.qual}`);
    }
    for (const name of func.names) expect(name.reg).toBeLessThan(func.nVar);
    for (const param of func.params) expect(param.reg).toBeLessThan(func.nVar);
    for (const capture of func.captures) {
      expect(capture.inner).toBeLessThan(func.nVar);
      expect(capture.outer).toBeLessThan(file.funcs[func.parent]?.nVar ?? 0);
    }
  }
  for (const entry of file.exports) {
    if (entry.kind === "local") expect(entry.reg).toBeLessThan(file.funcs[0]?.nVar ?? 0);
  }
  for (const { message } of file.problems) expect(["syntax error", "nested too deeply"]).toContain(message);
}

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(name)).map((name) => join(folder, name));
}

describe("input of any kind", () => {
  it("lowers every prefix of a file", async () => {
    for (let length = 0; length <= sample.length; length++) {
      for (const path of length % 3 === 0 ? ["a.ts", "a.tsx", "a.js"] : ["a.ts"]) {
        expectSound(await lowered(sample.slice(0, length), path));
      }
    }
  });

  it("lowers a file with pieces cut out and doubled", async () => {
    for (let at = 0; at < sample.length; at += 5) {
      expectSound(await lowered(sample.slice(0, at) + sample.slice(at + 1 + (at % 17)), "a.ts"));
      expectSound(await lowered(`${sample.slice(0, at)}${"{(`[<"[at % 5]}${sample.slice(at)}`, "a.js"));
      expectSound(await lowered(sample.slice(0, at + 9) + sample.slice(at), "a.tsx"));
    }
  });

  it("makes one opaque value of what is nested too deeply", async () => {
    const times = 3000;
    const forms = [
      `x = ${"[".repeat(times)}a${"]".repeat(times)}`,
      `x = ${"(a, ".repeat(times)}a${")".repeat(times)}`,
      `x = ${"a => ".repeat(times)}b`,
      `${"if (a) { ".repeat(times)}${"}".repeat(times)}`,
      `x = ${"a.b().".repeat(times)}c`,
      `x = ${"a ? b : ".repeat(times)}c`,
      `const ${"[".repeat(times)}a${"]".repeat(times)} = 1`,
      `x = ${'"a" + ('.repeat(times)}b${")".repeat(times)}`,
      `${"class A extends ".repeat(times)} B ${"{}".repeat(times)}`,
    ];
    for (const form of forms) expectSound(await lowered(form, "a.js"));
    const file = await lowered(forms[0] ?? "", "a.js");
    expect(file.problems.map((problem) => problem.message)).toEqual(["nested too deeply"]);
  });

  it("lowers long chains without nesting", async () => {
    for (const sign of ["+", "&&"]) {
      const file = await lowered(`x = ${Array(5000).fill("a").join(sign)}`, "a.js");
      expect(file.problems).toEqual([]);
    }
  });
});

describe("real files", () => {
  it.each(["zod", "commander", "typescript", "yaml", "@types/node"])("lowers %s", async (name) => {
    let count = 0;
    for (const path of (await sources(join(modules, name))).slice(0, 250)) {
      const text = await readFile(path, "utf8");
      if (text.length > 300_000) continue;
      expectSound(await lowered(text, path));
      count++;
    }
    expect(count).toBeGreaterThan(0);
  });
});
