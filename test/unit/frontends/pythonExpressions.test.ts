import { describe, expect, it } from "vitest";
import { ir } from "./pythonFile.ts";

describe("text", () => {
  it("makes one text of an f-string, with conversions", async () => {
    expect(await ir('x = f"a{b}c{d!r}{n:.2f}{when:%H:%M}{{}}{e=}"')).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = text("a", @b, "c", repr @d, number @n, @when, "{}e=", repr @e)
        v0 = t0"
    `);
  });
  it("joins adjacent literals and sums with a literal", async () => {
    expect(
      await ir('x = "a" "b" + c + f"{d}e" + (f + "g")', 'y = "a" + "b"', "z = a + b"),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0 y@v1 z@v2
        t0 = text("ab", @c, @d, "e", @f, "g")
        v0 = t0
        v1 = "ab"
        t1 = @a add @b
        v2 = t1"
    `);
  });
  it("decodes escapes, not in raw strings", async () => {
    expect(await ir('x = "a\\n\\x41\\u00e9\\\\"', 'y = r"a\\n"', 'z = """a', 'b"""')).toMatchInlineSnapshot(`
      "module
        names x@v0 y@v1 z@v2
        v0 = "a\\nAé\\\\"
        v1 = "a\\\\n"
        v2 = "a\\nb""
    `);
  });
  it("leaves % and format to the engine", async () => {
    expect(await ir('x = "a %s" % b', 'y = "{}".format(b)')).toMatchInlineSnapshot(`
      "module
        names x@v0 y@v1
        t0 = "a %s" mod @b
        v0 = t0
        t1 = "{}".format(@b)
        v1 = t1"
    `);
  });
  it("appends with +=", async () => {
    expect(await ir('x += "a" + b', "x += b", 'o.p += f"{q}"', "o[k] += 1")).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = text(v0, "a", @b)
        v0 = t0
        t1 = v0 add @b
        v0 = t1
        t2 = @o.p
        t3 = text(t2, @q)
        @o.p = t3
        t4 = @o[@k]
        t5 = t4 add 1
        @o[@k] = t5"
    `);
  });
});

describe("values of conditions", () => {
  it("and, or, if-else", async () => {
    expect(
      await ir(
        "x = a and b",
        "x = a or b",
        "x = a and b and c",
        "x = (a or b) and c",
        "x = a if b and not c else d",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0
        if @a
          v1 = @b
        else
          v1 = null
        v0 = v1
        if @a
          v2 = @a
        else
          v2 = @b
        v0 = v2
        t0 = @a and @b
        if t0
          v3 = @c
        else
          v3 = null
        v0 = v3
        t1 = @a or @b
        if t1
          v4 = @c
        else
          v4 = null
        v0 = v4
        t2 = not @c
        t3 = @b and t2
        if t3
          v5 = @a
        else
          v5 = @d
        v0 = v5"
    `);
  });
  it("compares in chains", async () => {
    expect(
      await ir("x = a < b <= c", "x = a in b", "x = a not in b", "x = a is not None"),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = @a < @b
        t1 = @b <= @c
        t2 = t0 and t1
        v0 = t2
        t3 = @a in @b
        v0 = t3
        t4 = @a in @b
        t5 = not t4
        v0 = t5
        t6 = @a != null
        v0 = t6"
    `);
  });
  it("tests types one by one", async () => {
    expect(
      await ir("x = isinstance(a, str)", "x = isinstance(a, (int, m.C))", "x = isinstance(a, A | B)"),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = @a is @str
        v0 = t0
        t1 = @a is @int
        t2 = @m.C
        t3 = @a is t2
        t4 = t1 or t3
        v0 = t4
        t5 = @a is @A
        t6 = @a is @B
        t7 = t5 or t6
        v0 = t7"
    `);
  });
});

describe("calls", () => {
  it("with every kind of argument", async () => {
    expect(await ir("f(a, *b, k=c, **d)", "o.m(1).n()", "o[k](x)", "(f)(x)")).toMatchInlineSnapshot(`
      "module
        t0 = @f(@a, *@b, k=@c, **@d)
        t1 = @o.m(1)
        t2 = t1.n()
        t3 = @o[@k]
        t4 = t3(@x) on @o
        t5 = @f(@x)"
    `);
  });
  it("of the base class", async () => {
    expect(
      await ir(
        "class C(B):",
        "  def m(self, x):",
        "    super().m(x)",
        "    super(C, self).m(x)",
        "    return super().p",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names C@v0
        t0 = class C(@B)
        v0 = t0
      classBody C bases B exported
        names m@v0
        t0 = func C.m
        v0 = t0
      method C.m(this self@v0, x@v1)
        t0 = super
        t1 = v1
        t2 = t0.m(t1)
        t3 = super
        t4 = v1
        t5 = t3.m(t4)
        t6 = super
        t7 = t6.p
        return t7"
    `);
  });
  it("await, yield and the walrus", async () => {
    expect(
      await ir(
        "async def f(x):",
        "  y = await x",
        "  yield y",
        "  yield from x",
        "  if (n := g(x)) > 1:",
        "    return n",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names f@v0
        t0 = func f
        v0 = t0
      function f(x@v0) async generator exported
        t0 = await v0
        v1 = t0
        t1 = yield v1
        t2 = yield from v0
        t3 = v0
        t4 = @g(t3)
        v2 = t4
        t5 = v2 > 1
        if t5
          return v2"
    `);
  });
});

describe("collections", () => {
  it("literals", async () => {
    expect(
      await ir("x = [a, *b]", "x = (a,)", "x = {a, b}", 'x = {"k": a, **b}', "x = a, b"),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = [@a, *@b]
        v0 = t0
        t1 = (@a)
        v0 = t1
        t2 = {@a, @b}
        v0 = t2
        t3 = {"k": @a, **@b}
        v0 = t3
        t4 = (@a, @b)
        v0 = t4"
    `);
  });
  it("subscripts and slices", async () => {
    expect(
      await ir(
        "x = a[0]",
        'x = a["k"]',
        "x = a[1:]",
        "x = a[:n]",
        "x = a[::2]",
        "x = a[i:j:2]",
        "x = a[i, j]",
        "x = a[-1]",
      ),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = @a[0]
        v0 = t0
        t1 = @a["k"]
        v0 = t1
        t2 = @a[1:]
        v0 = t2
        t3 = @a[:@n]
        v0 = t3
        t4 = @a[:]
        v0 = t4
        t5 = @a[@i:@j]
        v0 = t5
        t6 = (@i, @j)
        t7 = @a[t6]
        v0 = t7
        t8 = @a[-1]
        v0 = t8"
    `);
  });
  it("comprehensions", async () => {
    expect(
      await ir("x = [i.a for i in y if i]", "x = {k: v for k, v in y}", "x = f(j for i in y for j in i)"),
    ).toMatchInlineSnapshot(`
      "module
        names x@v0
        t0 = []
        loop
          t1 = iter @y
          v1 = t1
          if v1
            t2 = v1.a
            t3 = t0.append(t2)
        v0 = t0
        t4 = {}
        loop
          t5 = iter @y
          t6 = t5[0]
          v2 = t6
          t7 = t5[1]
          v3 = t7
          t4[v2] = v3
        v0 = t4
        t8 = []
        loop
          t9 = iter @y
          v4 = t9
          loop
            t10 = iter v4
            v5 = t10
            t11 = t8.append(v5)
        t12 = @f(t8)
        v0 = t12"
    `);
  });
});
