import { isPlainRemoteAddress } from "./addresses.ts";
import { matchesAny } from "./filePatterns.ts";
import type { McpKnowledge, Runner } from "./knowledge.ts";
import { child, type DocNode, firstChild, itemsOf, nodesAt, textOf, textsOf } from "./node.ts";
import type { DocumentReport } from "./report.ts";

/** Whether a package is one that the project itself installs, by its lock file. */
export type IsInstalled = (name: string) => boolean;

/** Servers that a settings file starts or calls. */
export function checkMcpServers(
  path: string,
  root: DocNode,
  {
    knowledge,
    isInstalled,
    report,
  }: { knowledge: McpKnowledge; isInstalled: IsInstalled; report: DocumentReport },
): void {
  for (const { name, node } of serversIn(path, root, knowledge)) {
    if (firstChild(node, knowledge.disabled) && textOf(firstChild(node, knowledge.disabled)) === "true")
      continue;
    checkAddress(name, node, knowledge, report);
    const words = commandWords(node, knowledge);
    if (words.length === 0) continue;
    checkCommand(name, words, { knowledge, isInstalled, report });
    checkRoots(name, words, knowledge, report);
  }
}

/** Servers that a settings file starts or calls, with their command line or address. */
export function listMcpServers(
  path: string,
  root: DocNode,
  knowledge: McpKnowledge,
): { name: string; target: string; start: number; end: number }[] {
  return serversIn(path, root, knowledge).flatMap(({ name, node }) => {
    const words = commandWords(node, knowledge).map((word) => word.text);
    const target = words.length > 0 ? words.join(" ") : textOf(firstChild(node, knowledge.address));
    return target === undefined ? [] : [{ name, target, start: node.start, end: node.end }];
  });
}

interface Server {
  name: string;
  node: DocNode;
}
/** A word of a command line and where it stands. */
interface Word {
  text: string;
  start: number;
  end: number;
}

function serversIn(path: string, root: DocNode, knowledge: McpKnowledge): Server[] {
  const places = [
    ...knowledge.servers,
    ...knowledge.named.filter(({ files }) => matchesAny(path, files)).flatMap((named) => named.at),
  ];
  const seen = new Set<DocNode>();
  const out: Server[] = [];
  for (const place of places) {
    for (const { node } of nodesAt(root, place)) {
      if (seen.has(node)) continue;
      seen.add(node);
      out.push(...entriesOf(node));
    }
  }
  return [...out, ...ownForm(path, root, seen, knowledge)];
}

/**
 * Servers in a file of the program's own form, in a map, in a list or one alone: one that names its transport, or starts what is named after
 * the protocol, shows that the others beside it are servers too.
 */
function ownForm(path: string, root: DocNode, seen: ReadonlySet<DocNode>, knowledge: McpKnowledge): Server[] {
  const { own } = knowledge;
  if (matchesAny(path, own.not)) return [];
  const out = own.at.flatMap((place) =>
    nodesAt(root, place).flatMap(({ node }) => {
      if (seen.has(node)) return [];
      const servers = entriesOf(node).filter(
        ({ node: each }) =>
          firstChild(each, knowledge.command) !== undefined ||
          firstChild(each, knowledge.address) !== undefined,
      );
      const isTold = servers.some(
        ({ node: each }) =>
          own.is.includes(textOf(firstChild(each, own.transport)) ?? "") ||
          commandWords(each, knowledge).some((word) => namesProtocol(word.text, own.word)),
      );
      return isTold ? servers : [];
    }),
  );
  if (out.length > 0 || root.kind !== "map" || seen.size > 0) return out;
  const isServer =
    own.is.includes(textOf(firstChild(root, own.transport)) ?? "") ||
    commandWords(root, knowledge).some((word) => namesProtocol(word.text, own.word)) ||
    (textOf(firstChild(root, knowledge.address)) ?? "").endsWith(`/${own.word}`);
  return isServer ? [{ name: baseName(path).replace(/\.\w+$/, ""), node: root }] : [];
}

