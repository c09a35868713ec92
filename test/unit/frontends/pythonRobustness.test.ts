import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Op, STRIDE } from "../../../server/src/ir/ops.ts";
import { printFile } from "../../../server/src/ir/printer.ts";
import type { FileIR } from "../../../server/src/ir/types.ts";
import { lowered } from "./pythonFile.ts";

const sample = `"""Module."""
from __future__ import annotations
import os.path as p, sys
from .a import (b, c as d)

@dec(x=1)
class Agent(Base, metaclass=M):
    """Doc."""
    name: str = "é😀"
    def __init__(self, llm: LLM | None = None, *args: int, key: str = f"{a!r:>{w}}", **kw) -> None:
        super().__init__(*args, **kw)
        self.llm, (self.a, *rest) = llm or LLM(), kw["a"]
    async def step(self, q):
        global counter
        counter += 1
        async with self.lock as l, open(q) as f:
            out = [x async for x in f if x and not q in x]
        try:
            return await self.llm(messages=[{"role": "user", "content": "Hi " + q}, *out])
        except (A, B) as e:
            raise Err(f"{e=}") from e
        else:
            yield from {k: v for k, v in out}
        finally:
            del self.a[0], out
    @property
    def y(self): return lambda z=self, *a: (z, a)[1:-1]
for i in range(3):
    match i:
        case {"t": str(t), **r} if t: break
        case [1, *_] | P(a, b=2): pass
        case _: continue
else:
    print("a" "b" % i, file=sys.stderr)
while (n := next(it)) is not None:
    assert n < 3 <= 4, "no"
`;

/** What must hold for every function whatever the source was. */
function check(ir: FileIR, text: string): void {
  expect(
    ir.problems.filter((p) => p.message !== "syntax error" && p.message !== "nested too deeply"),
  ).toEqual([]);
  for (const func of ir.funcs) {
    const written = new Set<number>();
    for (let row = 0; row < func.ops.length; row += STRIDE) {
      const [op = 0, dst = -1, a = -1] = func.ops.subarray(row, row + STRIDE);
      if (dst >= func.nReg || (dst >= func.nVar && written.has(dst)))
        throw new Error(`register ${dst} in ${func.qual}`);
      written.add(dst);
      if (op === Op.move && a >= func.nVar && !written.has(a))
        throw new Error(`unwritten ${a} in ${func.qual}`);
    }
    for (const { reg } of func.names) expect(reg).toBeLessThan(func.nVar);
    for (const { outer } of func.captures) expect(outer).toBeLessThan(ir.funcs[func.parent]?.nVar ?? 0);
    for (let i = 0; i < func.spans.length; i += 2) {
      const start = func.spans[i] ?? -1;
      const end = func.spans[i + 1] ?? -1;
      if (start < 0 || start > end || end > text.length)
        throw new Error(`span ${start}-${end} in ${func.qual}`);
    }
  }
  printFile(ir);
}

async function lowerAndCheck(text: string): Promise<FileIR> {
  const ir = await lowered(text);
  check(ir, text);
  return ir;
}

describe("broken source", () => {
  it("lowers the sample itself without a problem", async () => {
    expect((await lowerAndCheck(sample)).problems).toEqual([]);
  });
  it("lowers every beginning of a file", async () => {
    for (let length = 0; length < sample.length; length += 3) await lowerAndCheck(sample.slice(0, length));
  });
  it("lowers a file with lines moved, lost and cut", async () => {
    const lines = sample.split("\n");
    const line = fc.nat(lines.length - 1);
    const cut = fc.tuple(
      line,
      line,
      fc.nat(60),
      fc.constantFrom("", "(", ")", '"', "'''", "f'{", ":", "\\", "\t", "*", "=", "@", "\u0000"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
        const changed = [...lines];
        for (const [from, to, at, text] of cuts) {
          const moved = changed[from] ?? "";
          changed[to] = moved.slice(0, at) + text + moved.slice(at + 1);
        }
        await lowerAndCheck(changed.join("\n"));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
  it("lowers any text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 80 }),
        async (text) => void (await lowerAndCheck(text)),
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe("deep source", () => {
  const deep = 5000;
  it.each([
    ["brackets", `x = ${"[".repeat(deep)}a${"]".repeat(deep)}`],
    ["calls", `x = a${".b()".repeat(deep)}`],
    ["lambdas", `x = ${"lambda: ".repeat(deep)}a`],
    ["negations", `x = ${"not ".repeat(deep)}a`],
    ["conditions", `x = ${"a if b else ".repeat(deep)}c`],
    ["elif", `if a: pass\n${"elif b: pass\n".repeat(deep)}`],
    ["except", `try: pass\n${"except A: pass\n".repeat(deep)}`],
    ["blocks", Array.from({ length: 400 }, (_, i) => `${" ".repeat(i)}if a${i}:`).join("\n")],
    ["functions", Array.from({ length: 400 }, (_, i) => `${" ".repeat(i)}def f${i}():`).join("\n")],
    ["patterns", `match x:\n  case ${"[".repeat(deep)}a${"]".repeat(deep)}: pass`],
    ["targets", `${"(".repeat(deep)}a,${"),".repeat(deep - 1)}) = x`],
    ["types", `x: ${"list[".repeat(deep)}int${"]".repeat(deep)} = a`],
    ["for clauses", `x = [a ${"for a in b ".repeat(deep)}]`],
  ])("bounds %s", async (_, text) => {
    expect((await lowerAndCheck(`${text}\n`)).problems.length).toBeLessThanOrEqual(6);
  });
  it("lowers long sums and chains of and in one level", async () => {
    for (const text of ["x = a + b", "x = a - b + c", 'x = "a" + b', "x = a and b", "if a or b: pass"]) {
      const operator = text.includes("and") ? " and d" : text.includes("or") ? " or d" : " + d";
      const [head = "", tail = ""] = text.split(/(?=:)/);
      const ir = await lowerAndCheck(`${head}${operator.repeat(deep)}${tail}\n`);
      expect(ir.problems).toEqual([]);
    }
  });
  it("says that it stopped", async () => {
    const { problems } = await lowered(`x = ${"[".repeat(deep)}a${"]".repeat(deep)}\n`);
    expect(problems.map((p) => p.message)).toEqual(["nested too deeply"]);
  });
});

const library = ["3.10", "3.11", "3.12", "3.13"]
  .map((version) => `/usr/lib/python${version}`)
  .find(existsSync);

describe("real files", () => {
  it.skipIf(library === undefined)("lowers modules of the standard library", async () => {
    const files = (await readdir(library ?? "")).filter((name) => name.endsWith(".py")).slice(0, 120);
    for (const name of files) {
      const ir = await lowerAndCheck(await readFile(join(library ?? "", name), "utf8"));
      expect(ir.problems, name).toEqual([]);
    }
  });
});
