/**
 * The form of a model pack (`rules/models/<ecosystem>/<package>/pack.yaml`), as written and as compiled.
 * A pack is a table of typed stubs with roles; it holds no expressions. `docs/packs.md` explains each field by example.
 */

/**
 * What untrusted or notable data a value carries. `local` is user input of a command line (the user attacks only himself).
 * `parameter`: what a framework hands to a component that the project implements for it (query text, ids, filters), from the
 * application's user or a model; it counts at dangerous sinks, not in prompts.
 */
export type SourceKind =
  | "user"
  | "local"
  | "retrieved"
  | "external"
  | "model"
  | "tool-input"
  | "parameter"
  | "secret"
  /** Embeddings, probabilities, scores: what lets others rebuild a model or its data. */
  | "internals"
  | "personal"
  | "config";

export type SinkKind =
  | "prompt"
  | "code"
  | "shell"
  | "sql"
  | "html"
  | "path"
  | "url"
  | "deserialize"
  | "template"
  | "dispatch"
  | "prompt.template"
  | "log"
  | "response"
  | "vector-store"
  /** Text that is shown with what it points to: pictures are fetched, links unfold. */
  | "remote-content"
  /** Rows that a model learns from or is measured by. */
  | "training-data"
  /** What is written to a file; `name` is the file. */
  | "file"
  /** The model's own meter: a text that is bounded costs no more than it may. */
  | "length"
  | "use";

/**
 * Where an argument sits: alternatives divided by "|", tried in order.
 * "0" = first positional argument, "messages" = keyword argument, "this" = receiver, "*" = every argument,
 * "1+" = positional arguments from the second on, "last" = last positional argument.
 * A path may follow: "0.messages", "config.system_instruction", "0[].content", "props.children".
 */
export type ArgRef = string;

/** A type of this pack ("Client"), of another one ("pypi/openai#Client"), with "[]" for a list of it. "Client?" is not needed: unknown stays unknown. */
export type TypeRef = string;

export interface Condition {
  arg: ArgRef;
  /** The option's constant value. Without `is`: the option is given at all. */
  is?: string | number | boolean | null;
  /** True when the argument's elements contain a value named so (imported name or constant): plugin lists. */
  contains?: string;
  /** Some constant in it has this form: a commit hash, the name of a model or index file, a file-system root or home, a place on this machine. */
  like?: "commit" | "model file" | "root folder" | "local path" | "write mode";
  /** Turns the condition round. */
  not?: boolean;
}

/**
 * Versions of the pack's package, all of which must hold: ">=5", ">=1.2 <2". Another package of the pack is named in
 * front: "langchain-core >=1". Pre-releases count as the version they lead to.
 */
export type Versions = string;

/** What bounds or settles a call. Rules about limits and agency ask for these names, never for an argument's. */
export type OptionName =
  /** Longest answer, in tokens. */
  | "limit"
  /** How many answers. */
  | "count"
  | "timeout"
  /** A signal that ends the call from outside. */
  | "abort"
  | "retries"
  /** Rounds of an agent or tool loop. */
  | "steps"
  | "temperature"
  /** The model's name. */
  | "model"
  /** Commit or digest of what is loaded from a hub. */
  | "pin"
  /** Content filter. */
  | "safety"
  /** Puts a person between the model's wish and the deed. */
  | "approval"
  /** Names the only tools, hosts, folders that may be used. */
  | "allow"
  /** Limits a search to what belongs to somebody: filter, namespace, collection. */
  | "scope"
  /** Longest text that a field or parameter lets in. */
  | "length";

/** What a call does in the world, for those who must know what a tool of an agent can do. */
export type Power =
  /** Runs a command or code. Follows from sinks of these kinds. */
  | "run"
  /** Writes, moves or deletes files; the sinks of kind `path` say which. */
  | "write"
  | "delete"
  /** Changes a database, a repository, a service. Follows from SQL statements that are no queries. */
  | "change"
  /** Mail, messages, posts, money: somebody else gets it. */
  | "send"
  /** Data leaves with a request to whatever host is named; and one whose host the project names. Follow from sinks of kind `url`. */
  | "request"
  | "fetch"
  /** Gives what is not for everyone: mails, calendars, documents, rows. */
  | "private"
  /** Gives what strangers wrote. Follows from sources of kind `external`. */
  | "untrusted"
  /** Leaves a record for those who look later. */
  | "record";

