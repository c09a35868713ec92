import type { CallSyntax, Span } from "../ir/constructs.ts";
import type { FixRow } from "../models/pack.ts";
import { argumentList } from "./argumentList.ts";
import { bindParameters } from "./bindParameters.ts";
import { callOf, fix, replace, textOf, withImport, withItem, withoutItem } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import { renamed } from "./rename.ts";

/** The repairs that the pack names for this call and this kind of sink. */
export function applyRecipes(input: FixInput): Fix[] {
  const sink = input.finding.anchor?.sink;
  const recipes = (input.row?.fix ?? []).filter(
    (r) => sink !== undefined && r.for.some((kind) => kind === sink),
  );
  const call = callOf(input);
  if (!call) return [];
  return recipes.flatMap((recipe) => {
    const edits = editsOf(input, recipe, call);
    if (!edits) return [];
    const imports = recipe.import === undefined ? [] : withImport(input, recipe.import);
    return [fix(input, recipe.grade, recipe.title, [...edits, ...imports])];
  });
}

function editsOf(input: FixInput, recipe: FixRow, call: CallSyntax): Edit[] | undefined {
  if (recipe.op === "bind") return bindParameters(input, call, recipe);
  if (recipe.op === "argv") return argumentList(input, call, recipe);
  if (recipe.call !== undefined) {
    const text = filled(input, recipe, call);
    return text === undefined ? undefined : [replace(call, text)];
  }
  if (call.args.some((a) => a.spread)) return undefined;
  const edits: Edit[] = [];
  if (recipe.callee !== undefined) edits.push(...renamed(input, call, recipe.callee));
  for (const name of recipe.drop ?? []) {
    const argument = argumentOf(call, name);
    if (argument) edits.push(withoutItem(input, call.args, call.inner, argument));
  }
  const added: string[] = [];
  for (const [name, value] of Object.entries(recipe.set ?? {})) {
    const given = argumentOf(call, name);
    if (given) edits.push(replace(given.value, value));
    else added.push(`${name}=${value}`);
  }
  if (added.length > 0) edits.push(withItem(input, call.args, call.inner, added.join(", ")));
  return edits.length > 0 ? edits : undefined;
}

/** "ast.literal_eval({0})" with the arguments of the call; undefined where one would be lost. */
function filled(input: FixInput, recipe: FixRow, call: CallSyntax): string | undefined {
  const used = new Set<number>();
  let isWhole = true;
  const text = (recipe.call as string).replace(/\{([\w|]+)\}/g, (_, names: string) => {
    if (names === "this") {
      if (!call.receiver) isWhole = false;
      return call.receiver ? textOf(input, call.receiver) : "";
    }
    for (const name of names.split("|")) {
      const argument = argumentOf(call, name);
      if (!argument) continue;
      // A calculator, or what runs a program, would do nothing any more.
      if (recipe.for.includes("code") && isMeantToRun(input, call, argument.value)) isWhole = false;
      // Text of the program's own around the value is meant to stay what it is.
      if (isBuilt(input, argument.value)) isWhole = false;
      used.add(call.args.indexOf(argument));
      return textOf(input, argument.value);
    }
    isWhole = false;
    return "";
  });
  const dropped = new Set(
    (recipe.drop ?? []).map((name) =>
      call.args.indexOf(argumentOf(call, name) as CallSyntax["args"][number]),
    ),
  );
  const isLost = call.args.some((a, i) => a.spread || (!used.has(i) && !dropped.has(i)));
  return isWhole && !isLost ? text : undefined;
}

/** Names of what is no data: arithmetic, programs. */
const COMPUTED = /expr|formula|equation|calc|math|arith|sympy|operation/i;
const PROGRAM =
  /(?:^|[^a-z])(?:code|script|program|snippet|source|command|function|func|lambda|query|statement|plugin|module)s?(?![a-z])|(?:Code|Script|Program|Snippet|Source|Function|Func)s?(?![a-z])/;

/** Neither arithmetic nor a program is a literal: by the names around, or as nobody looks at what it gives. */
function isMeantToRun(input: FixInput, call: CallSyntax, value: Span): boolean {
  const written = textOf(input, value);
  const { statements } = input.constructs;
  const around = statements.filter((s) => s.start <= call.start && call.end <= s.end);
  const [outermost] = around;
  // What reads its own program's names is no data either: `eval(word[1:])`.
  const isSliced = /\[\d*:|\.slice\(|\.substr/.test(written);
  const heads = around.map((s) => textOf(input, s).split("\n", 1)[0] ?? "").join("\n");
  return (
    isSliced ||
    PROGRAM.test(written) ||
    COMPUTED.test(`${written}\n${input.finding.path}\n${outermost ? textOf(input, outermost) : ""}`) ||
    PROGRAM.test(heads.replaceAll(/\bfunction\b/g, "").replace(written, "")) ||
    around.some((s) => textOf(input, s).replace(/;$/, "") === textOf(input, call)) ||
    (outermost !== undefined && asksForProgram(input, outermost))
  );
}

/** What the model is told, or what its answer is searched for, speaks of a program. */
function asksForProgram(input: FixInput, around: Span): boolean {
  if (/```(?!json)/.test(textOf(input, around))) return true;
  return input.constructs.texts.some(
    (t) =>
      around.start <= t.start &&
      t.end <= around.end &&
      /\b(?:javascript|typescript|python (?:code|function|program|script|expression)|(?:source )?code|script)\b/i.test(
        textOf(input, t),
      ),
  );
}
const isBuilt = (input: FixInput, span: Span): boolean =>
  input.constructs.texts.some((t) => t.start === span.start && t.end === span.end) ||
  input.constructs.sums.some((s) => s.start === span.start && s.end === span.end);

/** By position ("0") or by name. */
export function argumentOf(call: CallSyntax, name: string): CallSyntax["args"][number] | undefined {
  if (!/^\d+$/.test(name)) return call.args.find((a) => a.name === name);
  const at = call.args[Number(name)];
  return at && at.name === undefined && !at.spread ? at : undefined;
}
