import { describe, expect, it } from "vitest";
import { ir } from "./typescriptFile.ts";

describe("control flow", () => {
  it("loops", async () => {
    expect(
      await ir(
        "for (let i = 0; i < n; i++) a(i); for (;;) b(); while (x) { continue } do { break } while (y); while (true) c()",
      ),
    ).toMatchInlineSnapshot(`
      "module
        v0 = 0
        loop
          t0 = v0 < @n
          if t0
          else
            break 0
          t1 = v0
          t2 = @a(t1)
          t3 = v0 add 1
          v0 = t3
        forever
          t4 = @b()
        loop
          if @x
          else
            break 0
          continue 0
        loop
          break 0
          if @y
          else
            break 0
        forever
          t5 = @c()"
    `);
  });
  it("iterates values and keys", async () => {
    expect(
      await ir("for (const [k, v] of m) f(k, v); for (x in o) f(x); for await (const part of s) g(part)"),
    ).toMatchInlineSnapshot(`
      "module
        loop
          t0 = iter @m
          t1 = t0[0]
          v0 = t1
          t2 = t0[1]
          v1 = t2
          t3 = v0
          t4 = v1
          t5 = @f(t3, t4)
        loop
          t6 = keys @o
          @x = t6
          t7 = @f(@x)
        loop
          t8 = iter @s
          v2 = t8
          t9 = v2
          t10 = @g(t9)"
    `);
  });
  it("counts loops and blocks for labels", async () => {
    expect(
      await ir(
        "outer: for (const a of b) { switch (a) { case 1: continue; case 2: break outer } } done: { break done }",
      ),
    ).toMatchInlineSnapshot(`
      "module
        loop
          t0 = iter @b
          v0 = t0
          block
            t1 = v0 == 1
            if t1
              continue 1
            t2 = v0 == 2
            if t2
              break 1
        block
          break 0"
    `);
  });
  it("makes a chain of tests from a switch", async () => {
    expect(
      await ir(
        'switch (x.kind) { case "a": case "b": f(); break; default: h(); break; case "c": { g(); return } }',
      ),
    ).toMatchInlineSnapshot(`
      "module
        t0 = @x.kind
        block
          t1 = t0 == "a"
          t2 = t0 == "b"
          t3 = t1 or t2
          if t3
            t4 = @f()
            break 0
          t5 = t0 == "c"
          if t5
            t6 = @g()
            return
          t7 = @h()
          break 0"
    `);
  });
  it("guards, catches and finishes", async () => {
    expect(
      await ir(
        "function f() { try { return a() } catch ({ message }) { throw new E(message) } finally { b() } }",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names f@v0
        t0 = func f
        v0 = t0
      function f()
        try
          t0 = @a()
          return t0
        catch v0
          t1 = v0.message
          v1 = t1
          t2 = v1
          t3 = new @E(t2)
          throw t3
        finally
          t4 = @b()"
    `);
  });
  it("if, else if, else", async () => {
    expect(await ir("if (a) b(); else if (c) { d() } else e();")).toMatchInlineSnapshot(`
      "module
        if @a
          t0 = @b()
        else
          if @c
            t1 = @d()
          else
            t2 = @e()"
    `);
  });
});

describe("declarations", () => {
  it("annotates variables whose type has a name", async () => {
    expect(
      await ir(
        "let c: OpenAI | undefined; const p: Promise<Foo>[] = q; const n: any = 1; const u: { a: string } = v",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names c@v0 p@v1 n@v2 u@v3
        t0 = null as OpenAI | undefined
        v0 = t0
        t1 = @q as Promise[Foo][]
        v1 = t1
        v2 = 1
        v3 = @v"
    `);
  });
  it("enums and namespaces", async () => {
    expect(
      await ir(
        'enum E { A, B = "x", C = 4, D } namespace N.M { export const a = 1; const b = 2; export function f() { return b } }',
      ),
    ).toMatchInlineSnapshot(`
      "module
        names E@v0 N@v1
        t0 = {"A": 0, "B": "x", "C": 4, "D": 5}
        v0 = t0
        t1 = func f
        v4 = t1
        v2 = 1
        v3 = 2
        t2 = {"a": v2, "f": v4}
        t3 = {"M": t2}
        v1 = t3
      function f() exported captures v0<-v3
        return v0"
    `);
  });
  it("keeps named types and drops what makes no code", async () => {
    expect(
      await ir(
        'interface I extends J { a: string; b?: Foo[] } type T = "x" | I; declare const z: string; function over(a: string): void; function over(a: any) {} abstract class A { abstract m(): void }',
      ),
    ).toMatchInlineSnapshot(`
      "type I = {a: string, b?: Foo[]} | J
      type T = "x" | I
      module
        names over@v0 A@v1
        t0 = func over
        v0 = t0
        t1 = class A()
        v1 = t1
      function over(a@v0: any)
      classBody A"
    `);
  });
  it("classes", async () => {
    expect(
      await ir(
        "class A<T> extends B<T> implements C { static #n = 1; private llm: LLM = make(); z; handle = () => this.z; constructor(private readonly key: string, readonly opts = {}) { super(key) } get v() { return 1 } set v(x) {} static async *run() { yield* super.run() } static { init() } [Symbol.iterator]() {} }",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names A@v0
        t0 = class A(@B)
        v0 = t0
      classBody A bases B[T], C static field #n field llm: LLM field z field handle field key: string field opts
        names #n@v0 llm@v1 handle@v3 constructor@v4 v@v5 v@v6 run@v7 [Symbol.iterator]@v8
        v0 = 1
        t0 = @make()
        v1 = t0
        t1 = this
        v2 = t1
        t2 = func A.handle
        v3 = t2
        t3 = func A.constructor
        v4 = t3
        t4 = func A.v
        v5 = t4
        t5 = func A.v#2
        v6 = t5
        t6 = func A.run
        v7 = t6
        t7 = @init()
        t8 = func A.[Symbol.iterator]
        v8 = t8
      function A.handle() captures v0<-v2
        t0 = v0.z
        return t0
      method A.constructor(key@v0: string, opts?@v1) ctor
        t0 = this
        t0.key = v0
        t1 = {}
        v1 ?= t1
        t2 = this
        t2.opts = v1
        t3 = super
        t4 = v0
        t5 = t3.constructor(t4)
      method A.v() getter
        return 1
      method A.v#2(x@v0) setter
      method A.run() async generator static
        t0 = super
        t1 = t0.run()
        t2 = yield from t1
      method A.[Symbol.iterator]()"
    `);
  });
  it("decorators, the nearest first", async () => {
    expect(await ir("@A() @B class C { @D m(@E() x: F) {} @G() f = 1 }")).toMatchInlineSnapshot(`
      "module
        names C@v0
        t0 = @A()
        t1 = class C()
        t2 = decorate t1 with @B
        t3 = decorate t2 with t0
        v0 = t3
      classBody C field f
        names m@v0 f@v1
        t0 = func C.m
        t1 = decorate t0 with @D
        v0 = t1
        t2 = @G()
        t3 = decorate 1 with t2
        v1 = t3
      method C.m(x@v0: F)
        t0 = @E()"
    `);
  });
  it("class and function expressions", async () => {
    expect(
      await ir(
        "const A = class extends B {}; const f = function g(n) { return g(n - 1) }; use(class {}, function () {}, async () => 1, x => x)",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names A@v0 f@v1
        t0 = class A(@B)
        v0 = t0
        t1 = func g
        v2 = t1
        v1 = t1
        t2 = class <class#1>()
        t3 = func <lambda#1>
        t4 = func <lambda#2>
        t5 = func <lambda#3>
        t6 = @use(t2, t3, t4, t5)
      classBody A bases B
      function g(n@v0) captures v1<-v2
        t0 = v0 sub 1
        t1 = v1(t0)
        return t1
      classBody <class#1>
      lambda <lambda#1>()
      lambda <lambda#2>() async
        return 1
      lambda <lambda#3>(x@v0)
        return v0"
    `);
  });
});

describe("modules", () => {
  it("imports", async () => {
    expect(
      await ir(
        'import d, { a as b, type T, default as e } from "m"; import * as n from "./n"; import type { X } from "x"; import "side"; import fs = require("fs"); f(d, b, n)',
      ),
    ).toMatchInlineSnapshot(`
      "module
        names d@v0 b@v1 T@v2 e@v3 n@v4 X@v5 fs@v6
        t0 = import "m" default
        v0 = t0
        t1 = import "m" a
        v1 = t1
        t2 = import "m" T type
        v2 = t2
        t3 = import "m" default
        v3 = t3
        t4 = import "./n" *
        v4 = t4
        t5 = import "x" X type
        v5 = t5
        t6 = import "side" *
        t7 = import "fs" *
        v6 = t7
        t8 = v0
        t9 = v1
        t10 = v4
        t11 = @f(t8, t9, t10)"
    `);
  });
  it("exports", async () => {
    expect(
      await ir(
        'export const a = 1, { b } = o; export function f() {} const g = () => {}; export { g as h, x as y }; export { p as q } from "m"; export * from "s"; export * as ns from "n"; export default class K {}',
      ),
    ).toMatchInlineSnapshot(`
      "module
        names a@v0 b@v1 f@v2 g@v3 K@v4 export ns@v5
        t0 = func f
        v2 = t0
        v0 = 1
        t1 = @o.b
        v1 = t1
        t2 = func g
        v3 = t2
        t3 = import "n" *
        v5 = t3
        t4 = class K()
        v4 = t4
      function f() exported
      function g() exported
      classBody K exported
      export a@v0
      export b@v1
      export f@v2
      export h@v3
      export q from "m" p
      export * from "s"
      export ns@v5
      export default@v4"
    `);
  });
  it("exports a default expression", async () => {
    expect(await ir("export default async function () { return 1 }")).toMatchInlineSnapshot(`
      "module
        names default@v0
        t0 = func default
        v0 = t0
      function default() async exported
        return 1
      export default@v0"
    `);
    expect(await ir("export default { fetch(request) { return request } }")).toMatchInlineSnapshot(`
      "module
        names default@v0
        t0 = func fetch
        t1 = {"fetch": t0}
        v0 = t1
      method fetch(request@v0)
        return v0
      export default@v0"
    `);
  });
  it("CommonJS", async () => {
    expect(
      await ir(
        'const { ask } = require("./llm"); exports.a = ask; module.exports = { ask, run() { return module.exports.ask } }; module.exports.b = 1',
        "a.cjs",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names ask@v0 module.exports@v1
        t0 = {}
        v1 = t0
        t1 = import "./llm" *
        t2 = t1.ask
        v0 = t2
        v1.a = v0
        t3 = v0
        t4 = func run
        t5 = {"ask": t3, "run": t4}
        v1 = t5
        v1.b = 1
      method run()
        t0 = @module.exports.ask
        return t0
      module.exports@v1"
    `);
  });
  it("directives of files and functions", async () => {
    expect(
      await ir('"use server"; export async function act(form) { "use strict"; return form }'),
    ).toMatchInlineSnapshot(`
      "directive "use server"
      module
        names act@v0
        t0 = func act
        v0 = t0
      function act(form@v0) async exported
        directive "use strict"
        return v0
      export act@v0"
    `);
  });
});

describe("JSX", () => {
  it("elements, components and fragments", async () => {
    expect(
      await ir(
        'const x = <><div id="a&amp;b" {...p} on={f} hidden>hi {name}\n  there{/* no */}</div><A.B>{c && <C/>}</A.B></>',
        "a.tsx",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = <"div" id="a&b" **@p on=@f hidden=true> "hi ", @name, "there"
        t1 = @A.B
        if @c
          t2 = <@C>
          v1 = t2
        else
          v1 = false
        t3 = <t1> v1
        t4 = <""> t0, t3
        v0 = t4"
    `);
  });
  it("reads plain JavaScript alike", async () => {
    expect(
      await ir(
        "function P({ html }) { return <p dangerouslySetInnerHTML={{ __html: html }} /> } class Q extends P { x = 1 }",
        "a.jsx",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names P@v0 Q@v1
        t0 = func P
        v0 = t0
        t1 = class Q(v0)
        v1 = t1
      function P(@v0)
        t0 = v0.html
        v1 = t0
        t1 = v1
        t2 = {"__html": t1}
        t3 = <"p" dangerouslySetInnerHTML=t2>
        return t3
      classBody Q bases P field x
        names x@v0
        v0 = 1"
    `);
  });
});