/** What an inventory lists a value as; "none" where its methods look like a part and it is none. */
export type Part = "vector-store" | "retriever" | "mcp-server" | "mcp-client" | "none";

/** `when`: the options that decide; what is not known counts as not holding. */
export interface PowerRow {
  is: Power;
  when?: Condition[];
}

export interface OptionRow {
  /** Arguments that set it, of the call and, below `this.`, of the construction of its receiver. Any one that is given counts. */
  args: (ArgRef | { arg: ArgRef; versions: Versions })[];
  /** What holds when none is given, "none" for no bound. Without: unknown. */
  default?: OptionDefault | { is: OptionDefault; versions: Versions }[];
  /** Of numbers; seconds if absent. */
  unit?: "s" | "ms";
  /** The package refuses the call without it. */
  required?: boolean;
  /** Constants that count as not given: the option is there, and off. */
  off?: (string | number | boolean)[];
  /** Of approval: how a person comes to be asked. The program has to answer what the package then waits for. */
  ask?: AskRow;
}

/** An argument of `args` and what it is set to, as source text; `{tools}` are the names of the tools, as a table that says yes to each. */
export interface AskRow {
  arg: ArgRef;
  value: string;
  import?: string;
}
export type OptionDefault = number | "none";

/** Which safety net a setting removes. */
export type Risk =
  /** Nobody is asked before the model's wish is carried out. */
  | "approval"
  /** Code that a model wrote runs outside of a sandbox. */
  | "code"
  /** A model reaches any address. */
  | "requests"
  /** A model gets every tool, file, or host. */
  | "access"
  /** Code that comes with a model's files runs. */
  | "remote-code"
  | "deserialize"
  /** The provider's content filter is off. */
  | "filter"
  /** The key ships to browsers. */
  | "browser"
  /** Turns that a client sends may be the system's. */
  | "system-turn"
  /** A server takes requests from any host or origin, or without authentication. */
  | "exposure"
  /** Certificates are not checked. */
  | "tls"
  /** A tool of the package that runs, writes or sends is there, and nobody is asked. */
  | "deed"
  /** A model's files are handed to everybody. */
  | "weights";

/** A setting that removes a safety net: `arg` has this constant value. An argument whose value nobody knows is no danger. */
export interface DangerRow {
  risk: Risk;
  /** Without it the call itself is meant. */
  arg?: ArgRef;
  /** Its value; without `is`, `contains`, `like` and `absent` any that is not false, null, 0 or empty. */
  is?: string | number | boolean | null;
  /** An element of the list, or any part of a record, has this value. */
  contains?: string;
  /** Some constant in it has this form. */
  like?: Condition["like"];
  /** It is not given at all (and nothing is spread into the call). */
  absent?: boolean;
  /** What must hold besides. */
  when?: Condition[];
  versions?: Versions;
  /** A weaker form: one step below the rule's level. */
  lowered?: boolean;
  /** What the setting should be, as source text; without it, it is left out: the package's own default is safe. */
  safe?: string;
  /** The package refuses the call without it, or waits for an answer that the program has to give: leaving it out is only a beginning. */
  needed?: boolean;
  /** Settings with these values that say the same and go with it. */
  together?: Record<string, string | boolean>;
}

export interface SinkRow {
  kind: SinkKind;
  arg: ArgRef;
  /** Of kind file: the argument that names it. */
  name?: ArgRef;
  /** How the argument is read. command: one string; argv: a list (program, options); console: a log that is the terminal; stream: one that is the terminal where somebody starts the program by hand; download: an address whose content is meant; text (default). */
  form?: "text" | "command" | "argv" | "console" | "stream" | "download" | "publication";
  /** All must hold; an option that is not constant counts as holding. */
  when?: Condition[];
  /** Of an assignment: the property that takes the same value and is no sink. */
  instead?: string;
  /** Also counts, a step lower, for what the unseen callers of an exported function hand over, in code that extends AI frameworks. */
  callers?: boolean;
  /** Of kind url: what the client was told to put before an address that has no host of its own. */
  base?: ArgRef;
}

