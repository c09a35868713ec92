import { ERROR_TYPE, type Grammar, NO_TYPE } from "../treeReader.ts";

/**
 * What a node is, in one numbering for the three grammars. Keys are grammar names;
 * names that mean the same are folded by {@link sameAs}.
 */
export const Kind = {
  none: 0,
  ERROR: 1,
  comment: 2,
  program: 3,
  // Statements
  expression_statement: 4,
  lexical_declaration: 5,
  variable_declaration: 6,
  using_declaration: 7,
  variable_declarator: 8,
  function_declaration: 9,
  generator_function_declaration: 10,
  class_declaration: 11,
  enum_declaration: 12,
  internal_module: 13,
  interface_declaration: 14,
  type_alias_declaration: 15,
  ambient_declaration: 16,
  function_signature: 17,
  import_statement: 18,
  import_alias: 19,
  export_statement: 20,
  statement_block: 21,
  if_statement: 22,
  else_clause: 23,
  for_statement: 24,
  for_in_statement: 25,
  while_statement: 26,
  do_statement: 27,
  switch_statement: 28,
  switch_case: 29,
  switch_default: 30,
  try_statement: 31,
  catch_clause: 32,
  finally_clause: 33,
  break_statement: 34,
  continue_statement: 35,
  return_statement: 36,
  throw_statement: 37,
  labeled_statement: 38,
  with_statement: 39,
  empty_statement: 40,
  debugger_statement: 41,
  // Expressions
  identifier: 50,
  this: 51,
  super: 52,
  true: 53,
  false: 54,
  null: 55,
  undefined: 56,
  number: 57,
  string: 58,
  template_string: 59,
  regex: 60,
  array: 61,
  object: 62,
  pair: 63,
  spread_element: 64,
  shorthand_property_identifier: 65,
  property_identifier: 66,
  private_property_identifier: 67,
  computed_property_name: 68,
  arrow_function: 69,
  function_expression: 70,
  generator_function: 71,
  method_definition: 72,
  class: 73,
  member_expression: 74,
  subscript_expression: 75,
  call_expression: 76,
  new_expression: 77,
  arguments: 78,
  parenthesized_expression: 79,
  sequence_expression: 80,
  assignment_expression: 81,
  augmented_assignment_expression: 82,
  update_expression: 83,
  unary_expression: 84,
  binary_expression: 85,
  ternary_expression: 86,
  await_expression: 87,
  yield_expression: 88,
  as_expression: 89,
  satisfies_expression: 90,
  non_null_expression: 91,
  type_assertion: 92,
  instantiation_expression: 93,
  import: 94,
  meta_property: 95,
  decorator: 96,
  template_substitution: 97,
  string_fragment: 98,
  escape_sequence: 99,
  html_character_reference: 100,
  statement_identifier: 101,
  nested_identifier: 102,
  // Patterns and parameters
  array_pattern: 110,
  object_pattern: 111,
  pair_pattern: 112,
  rest_pattern: 113,
  assignment_pattern: 114,
  object_assignment_pattern: 115,
  shorthand_property_identifier_pattern: 116,
  formal_parameters: 117,
  required_parameter: 118,
  optional_parameter: 119,
  accessibility_modifier: 120,
  override_modifier: 121,
  // Classes, enums, modules
  class_heritage: 130,
  extends_clause: 131,
  class_body: 132,
  field_definition: 133,
  class_static_block: 134,
  enum_assignment: 135,
  import_clause: 136,
  named_imports: 137,
  import_specifier: 138,
  namespace_import: 139,
  import_require_clause: 140,
  export_clause: 141,
  export_specifier: 142,
  namespace_export: 143,
  // JSX
  jsx_element: 150,
  jsx_self_closing_element: 151,
  jsx_opening_element: 152,
  jsx_closing_element: 153,
  jsx_attribute: 154,
  jsx_expression: 155,
  jsx_text: 156,
  jsx_namespace_name: 157,
  // Types
  type_annotation: 170,
  type_arguments: 171,
  type_identifier: 172,
  nested_type_identifier: 173,
  generic_type: 174,
  predefined_type: 175,
  array_type: 176,
  tuple_type: 177,
  union_type: 178,
  intersection_type: 179,
  literal_type: 180,
  object_type: 181,
  property_signature: 182,
  parenthesized_type: 183,
  readonly_type: 184,
  conditional_type: 185,
  template_literal_type: 186,
  this_type: 187,
  optional_type: 188,
  rest_type: 189,
  const: 190,
  extends_type_clause: 191,
  implements_clause: 249,
  function_type: 250,
} as const;

