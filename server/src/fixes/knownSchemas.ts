import type { StatementSyntax } from "../ir/constructs.ts";
import type { SchemaRow } from "../models/pack.ts";
import { covers, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";
import { pascal, singular } from "./schemaNames.ts";
import type { Declaration } from "./schemaText.ts";
import type { Shape } from "./shapes.ts";

/** The schema that the file has already for what is read: the only one with all these fields, that is called so or has no others. */
export function knownSchema(
  input: FixInput,
  row: SchemaRow,
  shape: Shape,
  of: string,
): Declaration | undefined {
  if (shape.kind !== "record" || shape.fields.size === 0) return undefined;
  const found = (row.declare === undefined ? classes(input, row) : objects(input, row)).filter(
    ({ statement, fields }) =>
      statement.end <= input.finding.start && [...shape.fields.keys()].every((name) => fields.includes(name)),
  );
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  const names = [pascal(of), pascal(singular(of)), `${pascal(of)}Schema`];
  const isMeant = only.fields.length === shape.fields.size || names.includes(pascal(only.name));
  return isMeant ? { name: only.name, text: "", imports: [] } : undefined;
}

interface Known {
  name: string;
  fields: string[];
  statement: StatementSyntax;
}

/** `const Invoice = z.object({ … })` at the top of the file. */
function objects(input: FixInput, row: SchemaRow): Known[] {
  const { constructs } = input;
  const head = (row.declare ?? "").replace("{0}", row.record.replace(/\{0\}[\s\S]*/, ""));
  const begins = new RegExp(
    `^(?:export\\s+)?${head.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("\\{name\\}", "([A-Za-z_$][\\w$]*)")}\\s*\\{`,
  );
  return constructs.statements.flatMap((statement) => {
    const found = begins.exec(textOf(input, statement));
    const at = statement.start + (found?.[0].length ?? 0) - 1;
    const object = found && constructs.objects.find((o) => o.start === at);
    if (!found?.[1] || !object || !isTop(input, statement)) return [];
    return [{ name: found[1], fields: object.entries.flatMap((e) => e.name ?? []), statement }];
  });
}

/** `class Invoice(BaseModel):` with its annotated fields. */
function classes(input: FixInput, row: SchemaRow): Known[] {
  const base = /\((\w+)/.exec(row.record)?.[1];
  return input.constructs.statements.flatMap((statement) => {
    const name = new RegExp(`^class\\s+(\\w+)\\s*\\(\\s*(?:\\w+\\.)?${base}\\s*[,)]`).exec(
      textOf(input, statement),
    )?.[1];
    if (name === undefined || !isTop(input, statement)) return [];
    const fields = input.constructs.statements
      .filter((s) => s !== statement && covers(statement, s))
      .flatMap((s) => /^([A-Za-z]\w*)\s*:/.exec(textOf(input, s))?.[1] ?? []);
    return [{ name, fields, statement }];
  });
}

const isTop = ({ constructs }: FixInput, { block }: StatementSyntax): boolean =>
  !constructs.statements.some(
    (s) => s.start < block.start && block.end <= s.end && s.end - s.start > block.end - block.start,
  );