/** How a call is written anew so that a sink is none any more, or a harmless one. */
export interface FixRow {
  /** Kinds of sink of this row that it is for. */
  for: SinkKind[];
  /** An order: "Parse it as a literal". */
  title: string;
  grade: "safe" | "suggested" | "guided";
  /** The whole call: "ast.literal_eval({0})". Holes are arguments as written, by position or name ("{0|source}"), `{this}` the receiver; no other argument may be given but those of `drop`. */
  call?: string;
  /** Only the callee. */
  callee?: string;
  /** Arguments by name to be set (source text), or left out. */
  set?: Record<string, string>;
  drop?: string[];
  /** Statement that must stand among the imports: "import ast". */
  import?: string;
  /** bind: values out of the text of a statement into its parameters. argv: a command line into a list of arguments. */
  op?: "bind" | "argv";
  /** Place holder of bound parameters. */
  style?: "?" | "%s" | "$1" | "$1, …" | ":name" | "tag";
}

/** A value wrapped: "os.path.basename({0})". */
export interface RepairRow {
  title: string;
  wrap: string;
  /** `{module}` is the one of the modules that the project has. */
  import?: string;
  inside?: InsideRow[];
  /** Of a package: modules that give it; all of the pack where none is named. */
  modules?: string[];
  /** Against long texts: the type or function by which a field is declared to be a text. */
  of?: string;
  /** Against long texts and answers: the calls that take `wrap` as one more argument. */
  into?: string[];
  /** Of kind `use`: how the package says what data looks like; in `wrap`, `{schema}` is what it is called. */
  schema?: SchemaRow;
  /** Versions of the package that have it. */
  versions?: Versions;
}

/** Declarations of data, as source text; `{0}` is what stands inside. */
export interface SchemaRow {
  text: string;
  number: string;
  truth: string;
  any: string;
  list: string;
  /** A record of whatever names. */
  map: string;
  /** May be absent or null. */
  optional: string;
  /** The same for a type that says so itself: absent, null. Where they are missing, `optional` serves. */
  absent?: string;
  nullable?: string;
  /** One of several texts. */
  choice: string;
  /** `{0}` are the fields, one line each. Open: fields that it does not name are kept. */
  record: string;
  open: string;
  /** `wrap` where fields may be left out. */
  absentWrap?: string;
  /** What a list of records at the top is declared as, where records are classes. */
  root?: string;
  /** The declaration itself: `const {name} = {0}`. Without it each record is a class `{name}`, with its fields as annotations. */
  declare?: string;
  /** Import of what `any` is, and what it needs besides. */
  anyImport?: string;
  rootImport?: string;
  /** What it throws where data is otherwise, and its import, where handlers name what they catch: it is added to `beside`, and those of `under` take it already. */
  error?: { name: string; import: string; beside: string[]; under: string[] };
  /** Names that no field can have; patterns. */
  reserved?: string[];
}

/** By which of its own methods and functions a language shows what a value is. */
export interface ReadsRow {
  text: string[];
  number: string[];
  list: string[];
  /** Methods of a list that hand each item to a function. */
  each: string[];
  /** Methods that give the value on, or a part of it that is like it. */
  keeps: string[];
  /** Functions that are given a text, a number, a list. */
  takesText: string[];
  takesNumber: string[];
  takesList: string[];
  /** Functions that give the items of a list with their numbers. */
  counts: string[];
  /** Methods that read a field by its name, with a default behind it. */
  field: string[];
  /** Members and methods that texts and lists have alike. */
  shared: string[];
  /** Functions that ask what a value is. */
  checks: string[];
  /** Functions that write a value as it is, whatever it is. */
  shows: string[];
}

/** How the language says that a path stays in its folder; in the texts `{whole}` is the path as it is built, `{args}` what stands between its parentheses, `{folder}` the folder, `{value}` what the path is called, `{root}` what the folder is. */
export interface InsideRow {
  title: string;
  /** Functions that build paths, by their last word; `/`: the operator does. */
  of: string[];
  /** The folder without dots and links, where `{root}` asks for it. */
  root?: string;
  /** The path without dots and links. */
  value: string;
  /** When it leads out. The folder itself does not. */
  when: string;
  /** What happens otherwise, as a statement. */
  otherwise: string;
}

/** A message of a request: its role, or the argument that says it, and its text. */
export interface MessageRow {
  role: string;
  content: ArgRef;
}

