import type { TypeExpr } from "../../ir/types.ts";
import {
  childIn,
  firstNamed,
  isNamed,
  kindOf,
  type Lowering,
  namedChildren,
  nextOf,
  textOf,
} from "./lowering.ts";
import { K, T } from "./syntax.ts";
import { literalText } from "./texts.ts";

const unknown: TypeExpr = { kind: "unknown" };
const none: TypeExpr = { kind: "literal", value: null };
/** Generic names that only wrap another type. */
const wrappers = new Set([
  "Annotated",
  "ClassVar",
  "Final",
  "Required",
  "NotRequired",
  "ReadOnly",
  "InitVar",
]);
const lists = new Set(["list", "List"]);
const MAX_LEVEL = 12;

/** Reads an annotation or any expression that names a type. */
export function typeOf(c: Lowering, node: number, level = 0): TypeExpr {
  if (node < 0 || level > MAX_LEVEL) return unknown;
  const { f } = c.syntax;
  const inner = (n: number): TypeExpr => typeOf(c, n, level + 1);
  switch (kindOf(c, node)) {
    case K.type:
    case K.parenthesized_expression:
    case K.constrained_type:
      return inner(firstNamed(c, node));
    case K.identifier:
    case K.attribute:
    case K.member_type:
    case K.dotted_name: {
      const path = textOf(c, node);
      return isPath(path) ? { kind: "name", path, args: [] } : unknown;
    }
    case K.none:
      return none;
    case K.string:
      return forwardType(literalText(c, node) ?? "");
    case K.true:
    case K.false:
      return { kind: "literal", value: kindOf(c, node) === K.true };
    case K.integer:
      return { kind: "literal", value: Number(textOf(c, node).replaceAll("_", "")) };
    case K.generic_type: {
      const [head = -1, list = -1] = namedChildren(c, node);
      if (head < 0 || list < 0) return unknown;
      return generic(c, textOf(c, head), namedChildren(c, list), level);
    }
    case K.subscript: {
      const value = childIn(c, node, f.value);
      const end = nextOf(c, node);
      const args: number[] = [];
      for (let i = node + 1; i < end; i = nextOf(c, i))
        if (c.tree.field[i] === f.subscript && isNamed(c, i)) args.push(i);
      return value < 0 ? unknown : generic(c, textOf(c, value), args, level);
    }
    case K.union_type:
    case K.binary_operator: {
      const of: TypeExpr[] = [];
      let n = node;
      // The union's left spine, without recursion.
      while (n >= 0) {
        const kind = kindOf(c, n);
        if (kind === K.type && kindOf(c, firstNamed(c, n)) === K.union_type) n = firstNamed(c, n);
        else if (
          kind === K.union_type ||
          (kind === K.binary_operator && kindOf(c, childIn(c, n, f.operator)) === T["|"])
        ) {
          const [left = -1, right = -1] = namedChildren(c, n);
          of.push(inner(right));
          n = left;
        } else {
          of.push(kind === K.binary_operator ? unknown : inner(n));
          break;
        }
      }
      return of.length > 1 ? { kind: "union", of: of.reverse().flatMap(members) } : (of[0] ?? unknown);
    }
    default:
      return unknown;
  }
}

function generic(c: Lowering, head: string, argNodes: readonly number[], level: number): TypeExpr {
  if (!isPath(head)) return unknown;
  const name = head.slice(head.lastIndexOf(".") + 1);
  const arg = (n: number): TypeExpr => typeOf(c, n, level + 1);
  const first = argNodes[0] ?? -1;
  if (name === "Literal") {
    const of = argNodes.map((n): TypeExpr => {
      const inside = kindOf(c, n) === K.type ? firstNamed(c, n) : n;
      const text = inside < 0 ? undefined : literalText(c, inside);
      return text !== undefined ? { kind: "literal", value: text } : arg(n);
    });
    return of.length === 1 ? (of[0] ?? unknown) : { kind: "union", of };
  }
  if (name === "Optional") return { kind: "union", of: [...members(arg(first)), none] };
  if (name === "Union") return { kind: "union", of: argNodes.map(arg).flatMap(members) };
  if (wrappers.has(name)) return arg(first);
  if (lists.has(name)) return { kind: "array", of: arg(first) };
  return { kind: "name", path: head, args: argNodes.map(arg) };
}

function members(type: TypeExpr): TypeExpr[] {
  return type.kind === "union" ? type.of : [type];
}

/** A quoted annotation; only names and unions of names are read. */
function forwardType(text: string): TypeExpr {
  const names = text
    .slice(0, 400)
    .split("|", 8)
    .map((part) => part.trim());
  if (!names.every(isPath)) return unknown;
  const of = names.map((path): TypeExpr => (path === "None" ? none : { kind: "name", path, args: [] }));
  return of.length === 1 ? (of[0] ?? unknown) : { kind: "union", of };
}

function isPath(text: string): boolean {
  return text.length <= 200 && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text);
}

/** Names of the keywords given to calls in a declaration's type and default; none as a rule. */
export function settingsOf(c: Lowering, nodes: readonly number[]): { settings?: readonly string[] } {
  const settings: string[] = [];
  for (const node of nodes) {
    if (node < 0) continue;
    const end = nextOf(c, node);
    for (let i = node; i < end && settings.length < MAX_SETTINGS; i++)
      if (kindOf(c, i) === K.keyword_argument) settings.push(textOf(c, childIn(c, i, c.syntax.f.name)));
  }
  return settings.length === 0 ? {} : { settings };
}
const MAX_SETTINGS = 24;

/** Whether `ClassVar[…]` stands at the top of an annotation. */
export function isClassVar(c: Lowering, node: number): boolean {
  return node >= 0 && /^(?:typing\.|t\.)?ClassVar\b/.test(c.text.slice(c.tree.start[node], c.tree.end[node]));
}

/** Whether a type says enough to be kept beside a value: names, and unions, lists and generics of names. */
export function isTelling(type: TypeExpr): boolean {
  switch (type.kind) {
    case "name":
      return true;
    case "union":
      return type.of.every((t) => t.kind === "literal" || isTelling(t));
    case "array":
      return isTelling(type.of);
    default:
      return false;
  }
}