/** Words and signs that decide how a node is lowered. */
export const Token = {
  async: 200,
  "*": 201,
  static: 202,
  get: 203,
  set: 204,
  type: 205,
  typeof: 206,
  default: 207,
  "=": 208,
  "...": 209,
  "?.": 210,
  "?": 211,
  var: 212,
  using: 213,
  abstract: 214,
  declare: 215,
  readonly: 216,
  in: 217,
  of: 218,
  instanceof: 219,
  delete: 220,
  void: 221,
  "!": 222,
  "-": 223,
  "+": 224,
  "~": 225,
  "&&": 226,
  "||": 227,
  "??": 228,
  "==": 229,
  "===": 230,
  "!=": 231,
  "!==": 232,
  "<": 233,
  "<=": 234,
  ">": 235,
  ">=": 236,
  "/": 237,
  "%": 238,
  "**": 239,
  "|": 240,
  "&": 241,
  "^": 242,
  "<<": 243,
  ">>": 244,
  ">>>": 245,
  "++": 246,
  "--": 247,
  as: 248,
} as const;

const sameAs: Readonly<Record<string, keyof typeof Kind>> = {
  abstract_class_declaration: "class_declaration",
  public_field_definition: "field_definition",
  html_comment: "comment",
  asserts_annotation: "type_annotation",
  type_predicate_annotation: "type_annotation",
  interface_body: "object_type",
  method_signature: "property_signature",
};

const fieldNames = [
  "name",
  "body",
  "value",
  "type",
  "left",
  "right",
  "operator",
  "argument",
  "arguments",
  "function",
  "constructor",
  "object",
  "property",
  "index",
  "optional_chain",
  "condition",
  "consequence",
  "alternative",
  "initializer",
  "increment",
  "handler",
  "finalizer",
  "parameter",
  "parameters",
  "pattern",
  "return_type",
  "declaration",
  "decorator",
  "source",
  "alias",
  "key",
  "label",
  "flags",
  "open_tag",
  "attribute",
  "type_arguments",
  "kind",
  "module",
] as const;

/** Field numbers of one grammar; a field it lacks has a number that no node carries. */
export type Fields = Readonly<Record<(typeof fieldNames)[number], number>>;

export interface Syntax {
  /** Kind or token by node type. */
  kinds: Uint8Array;
  fields: Fields;
  /** Node type of comments. */
  comment: number;
}

const known = new WeakMap<Grammar, Syntax>();

/** The tables of a grammar, made once. */
export function syntaxOf(grammar: Grammar): Syntax {
  let syntax = known.get(grammar);
  if (syntax === undefined) {
    syntax = build(grammar);
    known.set(grammar, syntax);
  }
  return syntax;
}

function build(grammar: Grammar): Syntax {
  const kinds = new Uint8Array(0x10000);
  const enter = (name: string, named: boolean, kind: number): void => {
    const id = grammar.typeId(name, named);
    if (id !== NO_TYPE) kinds[id] = kind;
  };
  for (const [name, kind] of Object.entries(Kind)) if (kind !== Kind.none) enter(name, true, kind);
  for (const [name, same] of Object.entries(sameAs)) enter(name, true, Kind[same]);
  for (const [name, token] of Object.entries(Token)) enter(name, false, token);
  kinds[ERROR_TYPE] = Kind.ERROR;
  const fields: Record<string, number> = {};
  for (const name of fieldNames) fields[name] = grammar.fieldId(name);
  return { kinds, fields: fields as Fields, comment: grammar.typeId("comment") };
}