export interface ModelRow {
  /** Slots by argument. A list argument of `messages`/`user` is read as messages, a string as one message. */
  system?: ArgRef[];
  messages?: ArgRef[];
  /** One user message beside a system slot that this API has. */
  user?: ArgRef[];
  /** What is given here takes the place of the instructions that the receiver has. For quick fixes. */
  systemReplaces?: boolean;
  /** How the text is written in the system slot where that takes no plain one: `[{"text": {0}}]`. For quick fixes. */
  systemAs?: string;
  /** Instead of one text the argument takes messages: pairs of role and text, or objects of role and content. For quick fixes. */
  turns?: "pairs" | "objects";
  /** One raw string for everything (completion endpoints). */
  prompt?: ArgRef[];
  /** Tool specifications; descriptions inside are an instruction slot. */
  tools?: ArgRef[];
  /** Tools whose results the package pastes into the prompt as text (ReAct); a tool message of its own is none of it. */
  observed?: { arg: ArgRef; when?: Condition[] }[];
  /** Slots that take no instructions (embedding, image, speech): shown in the map, never judged. */
  data?: ArgRef[];
  /** Structured-output schema. */
  schema?: ArgRef[];
  /** Result paths that hold no model text: "usage", "choices[].finish_reason". Dotted, "[]" for elements. */
  clean?: string[];
  /** Result paths of tool-call names and arguments the model chose (label tool-input). */
  tool?: string[];
  /** Result paths that the SDK validated against `schema`. */
  parsed?: string[];
  /** Result paths whose text is the provider's own envelope (JSON of a response body): parsing it is no use of model text. "" = all of it. */
  envelope?: string[];
  /** The result is a list/stream of results: iterating gives the same shape. */
  stream?: boolean;
  /** What the role of the model's own turns is called, where it is not "assistant". */
  assistant?: string;
  /** The SDK refuses a client's system turn, or does so in these versions. Lowers `untrusted-message-roles`. */
  refusesSystemTurn?: boolean | Versions;
  /** The option that lets system turns among the messages in (true) or refuses them (false), whatever the version does by itself. */
  systemTurns?: ArgRef;
}

/** Values given to the parameters of a function that a framework calls. */
export interface EntryRow {
  /** Which function: "decorated", or the argument that holds it ("0", "last", "1+", "0.execute"). */
  of: "decorated" | ArgRef;
  /** Every parameter by its annotation: checked numbers, booleans, enums, literals are clean, strings carry this kind; modelled parameter types win. */
  each?: SourceKind;
  /** Parameters by position: a source kind, a TypeRef, or null for "nothing known". */
  params?: (SourceKind | TypeRef | null)[];
  /** Parameters by name, before those by position. */
  named?: Record<string, SourceKind | TypeRef | null>;
  /** Where a class stands for the function: its methods that are called. */
  methods?: string[];
  /** Argument with a schema (zod, …) for parameter 0: fields get their checked types. */
  schema?: ArgRef;
  /** What the function returns goes there. */
  result?: SinkKind;
  /** Argument of the decorator that lists parameters which the caller does not fill. */
  except?: ArgRef;
  /** What the entry is, for messages: "web handler", "tool", "MCP tool", "bot callback", "CLI". */
  role?: string;
  /** With this very call the tool is handed to an agent. */
  handed?: boolean;
}

