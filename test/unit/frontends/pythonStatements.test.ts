import { describe, expect, it } from "vitest";
import { ir } from "./pythonFile.ts";

describe("imports", () => {
  it("bind names", async () => {
    expect(
      await ir(
        "import a.b.c",
        "import d.e as f",
        "from g.h import i, j as k",
        "from . import l",
        "from ..m import *",
        "from __future__ import annotations",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names a@v0 f@v1 i@v2 k@v3 l@v4
      t0 = import "a" *
      v0 = t0
      t1 = import "a.b.c" *
      t2 = import "d.e" *
      v1 = t2
      t3 = import "g.h" i
      v2 = t3
      t4 = import "g.h" j
      v3 = t4
      t5 = import "." l
      v4 = t5
      t6 = import "..m" *all"
  `);
  });
});

describe("assignments", () => {
  it("to several and nested targets", async () => {
    expect(
      await ir("a = b = c", "a, (b, *c), d = e", "[a, b] = c", "o.p, o[q] = r, s", "a, b = b, a"),
    ).toMatchInlineSnapshot(`
      "module
        names a@v0 b@v1 c@v2 d@v3
        v0 = v2
        v1 = v2
        t0 = @e[0]
        v0 = t0
        t1 = @e[1]
        t2 = t1[0]
        v1 = t2
        t3 = t1[1:]
        v2 = t3
        t4 = @e[2]
        v3 = t4
        t5 = v2[0]
        v0 = t5
        t6 = v2[1]
        v1 = t6
        @o.p = @r
        @o[@q] = @s
        t7 = v1
        t8 = v0
        v0 = t7
        v1 = t8"
    `);
  });
  it("with types", async () => {
    expect(
      await ir(
        "x: str = a",
        'y: Optional["A.B"] = b',
        "z: list[int] | None",
        'w: Literal["a", 1] = c',
        "v: Annotated[str, Query()] = d",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names x@v0 y@v1 z@v2 w@v3 v@v4
      t0 = @a as str
      v0 = t0
      t1 = @b as A.B | null
      v1 = t1
      t2 = @c as "a" | 1
      v3 = t2
      t3 = @d as str
      v4 = t3"
  `);
  });
  it("deletes", async () => {
    expect(await ir('del a, b["k"], c.d')).toMatchInlineSnapshot(`
    "module
      del @b["k"]
      del @c["d"]"
  `);
  });
});

describe("scopes", () => {
  it("module names are read and written by name", async () => {
    expect(
      await ir("n = 1", "def f():", "  global n, m", "  n = n + 1", "  m = len(n)"),
    ).toMatchInlineSnapshot(`
    "module
      names n@v0 f@v1 m@v2
      v0 = 1
      t0 = func f
      v1 = t0
    function f() exported
      t0 = @n add 1
      @n = t0
      t1 = @len(@n)
      @m = t1"
  `);
  });
  it("captures pass through functions in between", async () => {
    expect(
      await ir(
        "def f(a):",
        "  b = 1",
        "  def g():",
        "    def h():",
        "      nonlocal b",
        "      b = a",
        "    return h",
        "  return g",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names f@v0
      t0 = func f
      v0 = t0
    function f(a@v0) exported
      v1 = 1
      t0 = func f.g
      v2 = t0
      return v2
    function f.g() captures v1<-v0 v2<-v1!
      t0 = func f.g.h
      v0 = t0
      return v0
    function f.g.h() captures v0<-v1 v1<-v2!
      v1 = v0"
  `);
  });
  it("class names are not seen by methods", async () => {
    expect(
      await ir("x = 0", "class C:", "  x = 1", "  y = x", "  def m(self, z=x):", "    return x, z"),
    ).toMatchInlineSnapshot(`
    "module
      names x@v0 C@v1
      v0 = 0
      t0 = class C()
      v1 = t0
    classBody C exported
      names x@v0 y@v1 m@v2
      v0 = 1
      v1 = v0
      t0 = func C.m
      v2 = t0
    method C.m(this self@v0, z?@v1) captures v2<-v0
      v1 ?= v2
      t0 = (@x, v1)
      return t0"
  `);
  });
  it("comprehension variables are their own", async () => {
    expect(await ir("def f(i):", "  g = [lambda: i for i in x]", "  return i")).toMatchInlineSnapshot(`
    "module
      names f@v0
      t0 = func f
      v0 = t0
    function f(i@v0) exported
      t0 = []
      loop
        t1 = iter @x
        v2 = t1
        t2 = func f.<lambda#1>
        t3 = t0.append(t2)
      v1 = t0
      return v0
    lambda f.<lambda#1>() captures v0<-v2
      return v0"
  `);
  });
  it("default values are read outside", async () => {
    expect(
      await ir("def f(x):", "  def g(x=x, *, y: int = len(x)): return x", "  return g"),
    ).toMatchInlineSnapshot(`
    "module
      names f@v0
      t0 = func f
      v0 = t0
    function f(x@v0) exported
      t0 = func f.g
      v1 = t0
      return v1
    function f.g(x?@v0, key y?@v1: int) captures v2<-v0
      v0 ?= v2
      t0 = v2
      t1 = @len(t0)
      v1 ?= t1
      return v0"
  `);
  });
});

describe("functions", () => {
  it("parameters and decorators", async () => {
    expect(
      await ir(
        '@app.post("/x")',
        "@auth",
        'async def f(a, /, b: str = "c", *args: int, d, **kw) -> list[str]:',
        '  """Says hello.',
        "",
        "  More.",
        '  """',
        "  return a",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names f@v0
      t0 = @app.post("/x")
      t1 = func f
      t2 = decorate t1 with @auth
      t3 = decorate t2 with t0
      v0 = t3
    function f(a@v0, b?@v1: str, *args@v2: int, key d@v3, **kw@v4) -> str[] async exported
      doc "Says hello."
      v1 ?= "c"
      return v0"
  `);
  });
  it("members", async () => {
    expect(
      await ir(
        "class C(Base, Generic[T], metaclass=M):",
        '  """Doc."""',
        "  a: int",
        '  b: ClassVar[str] = "x"',
        "  def __init__(self, a): self.a = a",
        "  @staticmethod",
        "  def s(x): return x",
        "  @classmethod",
        "  def c(cls): return cls()",
        "  @property",
        "  def p(self): return self.a",
        "  @p.setter",
        "  def p(self, v): self.a = v",
        "  @tool",
        "  def t(this): pass",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names C@v0
      t0 = class C(@Base, @Generic)
      v0 = t0
    classBody C bases Base, Generic[T] field a: int static field b: str exported
      doc "Doc."
      names p@v6 b@v0 __init__@v1 s@v2 c@v3 p@v4 t@v5
      t0 = "x" as str
      v0 = t0
      t1 = func C.__init__
      v1 = t1
      t2 = func C.s
      v2 = t2
      t3 = func C.c
      v3 = t3
      t4 = func C.p
      v4 = t4
      t5 = func C.p#2
      v6 = t5
      t6 = func C.t
      t7 = decorate t6 with @tool
      v5 = t7
    method C.__init__(this self@v0, a@v1) ctor
      v0.a = v1
    method C.s(x@v0) static
      return v0
    method C.c(this cls@v0) classMethod
      t0 = v0()
      return t0
    method C.p(this self@v0) getter
      t0 = v0.a
      return t0
    method C.p#2(this self@v0, v@v1) setter
      v0.a = v1
    method C.t(this this@v0)"
  `);
  });
  it("drops overloads and numbers equals", async () => {
    expect(
      await ir(
        "@overload",
        "def f(a: int) -> int: ...",
        "def f(a): return lambda: a",
        "def f(b): return [lambda: 1, lambda: 2]",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names f@v0
      t0 = func f
      v0 = t0
      t1 = func f#2
      v0 = t1
    function f(a@v0) exported
      t0 = func f.<lambda#1>
      return t0
    lambda f.<lambda#1>() captures v0<-v0
      return v0
    function f#2(b@v0) exported
      t0 = func f#2.<lambda#1>
      t1 = func f#2.<lambda#2>
      t2 = [t0, t1]
      return t2
    lambda f#2.<lambda#1>()
      return 1
    lambda f#2.<lambda#2>()
      return 2"
  `);
  });
  it("class decorators and local classes", async () => {
    expect(
      await ir("def f(a):", "  @dataclass", "  class D:", "    x: str = a", "  return D"),
    ).toMatchInlineSnapshot(`
    "module
      names f@v0
      t0 = func f
      v0 = t0
    function f(a@v0) exported
      t0 = class f.D()
      t1 = decorate t0 with @dataclass
      v1 = t1
      return v1
    classBody f.D field x: str captures v1<-v0
      names x@v0
      t0 = v1 as str
      v0 = t0"
  `);
  });
});

describe("control flow", () => {
  it("if, elif, else", async () => {
    expect(
      await ir("if a and b:", "  x = 1", "elif not (c or d):", "  x = 2", "else:", "  x = 3"),
    ).toMatchInlineSnapshot(`
    "module
      names x@v0
      t0 = @a and @b
      if t0
        v0 = 1
      else
        t1 = @c or @d
        t2 = not t1
        if t2
          v0 = 2
        else
          v0 = 3"
  `);
  });
  it("loops", async () => {
    expect(
      await ir(
        "for i, j in x:",
        "  if i: continue",
        "  break",
        "else:",
        "  y()",
        "while a:",
        "  b()",
        "while True:",
        "  break",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names i@v0 j@v1
      loop
        t0 = iter @x
        t1 = t0[0]
        v0 = t1
        t2 = t0[1]
        v1 = t2
        if v0
          continue 0
        break 0
      t3 = @y()
      loop
        if @a
        else
          break 0
        t4 = @b()
      forever
        break 0"
  `);
  });
  it("try", async () => {
    expect(
      await ir(
        "try:",
        "  a()",
        "except ValueError as e:",
        "  b(e)",
        "except (K, L):",
        "  raise",
        "except:",
        "  raise X() from e",
        "else:",
        "  c()",
        "finally:",
        "  d()",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names e@v0
      try
        t0 = @a()
        t1 = @c()
      catch v1
        t2 = opaque(@ValueError)
        if t2
          v0 = v1
          t3 = v0
          t4 = @b(t3)
        else
          t5 = opaque(@K, @L)
          if t5
            throw
          else
            t6 = @X()
            throw t6
      finally
        t7 = @d()"
  `);
  });
  it("with", async () => {
    expect(
      await ir("with open(a) as f, lock, g() as (h, i):", "  f.read()", "async with s.get(u) as r: pass"),
    ).toMatchInlineSnapshot(`
    "module
      names f@v0 h@v1 i@v2 r@v3
      t0 = @open(@a)
      t1 = enter t0
      v0 = t1
      t2 = @g()
      t3 = enter t2
      t4 = t3[0]
      v1 = t4
      t5 = t3[1]
      v2 = t5
      t6 = v0.read()
      t7 = @s.get(@u)
      t8 = enter t7
      v3 = t8"
  `);
  });
  it("match, with a break of the loop around it", async () => {
    expect(
      await ir(
        "for m in ms:",
        "  match m:",
        '    case "a" | "b": break',
        '    case {"type": "text", "text": str(t)}: f(t)',
        "    case P(x, y=[q, *_]) if q: g(x)",
        "    case E.a: pass",
        "    case (1, z) as w: h(w, z)",
        "    case _: continue",
      ),
    ).toMatchInlineSnapshot(`
    "module
      names m@v0 t@v1 x@v2 q@v3 z@v4 w@v5
      loop
        t0 = iter @ms
        v0 = t0
        block
          t1 = v0 == "a"
          t2 = v0 == "b"
          t3 = t1 or t2
          if t3
            break 1
            break 0
          t4 = "type" in v0
          t5 = v0["type"]
          t6 = t5 == "text"
          t7 = t4 and t6
          t8 = "text" in v0
          t9 = t7 and t8
          t10 = v0["text"]
          t11 = t10 is @str
          t12 = t9 and t11
          if t12
            t13 = v0["text"]
            v1 = t13
            t14 = v1
            t15 = @f(t14)
            break 0
          t16 = v0 is @P
          t17 = v0.y
          t18 = opaque(t17)
          t19 = t16 and t18
          if t19
            t20 = v0[0]
            v2 = t20
            t21 = v0.y
            t22 = t21[0]
            v3 = t22
            t23 = t21[1:]
            if v3
              t24 = v2
              t25 = @g(t24)
              break 0
          t26 = @E.a
          t27 = v0 == t26
          if t27
            break 0
          t28 = opaque(v0)
          t29 = v0[0]
          t30 = t29 == 1
          t31 = t28 and t30
          if t31
            t32 = v0[1]
            v4 = t32
            v5 = v0
            t33 = v5
            t34 = v4
            t35 = @h(t33, t34)
            break 0
          continue 1
          break 0"
  `);
  });
  it("assert and raise", async () => {
    expect(await ir("assert a and b, f(c)", "raise E(a)")).toMatchInlineSnapshot(`
    "module
      t0 = @a and @b
      assert t0
      t1 = @E(@a)
      throw t1"
  `);
  });
});

describe("broken and deep source", () => {
  it("keeps what parsed", async () => {
    expect(await ir("def f(a:", "  return a", "x = g(", "y = h(1)")).toMatchInlineSnapshot(`
    "module
      return @a
      t0 = @h(1)
      t1 = opaque(@y, t0)
    problem syntax error 0-8
    problem syntax error 20-35"
  `);
  });
});
