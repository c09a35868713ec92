import type { Grammar } from "../treeReader.ts";

const nodeKinds = [
  "module",
  "block",
  "comment",
  "line_continuation",
  "ERROR",
  // statements
  "expression_statement",
  "assignment",
  "augmented_assignment",
  "return_statement",
  "delete_statement",
  "raise_statement",
  "assert_statement",
  "pass_statement",
  "break_statement",
  "continue_statement",
  "global_statement",
  "nonlocal_statement",
  "import_statement",
  "import_from_statement",
  "future_import_statement",
  "print_statement",
  "exec_statement",
  "type_alias_statement",
  "if_statement",
  "elif_clause",
  "else_clause",
  "for_statement",
  "while_statement",
  "try_statement",
  "except_clause",
  "except_group_clause",
  "finally_clause",
  "with_statement",
  "with_clause",
  "with_item",
  "match_statement",
  "case_clause",
  "function_definition",
  "class_definition",
  "decorated_definition",
  "decorator",
  // expressions
  "identifier",
  "keyword_identifier",
  "string",
  "concatenated_string",
  "integer",
  "float",
  "true",
  "false",
  "none",
  "ellipsis",
  "attribute",
  "subscript",
  "slice",
  "call",
  "argument_list",
  "keyword_argument",
  "list_splat",
  "dictionary_splat",
  "parenthesized_expression",
  "generator_expression",
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "for_in_clause",
  "if_clause",
  "list",
  "tuple",
  "set",
  "dictionary",
  "pair",
  "expression_list",
  "comparison_operator",
  "not_operator",
  "boolean_operator",
  "binary_operator",
  "unary_operator",
  "lambda",
  "conditional_expression",
  "named_expression",
  "await",
  "yield",
  "as_pattern",
  "as_pattern_target",
  "chevron",
  "aliased_import",
  "dotted_name",
  "relative_import",
  "wildcard_import",
  // strings
  "string_start",
  "string_content",
  "string_end",
  "interpolation",
  "type_conversion",
  "format_specifier",
  // parameters and targets
  "parameters",
  "lambda_parameters",
  "typed_parameter",
  "default_parameter",
  "typed_default_parameter",
  "list_splat_pattern",
  "dictionary_splat_pattern",
  "keyword_separator",
  "positional_separator",
  "pattern_list",
  "tuple_pattern",
  "list_pattern",
  // types
  "type",
  "generic_type",
  "type_parameter",
  "union_type",
  "member_type",
  "constrained_type",
  "splat_type",
  // match patterns
  "case_pattern",
  "union_pattern",
  "class_pattern",
  "keyword_pattern",
  "dict_pattern",
  "splat_pattern",
  "complex_pattern",
] as const;
type NodeKind = (typeof nodeKinds)[number];

const operatorKinds = [
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "**",
  "@",
  "|",
  "&",
  "^",
  "<<",
  ">>",
  "~",
  "and",
  "or",
  "not",
  "not in",
  "in",
  "is",
  "is not",
  "==",
  "!=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "async",
  "from",
  "=",
  "_",
  "else",
  "+=",
  "-=",
  "*=",
  "/=",
  "//=",
  "%=",
  "**=",
  "@=",
  "|=",
  "&=",
  "^=",
  "<<=",
  ">>=",
] as const;
type OperatorKind = (typeof operatorKinds)[number];

/** Numbers of named node kinds, the same for every grammar build; 0 is a kind nobody handles. */
export const K = Object.fromEntries(nodeKinds.map((name, i) => [name, i + 1])) as Readonly<
  Record<NodeKind, number>
>;
/** Numbers of operators and keywords, distinct from those of {@link K}. */
export const T = Object.fromEntries(
  operatorKinds.map((name, i) => [name, nodeKinds.length + i + 1]),
) as Readonly<Record<OperatorKind, number>>;

const fieldNames = [
  "name",
  "module_name",
  "alias",
  "definition",
  "parameters",
  "return_type",
  "body",
  "superclasses",
  "left",
  "right",
  "type",
  "operator",
  "operators",
  "condition",
  "consequence",
  "alternative",
  "value",
  "cause",
  "object",
  "attribute",
  "subscript",
  "function",
  "arguments",
  "argument",
  "key",
  "subject",
  "guard",
  "expression",
  "type_conversion",
  "format_specifier",
  "code",
] as const;
type FieldName = (typeof fieldNames)[number];

/** What the lowering knows of one grammar: kind by type number, and the numbers of fields. */
export interface Syntax {
  kinds: Uint8Array;
  f: Readonly<Record<FieldName, number>>;
}

const known = new WeakMap<Grammar, Syntax>();

/** Resolves names to numbers once per grammar. */
export function syntaxOf(grammar: Grammar): Syntax {
  let syntax = known.get(grammar);
  if (syntax === undefined) {
    const kinds = new Uint8Array(0x10000);
    for (const name of nodeKinds) kinds[grammar.typeId(name)] = K[name];
    for (const name of operatorKinds) kinds[grammar.typeId(name, false)] = T[name];
    kinds[grammar.typeId("not in", true)] = T["not in"];
    kinds[grammar.typeId("is not", true)] = T["is not"];
    kinds[0xfffe] = 0;
    const f = Object.fromEntries(fieldNames.map((name) => [name, grammar.fieldId(name)])) as Record<
      FieldName,
      number
    >;
    syntax = { kinds, f };
    known.set(grammar, syntax);
  }
  return syntax;
}
