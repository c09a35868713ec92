import { ANY, type FieldShape, type Shape } from "./shapes.ts";

/** What is seen of one value in all the places that read it. */
export interface Seen {
  kinds: Set<"text" | "number" | "truth" | "list">;
  fields: Map<string, Seen>;
  item?: Seen;
  /** Read where its absence would be noticed; read where it would not. */
  needed: boolean;
  spared: boolean;
  /** Only asked whether it is there. */
  tested: boolean;
  /** The program looks at its type itself. */
  checked: boolean;
  /** Read by a name that has to be there. */
  named: boolean;
  /** Read in a way that gives nothing where it is not there, at least once. */
  asked: boolean;
  /** What a type says of it that the file declares. */
  declared?: FieldShape;
  /** Handed to somebody who sees all of it; who takes any data; or who asks for a type of his own. */
  shown: boolean;
  escapes: boolean;
}

export const newSeen = (): Seen => ({
  kinds: new Set(),
  fields: new Map(),
  needed: false,
  spared: false,
  tested: false,
  checked: false,
  named: false,
  asked: false,
  shown: false,
  escapes: false,
});

/** Names of what is asked whether it is so. */
const PREDICATE =
  /^(?:is|has|should|can|needs?|was|are|must|may|requires?)(?:_|[A-Z]|$)|(?:ed|able|ible|safe|valid|success|relevant|correct|complete|sufficient|appropriate)$/;

/** isTyped: whoever takes a value asks for a type of his own. isStrict: reading a field that is not there fails. */
export interface How {
  isTyped: boolean;
  isStrict: boolean;
}

/** What all reads together show. */
export function shapeOf(seen: Seen, how: How, isHandedOn = false): Shape {
  const { isTyped } = how;
  const isOpen = isHandedOn || seen.escapes || seen.shown;
  if (seen.declared) return seen.declared.shape;
  if (seen.checked) return ANY;
  const kinds = [...seen.kinds];
  if (seen.fields.size > 0) {
    if (kinds.length > 0 || (seen.escapes && isTyped)) return ANY;
    const fields = new Map<string, FieldShape>();
    for (const [name, field] of seen.fields) fields.set(name, fieldOf(name, field, how, isOpen));
    return { kind: "record", fields, isOpen };
  }
  const [kind] = kinds;
  if (kinds.length > 1 || kind === undefined) return ANY;
  if (kind !== "list") return { kind };
  if (!seen.item || (isTyped && (seen.escapes || isHandedOn))) return { kind: "list", of: ANY };
  return { kind: "list", of: shapeOf(seen.item, how, isOpen) };
}

function fieldOf(name: string, seen: Seen, how: How, isHandedOn: boolean): FieldShape {
  if (seen.declared?.missing !== undefined) return seen.declared;
  const isAsked = seen.tested && !seen.needed && seen.kinds.size === 0 && seen.fields.size === 0;
  const shape: Shape = isAsked && PREDICATE.test(name) ? { kind: "truth" } : shapeOf(seen, how, isHandedOn);
  return {
    shape,
    ...(seen.spared || seen.checked
      ? { missing: seen.named && !seen.asked && how.isStrict ? ("null" as const) : ("both" as const) }
      : {}),
  };
}
