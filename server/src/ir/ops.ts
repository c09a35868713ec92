/** Numbers per row of {@link FuncIR.ops}: op, dst, a, b, x. Unused numbers are -1. */
export const STRIDE = 5;

/**
 * The operations. "x→" describes the operand list in `extra` that starts at index x.
 * Regions are counted in rows and follow their head directly.
 */
export const Op = {
  /** dst = consts[a] */
  const: 1,
  /** dst = a (assignment; dst is a variable) */
  move: 2,
  /** dst = name strings[a], looked up among the module's variables, then the language's own names */
  global: 3,
  /** module variable strings[a] = register b, written from inside a function */
  setGlobal: 4,
  /** dst = imports[a] */
  import: 5,
  /** dst = the receiver (JavaScript `this`; Python receives it as a parameter of kind "this") */
  this: 6,
  /** dst = the receiver as seen by the base class (`super`, `super()`) */
  super: 7,
  /** dst = closure of funcs[a] */
  func: 8,
  /** dst = classes[a]; x→ n, base class registers */
  class: 9,
  /** dst = regular expression; consts[a] = source, consts[b] = flags */
  regex: 10,
  /** parameter variable dst takes the value of a when the caller gave none */
  dflt: 11,
  /** dst = a, declared (annotation, cast) as types[b] */
  annotate: 12,

  /** dst = new record in cell a; x→ n, then n pairs (key register or -1 for a spread, value register) */
  record: 20,
  /** dst = new list in cell a; b = 0 list, 1 tuple, 2 set; x→ n, then n pairs (1 for a spread else 0, register) */
  list: 21,
  /** dst = a.strings[b] */
  member: 22,
  /** a.strings[b] = register x */
  setMember: 23,
  /** dst = a[b] */
  index: 24,
  /** a[b] = register x */
  setIndex: 25,
  /** dst = a[start:end]; x→ start register or -1, end register or -1 */
  slice: 26,
  /** delete a[b] */
  del: 27,

  /** dst = text; x→ n, then n pairs (Conv, register) */
  text: 30,

  /** dst = call of a; b = receiver register or -1 (only for calls with an explicit receiver value); x→ CallList */
  call: 40,
  /** dst = a.strings[b](…); x→ CallList */
  invoke: 41,
  /** dst = await a */
  await: 42,
  /** dst = yield a; b = 1 for `yield from` / `yield*` */
  yield: 43,
  /** dst = an element of iterating a; b = 0 values, 1 keys (`for…in` of JavaScript) */
  iter: 44,
  /** dst = value bound by `with a as dst` */
  enter: 45,
  /** dst = decorator b applied to a (function or class) */
  decorate: 46,

  /** dst = a ⋈ b; x = Cmp */
  cmp: 50,
  /** dst = not a */
  not: 51,
  /** dst = a is an instance of b (isinstance, instanceof) */
  isType: 52,
  /** dst = typeof a */
  typeof: 53,
  /** dst = a in b */
  has: 54,

  /** if a: next b rows; else: the x rows after them */
  if: 60,
  /** loop over the next a rows; b = 1 when nothing but a break, return or throw ends it (`while True`, `for (;;)`) */
  loop: 61,
  /** the next a rows, which a `break` may leave (switch, labelled block) */
  block: 62,
  /** next a rows guarded; then b rows of handlers; then x rows of finally; dst = exception variable or -1 */
  try: 63,
  /** leave the a-th enclosing loop or block (0 = innermost) */
  break: 64,
  /** next round of the a-th enclosing loop or block (0 = innermost; blocks count, the target is a loop) */
  continue: 65,
  /** return register a, or nothing when -1 */
  return: 66,
  /** throw register a, or re-throw when -1 */
  throw: 67,
  /** assert a */
  assert: 68,

  /** dst = element in cell a; b = tag register; x→ nProps, then pairs (symbol or -1 for a spread, register); nChildren, registers */
  jsx: 70,
  /** dst = a ∘ b; x = Bin */
  binary: 71,
  /** dst = ∘ a (minus, plus, bit-not: numbers; `void`) */
  unary: 72,
  /** dst = something made of the operands; x→ n, registers */
  opaque: 73,
} as const;

export const Cmp = { eq: 0, ne: 1, lt: 2, le: 3, gt: 4, ge: 5 } as const;
export const Bin = {
  add: 0,
  sub: 1,
  mul: 2,
  div: 3,
  mod: 4,
  pow: 5,
  or: 6,
  and: 7,
  xor: 8,
  shift: 9,
} as const;
/** How a piece becomes text: as it is, quoted (`!r`), or with a numeric format. */
export const Conv = { none: 0, repr: 1, number: 2 } as const;

/**
 * CallList in `extra`: cell, flags, nPos, nKey, then nPos pairs (1 for a spread else 0, register),
 * then nKey pairs (symbol, or -1 for a keyword spread; register).
 */
export const CallFlag = { new: 1, optional: 2, tagged: 4 } as const;

export const opNames: readonly string[] = (() => {
  const names: string[] = [];
  for (const [name, code] of Object.entries(Op)) names[code] = name;
  return names;
})();
