/** What data looks like, as far as a program shows it. */
export type Shape =
  | { kind: "text" | "number" | "truth" | "any" }
  | { kind: "choice"; of: readonly string[] }
  | { kind: "list" | "map"; of: Shape }
  | RecordShape;

export interface RecordShape {
  kind: "record";
  fields: ReadonlyMap<string, FieldShape>;
  /** It is handed on whole: what it has besides stays. */
  isOpen: boolean;
}

export interface FieldShape {
  shape: Shape;
  /** absent: it may be left out; null: it may be null; both. */
  missing?: "absent" | "null" | "both";
}

export const ANY: Shape = { kind: "any" };

/** Fields at the bottom of a shape: how many there are, and of how many it says what they are. */
export function countFields(shape: Shape): { all: number; known: number } {
  if (shape.kind === "list" || shape.kind === "map") {
    return shape.of.kind === "record"
      ? countFields(shape.of)
      : { all: 1, known: shape.of.kind === "any" ? 0 : 1 };
  }
  if (shape.kind !== "record") return { all: 1, known: shape.kind === "any" ? 0 : 1 };
  const sum = { all: 0, known: 0 };
  for (const field of shape.fields.values()) {
    const { all, known } = countFields(field.shape);
    sum.all += all;
    sum.known += known;
  }
  return sum;
}

/** Some field of it may be left out. */
export function hasAbsent(shape: Shape): boolean {
  if (shape.kind === "list" || shape.kind === "map") return hasAbsent(shape.of);
  if (shape.kind !== "record") return false;
  return [...shape.fields.values()].some(
    (f) => f.missing === "both" || f.missing === "absent" || hasAbsent(f.shape),
  );
}