/** What stands in a map or a list, by its key or its name. */
function entriesOf(node: DocNode): Server[] {
  const all =
    node.kind === "map"
      ? node.entries.map(({ key, value }) => ({ name: key, node: value }))
      : itemsOf(node).map((item, i) => ({
          name: textOf(firstChild(item, ["name", "id"])) ?? String(i),
          node: item,
        }));
  return all.filter((each) => each.node.kind === "map");
}

/** "fetcher-mcp", "@example/mcp-server", "mcp_tools.py" */
const namesProtocol = (text: string, word: string): boolean =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .includes(word);

/** Words without which no file of such a form can hold a server. */
export function mayHoldServers(path: string, text: string, { own, command, address }: McpKnowledge): boolean {
  const isOwn = own.is.some((word) => text.includes(word)) || text.includes(own.word);
  return isOwn && !matchesAny(path, own.not) && [...command, ...address].some((key) => text.includes(key));
}

function checkAddress(name: string, node: DocNode, knowledge: McpKnowledge, report: DocumentReport): void {
  const address = firstChild(node, knowledge.address);
  const text = textOf(address);
  if (address && text !== undefined && isPlainRemoteAddress(text))
    report.add("unpinned-mcp-server", address, {
      problem: `the server "${name}" is called over plain HTTP (${hostOf(text)})`,
    });
}

