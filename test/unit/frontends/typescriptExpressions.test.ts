import { describe, expect, it } from "vitest";
import { ir } from "./typescriptFile.ts";

describe("names and scopes", () => {
  it("reads module names by name and function names by capture", async () => {
    expect(
      await ir("let top = 1; function f(a) { let b = 2; return () => { b = top + a; top = b } }"),
    ).toMatchInlineSnapshot(`
      "module
        names top@v0 f@v1
        t0 = func f
        v1 = t0
        v0 = 1
      function f(a@v0)
        v1 = 2
        t0 = func f.<lambda#1>
        return t0
      lambda f.<lambda#1>() captures v0<-v0 v1<-v1!
        t0 = @top add v0
        v1 = t0
        @top = v1"
    `);
  });
  it("keeps a shadowed block name apart", async () => {
    expect(await ir("function f(x) { if (x) { let x = 1; g(x) } return x }")).toMatchInlineSnapshot(`
      "module
        names f@v0
        t0 = func f
        v0 = t0
      function f(x@v0)
        if v0
          v1 = 1
          t0 = v1
          t1 = @g(t0)
        return v0"
    `);
  });
  it("captures block names of the module and hands captures on", async () => {
    expect(await ir("for (const x of xs) { run(() => () => x) }")).toMatchInlineSnapshot(`
      "module
        loop
          t0 = iter @xs
          v0 = t0
          t1 = func <lambda#1>
          t2 = @run(t1)
      lambda <lambda#1>() captures v0<-v0
        t0 = func <lambda#1>.<lambda#1>
        return t0
      lambda <lambda#1>.<lambda#1>() captures v0<-v0
        return v0"
    `);
  });
  it("hoists var and function declarations", async () => {
    expect(
      await ir("function f() { g(); if (a) { var v = 1 } function g() { return v } }"),
    ).toMatchInlineSnapshot(`
      "module
        names f@v0
        t0 = func f
        v0 = t0
      function f()
        t0 = func f.g
        v1 = t0
        t1 = v1()
        if @a
          v0 = 1
        t2 = func f.g
        v1 = t2
      function f.g() captures v0<-v0
        return v0"
    `);
  });
  it("makes closures of declared functions again when what they read has its value", async () => {
    expect(
      await ir(
        "function f() { const a = make(); use(a); function g() { return a } const b = 1; return { g, h }; function h() { return b } }",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names f@v0
        t0 = func f
        v0 = t0
      function f()
        t0 = func f.g
        v1 = t0
        t1 = func f.h
        v3 = t1
        t2 = @make()
        v0 = t2
        t3 = v0
        t4 = @use(t3)
        t5 = func f.g
        v1 = t5
        v2 = 1
        t6 = func f.h
        v3 = t6
        t7 = v1
        t8 = v3
        t9 = {"g": t7, "h": t8}
        return t9
        t10 = func f.h
        v3 = t10
      function f.g() captures v0<-v0
        return v0
      function f.h() captures v0<-v2
        return v0"
    `);
  });
  it("gives arrows the receiver of the method around them", async () => {
    expect(await ir("class A { m() { return [1].map((x) => () => this.f(x)) } }")).toMatchInlineSnapshot(`
      "module
        names A@v0
        t0 = class A()
        v0 = t0
      classBody A
        names m@v0
        t0 = func A.m
        v0 = t0
      method A.m()
        t0 = [1]
        t1 = this
        v0 = t1
        t2 = func A.m.<lambda#1>
        t3 = t0.map(t2)
        return t3
      lambda A.m.<lambda#1>(x@v0) captures v1<-v0
        t0 = func A.m.<lambda#1>.<lambda#1>
        return t0
      lambda A.m.<lambda#1>.<lambda#1>() captures v0<-v1 v1<-v0
        t0 = v1
        t1 = v0.f(t0)
        return t1"
    `);
  });
  it("lists the arguments of a plain function", async () => {
    expect(await ir("function f(a, ...b) { return g.apply(this, arguments) }")).toMatchInlineSnapshot(`
      "module
        names f@v0
        t0 = func f
        v0 = t0
      function f(a@v0, *b@v1)
        t0 = this
        t1 = [v0, *v1]
        t2 = @g.apply(t0, t1)
        return t2"
    `);
  });
});

describe("values", () => {
  it("flattens text", async () => {
    expect(
      await ir(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
        'x = "a\\n" + (b + `c${d}${"e"}`) + 1; y = "a" + "b"; z = a + b; w += `q`; v = `plain`',
      ),
    ).toMatchInlineSnapshot(`
      "module
        t0 = text("a\\n", @b, "c", @d, "e", 1)
        @x = t0
        @y = "ab"
        t1 = @a add @b
        @z = t1
        t2 = text(@w, "q")
        @w = t2
        @v = "plain""
    `);
  });
  it("branches for logical values and the conditional operator", async () => {
    expect(await ir("const r = a && b, s = a || b, t = a ?? b, u = a && b ? c : d")).toMatchInlineSnapshot(`
      "module
        names r@v0 s@v1 t@v2 u@v3
        if @a
          v4 = @b
        else
          v4 = false
        v0 = v4
        if @a
          v5 = @a
        else
          v5 = @b
        v1 = v5
        if @a
          v6 = @a
        else
          v6 = @b
        v2 = v6
        t0 = @a and @b
        if t0
          v7 = @c
        else
          v7 = @d
        v3 = v7"
    `);
  });
  it("joins conditions by rows", async () => {
    expect(
      await ir('if (!(a && b.includes(x)) || typeof x !== "string" || k in o || e instanceof E) f()'),
    ).toMatchInlineSnapshot(`
      "module
        t0 = @b.includes(@x)
        t1 = @a and t0
        t2 = not t1
        t3 = typeof @x
        t4 = t3 != "string"
        t5 = t2 or t4
        t6 = @k in @o
        t7 = t5 or t6
        t8 = @e is @E
        t9 = t7 or t8
        if t9
          t10 = @f()"
    `);
  });
  it("calls", async () => {
    expect(
      await ir(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
        'f(1, ...a); o.m?.(x); o["k"](x); o[k](x); new C.D(x); new E; sql`a${b}c`; (0, o.f)(1); a!.b!(1); (o as any).g()',
      ),
    ).toMatchInlineSnapshot(`
      "module
        t0 = @f(1, *@a)
        t1 = @o.m(@x) optional
        t2 = @o.k(@x)
        t3 = @o[@k]
        t4 = t3(@x) on @o
        t5 = @C.D
        t6 = new t5(@x)
        t7 = new @E()
        t8 = ["a", "c"]
        t9 = @sql(t8, @b) tagged
        t10 = @o.f
        t11 = t10(1)
        t12 = @a.b(1)
        t13 = @o.g()"
    `);
  });
  it("imports by call", async () => {
    expect(
      await ir('const a = require("a"), b = await import("b"), c = import(name), d = require(name);'),
    ).toMatchInlineSnapshot(`
      "module
        names a@v0 b@v1 c@v2 d@v3
        t0 = import "a" *
        v0 = t0
        t1 = import "b" *
        t2 = await t1
        v1 = t2
        t3 = @import(@name)
        v2 = t3
        t4 = @require(@name)
        v3 = t4"
    `);
  });
  it("objects and arrays", async () => {
    expect(
      await ir(
        'const o = { a, "b-c": 1, [k]: 2, ...r, m() { return this.a }, get g() { return 1 }, f: async () => {}, 3: x }, l = [1, ...o]',
      ),
    ).toMatchInlineSnapshot(`
      "module
        names o@v0 l@v1
        t0 = func m
        t1 = func g
        t2 = func f
        t3 = {"a": @a, "b-c": 1, @k: 2, **@r, "m": t0, "g": t1, "f": t2, 3: @x}
        v0 = t3
        t4 = [1, *v0]
        v1 = t4
      method m()
        t0 = this
        t1 = t0.a
        return t1
      method g() getter
        return 1
      function f() async"
    `);
  });
  it("members, casts and small operators", async () => {
    expect(
      await ir(
        'a?.b["c"][d]; x as Foo<Bar>; x as const; x satisfies Foo; x!; <T>x; delete o.p; delete o[k]; typeof x; void 0; -1; i++; o.n -= 2; /a+/gi; a.b ??= c',
      ),
    ).toMatchInlineSnapshot(`
      "module
        t0 = @a.b
        t1 = t0.c
        t2 = t1[@d]
        t3 = @x as Foo[Bar]
        t4 = @x as T
        del @o["p"]
        del @o[@k]
        t5 = typeof @x
        t6 = unary 0
        t7 = @i add 1
        @i = t7
        t8 = @o.n
        t9 = t8 sub 2
        @o.n = t9
        t10 = /a+/gi
        t11 = @a.b
        if t11
          v0 = t11
        else
          @a.b = @c
          v0 = @c"
    `);
  });
  it("decodes literals", async () => {
    expect(
      await ir(String.raw`f("\x41\u{1F600}\q\0\
", 'é', 0x1f, 1_000n, 0b11, 1e3, null, undefined, true)`),
    ).toMatchInlineSnapshot(`
  "module
    t0 = @f("A😀q\\u0000", "é", 31, 1000, 3, 1000, null, null, true)"
`);
  });
});

describe("patterns", () => {
  it("takes objects and arrays apart", async () => {
    expect(
      await ir(
        'const { a, b: { c = 1 }, "d-e": f, [k]: g, ...rest } = o; const [x, , y = 2, ...z] = l; [p.q, r] = s; ({ t } = u)',
      ),
    ).toMatchInlineSnapshot(`
      "module
        names a@v0 c@v1 f@v2 g@v3 rest@v4 x@v5 y@v6 z@v7
        t0 = @o.a
        v0 = t0
        t1 = @o.b
        t2 = t1.c
        if t2
          v1 = t2
        else
          v1 = 1
        t3 = @o.d-e
        v2 = t3
        t4 = @o[@k]
        v3 = t4
        v4 = @o
        t5 = @l[0]
        v5 = t5
        t6 = @l[2]
        if t6
          v6 = t6
        else
          v6 = 2
        t7 = @l[3:]
        v7 = t7
        t8 = @s[0]
        @p.q = t8
        t9 = @s[1]
        @r = t9
        t10 = @u.t
        @t = t10"
    `);
  });
  it("takes parameters apart and fills in defaults", async () => {
    expect(
      await ir("const f = async ({ a, b = 1 }: P, [c]: string[] = [], d = a, e?: number, ...r: T[]) => d"),
    ).toMatchInlineSnapshot(`
      "module
        names f@v0
        t0 = func f
        v0 = t0
      function f(@v0: P, ?@v3: string[], d?@v5, e?@v6: number, *r@v7: T[]) async
        t0 = v0.a
        v1 = t0
        t1 = v0.b
        if t1
          v2 = t1
        else
          v2 = 1
        t2 = []
        v3 ?= t2
        t3 = v3[0]
        v4 = t3
        v5 ?= v1
        return v5"
    `);
  });
});