export interface Row {
  /** Result: a type; "self" = receiver's type; "self+" = the same made anew, what is given now added to what it was made with; "this" = receiver itself; "arg:0" = that argument; "apply:0" = result of calling that argument (awaited); "list:T". */
  returns?: TypeRef;
  /** The result (all of it) carries this kind; of the environment what has the name of a credential is secret, the rest configuration. */
  source?: SourceKind | "environment";
  /** A `source` of what was uploaded: a picture, a recording, a document. */
  upload?: boolean;
  /** A `source` that whoever carries it keeps short, as messages of a chat platform are. */
  short?: boolean;
  /** Paths of a `source` result that carry nothing. */
  clean?: string[];
  /** The result carries nothing at all (numbers, dates, ids, hashes). */
  pure?: boolean;
  /** Of a value: an object that the package keeps from one run to the next for the program, which fills it. */
  storage?: boolean;
  model?: ModelRow;
  sink?: SinkRow[];
  /** The result is `arg` made safe for these sinks ("*" = all). `lowers` only lowers. `when`: options that decide; else the text as it is. */
  sanitize?: {
    arg: ArgRef;
    clears?: (SinkKind | "*")[];
    lowers?: (SinkKind | "*")[];
    when?: Condition[];
    /** What is made safe as HTML shows no remote content either, unless one of these lists of conditions holds: pictures stay. */
    keepsImages?: Condition[][];
  };
  /** A verdict about `arg`: branches that depend on the result lower (or clear) it for these sinks. */
  guard?: {
    arg: ArgRef;
    clears?: (SinkKind | "*")[];
    lowers?: (SinkKind | "*")[];
    when?: "true" | "false" | "returns" | "any";
  };
  /** Named behaviour of the engine (see `transformers.ts`): "jsonParse", "append", "join", … */
  op?: string;
  /** The function given here is called with these values; several allowed. */
  entry?: EntryRow[];
  /** The call makes a message: role constant or argument, content argument. */
  message?: MessageRow;
  /** The call makes a prompt template from text (or messages). `format`: holes. */
  template?: {
    text?: ArgRef;
    messages?: ArgRef;
    format: "f" | "jinja" | "mustache" | "percent" | "dollar";
    role?: string;
    partial?: ArgRef;
  };
  /** Literals given here are credentials; endpoints name the server. */
  credential?: ArgRef[];
  endpoint?: ArgRef[];
  /** The result holds labels that a classifier chose and how sure it is, by the names of these fields. */
  classifier?: {
    label: string[];
    score: string[];
    /** Only for these tasks: the argument that names it, and which they are. */
    tasks?: { arg: ArgRef; are: string[] };
  };
  options?: Partial<Record<OptionName, OptionRow>>;
  danger?: DangerRow[];
  fix?: FixRow[];
  /** What it does in the world; of the construction of a tool: what the tool does. */
  power?: (Power | PowerRow)[];
  /** The package has the row in these versions only. */
  versions?: Versions;
  /** Also on receivers that could not be resolved, when called by this distinctive name (tier C). */
  byName?: boolean;
  /** With `byName`: only where the first argument is a text that begins so. */
  begins?: string[];
  /** What it makes, or is, stands before handlers: it checks where a request comes from, who sends it, or how many he sends. */
  gate?: "host" | "auth" | "rate-limit";
  /** What the call makes, where the type of its result does not tell. */
  part?: Part;
  /** Approval by a person: the branch that depends on it is approved. */
  approval?: boolean;
  /** Why no type or signature of the package shows this row. */
  unverified?: string;
}

export interface TypeModel {
  /** Names importable from the pack's modules whose construction (call, `new`) gives this type. */
  exported?: string[];
  extends?: TypeRef[];
  /**
   * What an inventory lists its instances as. Without it the members tell: what retrieves and stores is a vector store, what only
   * retrieves a retriever, what registers tools for MCP a server; what calls a model is none of them.
   */
  part?: Part;
  /** Row of the constructor call. */
  construct?: Row;
  /** Calls by dotted member path: "chat.completions.create". "()" = the instance itself is called. A string is the type of an attribute. */
  members?: Record<string, Row | TypeRef>;
  /** Attribute reads by dotted path: rows with source, returns, pure. */
  fields?: Record<string, Row>;
  /** Type of an element when iterated or indexed. */
  element?: TypeRef;
  /** Type bound by `with … as x`; default: the same. */
  enter?: TypeRef;
  /** Methods of project classes that extend this type and are called by the framework. */
  subclass?: Record<string, EntryRow>;
  /** Class attributes of such classes that name further methods to be called: `spec_functions = ["search"]`. */
  listed?: Record<string, EntryRow>;
  /** Project classes that extend this type have checked fields (pydantic, dataclass with validation). */
  checkedFields?: boolean;
  unverified?: Unverified;
}

/** What an argument can make a program do that is started from a list of arguments. */
export interface ProgramModel {
  /** The argument behind one of these is a command (`sh -c`). */
  command?: string[];
  /**
   * Options exist that run programs or write files. anywhere: wherever an argument begins with "-"; leading: only up to
   * the first operand, which itself names what is run (interpreters, wrappers).
   */
  options?: "anywhere" | "leading";
  /** Options that take the next argument as plain data: it is never read as an option. */
  values?: string[];
  /** It only looks: always, or with these as its first operand. */
  reads?: true | string[];
}