function hostOf(address: string): string {
  return /^[a-z]+:\/\/(?:[^@/]*@)?([^/?#]+)/i.exec(address)?.[1] ?? address;
}

/** The command and its arguments as words; a command that is one text is split at blanks. */
function commandWords(node: DocNode, knowledge: McpKnowledge): Word[] {
  const command = firstChild(node, knowledge.command);
  const listed = command?.kind === "map" ? [] : textsOf(command);
  const first = listed[0];
  const given = textsOf(
    firstChild(node, knowledge.arguments) ?? (command?.kind === "map" ? child(command, "args") : undefined),
  );
  const path = command?.kind === "map" ? textsOf(child(command, "path")) : listed;
  const split =
    path.length === 1 && given.length === 0 && first !== undefined && /\s/.test(String(first.value).trim())
      ? String(first.value)
          .trim()
          .split(/\s+/)
          .map((text) => ({ text, start: first.start, end: first.end }))
      : path.map((each) => ({ text: String(each.value), start: each.start, end: each.end }));
  return [...split, ...given.map((each) => ({ text: String(each.value), start: each.start, end: each.end }))];
}

interface CommandContext {
  knowledge: McpKnowledge;
  isInstalled: IsInstalled;
  report: DocumentReport;
}

function checkCommand(name: string, words: readonly Word[], context: CommandContext): void {
  const { knowledge, report } = context;
  const program = words[0];
  if (program === undefined) return;
  if (knowledge.shells.includes(baseName(program.text)) || knowledge.shells.includes(program.text)) {
    const at = words.findIndex((word, i) => i > 0 && knowledge.commandFlags.includes(word.text));
    if (at < 0) return;
    const rest = words.slice(at + 1);
    const text = rest[0];
    if (text === undefined) return;
    if (knowledge.joined.includes(words[at]?.text ?? "") && rest.length > 1)
      checkCommand(name, rest, context);
    else if (isPlainCommand(text.text)) {
      const split = text.text.split(/\s+/).map((each) => ({ ...text, text: each }));
      checkCommand(name, split, context);
    } else {
      const problem = `a shell runs a text to start the server "${name}"`;
      report.add("unpinned-mcp-server", text, { problem });
    }
    return;
  }
  const found = packageOf(words, knowledge.runners);
  if (found === undefined) return;
  const problem = unpinned(found.word.text, found.runner, context.isInstalled);
  if (problem !== undefined)
    report.add("unpinned-mcp-server", found.word, {
      problem: `the server "${name}" is started from ${problem}`,
    });
  const remote = words.find((word) => isPlainRemoteAddress(word.text));
  if (problem === undefined && remote)
    report.add("unpinned-mcp-server", remote, {
      problem: `the server "${name}" is called over plain HTTP (${hostOf(remote.text)})`,
    });
}

/** A text of words alone: the shell adds nothing to it. */
function isPlainCommand(text: string): boolean {
  return /^[\w@%+=:,./ -]+$/.test(text);
}

function baseName(program: string): string {
  return (program.split(/[\\/]/).at(-1) ?? program).replace(/\.(?:cmd|exe|bat|ps1)$/i, "");
}

/** The word that names what a runner fetches. */
function packageOf(
  words: readonly Word[],
  runners: readonly Runner[],
): { word: Word; runner: Runner } | undefined {
  const program = baseName(words[0]?.text ?? "");
  for (const runner of runners) {
    const before = runner.before ?? [];
    if (runner.program !== program || !before.every((word, i) => words[i + 1]?.text === word)) continue;
    const rest = words.slice(1 + before.length);
    if (rest.some((word) => runner.local.includes(word.text))) return undefined;
    for (let i = 0; i < rest.length; i++) {
      const word = rest[i] as Word;
      const [option = "", value] = word.text.split("=", 2);
      if (runner.package.includes(option)) {
        const named =
          value === undefined ? rest[i + 1] : { ...word, text: word.text.slice(option.length + 1) };
        return named && { word: named, runner };
      }
      if (runner.options.includes(word.text)) i++;
      else if (!word.text.startsWith("-")) return { word, runner };
    }
  }
  return undefined;
}

/** What is wrong with how a package is named, in words; undefined when it is one certain version, or no package. */
function unpinned(name: string, runner: Runner, isInstalled: IsInstalled): string | undefined {
  if (/[${]/.test(name) && !/[\w]@/.test(name)) return undefined;
  if (/^(?:\.{0,2}\/|\.$|\.\.$|~|[A-Za-z]:[\\/]|file:|link:|workspace:)/.test(name)) return undefined;
  if (runner.style === "image") return unpinnedImage(name);
  if (/^(?:git\+|https?:|git:|github:|ssh:)/.test(name) || /^[\w.-]+\/[\w.-]+(?:#|$)/.test(name)) {
    if (/[#@](?:commit=)?[0-9a-f]{7,40}(?:[#&]|$)/i.test(name)) return undefined;
    if (/^https:\/\/.*\.(?:tgz|whl|tar\.gz)$/.test(name) && /\d+\.\d+/.test(name)) return undefined;
    return `the newest state of a repository (${name})`;
  }
  if (runner.style === "npm") {
    const at = name.indexOf("@", 1);
    const version = at < 0 ? undefined : name.slice(at + 1);
    const bare = at < 0 ? name : name.slice(0, at);
    if (version === undefined && isInstalled(bare)) return undefined;
    return version !== undefined && /^[v=]?\d+\.\d+\.\d+/.test(version)
      ? undefined
      : `a package of no certain version (${name})`;
  }
  if (/(?:===?|@)\s*v?\d+(?:\.\d+)+/.test(name)) return undefined;
  if (/\.py$/.test(name)) return undefined;
  return `a package of no certain version (${name})`;
}

function unpinnedImage(name: string): string | undefined {
  if (/@sha256:[0-9a-f]{64}$/.test(name)) return undefined;
  const tag = /:([\w][\w.-]*)$/.exec(name)?.[1];
  // An image without a registry and without a tag is one that was built here.
  if (tag === undefined && !name.includes("/")) return undefined;
  return tag !== undefined && /\d/.test(tag) ? undefined : `an image of no certain version (${name})`;
}

function checkRoots(
  name: string,
  words: readonly Word[],
  knowledge: McpKnowledge,
  report: DocumentReport,
): void {
  for (const [i, word] of words.entries()) {
    if (i === 0) continue;
    const isMount = knowledge.mounts.includes(words[i - 1]?.text ?? "");
    const folder = isMount ? hostFolder(word.text) : word.text;
    const isOption =
      words[i - 1]?.text.startsWith("-") === true &&
      !isMount &&
      !/root|dir|folder|path|allow/i.test(words[i - 1]?.text ?? "");
    if (isOption && /^-(?!y$|-yes$)/.test(words[i - 1]?.text ?? "")) continue;
    if (knowledge.roots.includes(folder))
      report.add("overbroad-tool-access", word, { option: `"${folder}" for the server "${name}"` });
  }
}

/** The host's side of a mount; a drive's colon is no separator. */
function hostFolder(mount: string): string {
  return /^([A-Za-z]:[\\/][^:]*|[^:]*)/.exec(mount)?.[1] ?? mount;
}