/** Why rows cannot be verified statically: all of them, or those of these names. Read by the check of packs only. */
export type Unverified = string | Record<string, string>;

export interface Pack {
  package: string;
  /** pypi, npm; lang/python and lang/javascript are the languages themselves. */
  ecosystem: "pypi" | "npm" | "lang";
  language: "python" | "typescript";
  /** Import roots: "openai" also covers "openai.x" / "openai/x"; "langchain*" covers every root that begins so. "<globals>" = no import. */
  modules: string[];
  /** Versions the rows were checked against. */
  checked: string[];
  unverified?: Unverified;
  /** Its models run on this machine, or where its user put them: a prompt goes to nobody else. */
  onDevice?: boolean;
  /** What tools that attack models call its provider: the beginning of an id of promptfoo, a generator of garak. */
  redTeam?: RedTeam;
  /** Files that import it are looked at though it calls no model: they settle what is shipped. */
  selects?: boolean;
  /** Which files browsers load: by directive, by an import that only a page's first file has, and what stays on the server. */
  browser?: { directives?: string[]; starts?: string[]; stays?: string[] };
  /** Of a user's pack: where it contradicts one of the program, it wins. */
  override?: boolean;
  types?: Record<string, TypeModel>;
  /** Exported functions by name, or by dotted path below a root ("path.join", "ChatCompletion.create"). Subpaths are dropped from the left until one fits. */
  functions?: Record<string, Row>;
  /** Exported values and their types ("request": Request). */
  values?: Record<string, TypeRef | Row>;
  /** Methods of values with no known type, by name → transformer (language packs only). */
  methods?: Record<string, string>;
  /** Assignments to a member of this name on any receiver that is no project class: innerHTML. */
  assigns?: Record<string, SinkRow>;
  /** JSX attributes of any element: dangerouslySetInnerHTML. `arg` is a path in the value ("value.__html"). */
  attributes?: Record<string, SinkRow>;
  /** Exported functions that a framework calls, by name ("POST"); `file` limits them to paths that match (glob). */
  exports?: Record<string, EntryRow & { file?: string }>;
  /** Directive → its file's (or function's) exported functions are entries. */
  directives?: Record<string, EntryRow>;
  /** Functions with parameters so named, registered by nobody (lower precision). */
  shapes?: { params: string[]; types: (TypeRef | null)[] }[];
  /** Methods so named of receivers that nobody knows, given a text that begins so (case counts): a sink by its form, medium confidence. */
  statements?: { sink: SinkKind; name: string; methods: string[]; begins: string[] }[];
  /** Programs by name (without folder and .exe): what their arguments can make them do. Holds for all languages. */
  programs?: Record<string, ProgramModel>;
  /** Arguments that take a plain object of settings, so that a quick fix may write one where none is. */
  records?: string[];
  /** Exported constants with the seconds that the platform gives the handlers of their file. */
  timeLimits?: string[];
  /** Settings so distinctive that they mean the same on every call, whoever is called: keyword, or key of an options object. */
  keywords?: Record<string, Omit<DangerRow, "arg">[]>;
  /** What makes a value harmless for a kind of sink, whatever call it is given to; of a package, where the project has it. */
  repairs?: Partial<Record<SinkKind | "timeout" | "length" | "limit", RepairRow>>;
  /** Of a language pack. */
  reads?: ReadsRow;
  /** Raw HTTP endpoints that are model calls: URL suffix → what the body is. */
  endpoints?: { suffix: string; model: ModelRow }[];
}

export interface RedTeam {
  promptfoo?: string;
  garak?: string;
}

/** A pack with its id ("pypi/openai"). */
export interface LoadedPack extends Pack {
  id: string;
}

/** What a client asks of an MCP server, as the protocol names it; whoever writes these texts speaks it without a package. */
export const MCP_REQUESTS: readonly string[] = ["tools/list", "tools/call"];

/** Keys that only the description of a tool has, in the forms of the providers and of MCP. */
export const TOOL_SCHEMAS: readonly string[] = ["input_schema", "inputSchema"];
