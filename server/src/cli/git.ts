import type { FileSystem } from "../host/fileSystem.ts";
import { createMemoryFileSystem } from "../host/memoryFileSystem.ts";
import { usageError } from "../workspace/usageError.ts";
import type { CliIo } from "./io.ts";

/** What a run of git gave; undefined where there is no git. */
export interface GitOutcome {
  code: number;
  stdout: Uint8Array;
  stderr: string;
}

/** A state of the files that git keeps: a commit, or the index. */
export interface GitTree {
  /** The files as if they lay in the repository's folder; nothing is written to disk. */
  files: FileSystem;
}

/** A repository by its folder, absolute and POSIX. Only plumbing is run, which starts nothing that the repository names. */
export class GitRepository {
  readonly #io: CliIo;
  readonly #files: FileSystem;
  readonly root: string;

  constructor(root: string, files: FileSystem, io: CliIo) {
    this.root = root;
    this.#files = files;
    this.#io = io;
  }

  /** The commit where this branch left `ref`; throws a usage error that says what is missing. */
  async mergeBase(ref: string): Promise<string> {
    const commit = await this.#commitOf(ref);
    if (commit === undefined) {
      throw usageError(
        `git knows no commit "${ref}"; in a CI job fetch it first (a full clone: fetch-depth: 0)`,
      );
    }
    const base = await this.#run(["merge-base", "HEAD", commit]);
    const found = text(base.stdout).trim();
    if (base.code !== 0 || !isObjectName(found)) {
      throw usageError(
        `"${ref}" and HEAD have no common commit here; in a CI job fetch the whole history (fetch-depth: 0)`,
      );
    }
    return found;
  }

  /** The commit that is checked out; undefined before the first. */
  head(): Promise<string | undefined> {
    return this.#commitOf("HEAD");
  }

  async commitTree(commit: string): Promise<GitTree> {
    const listed = await this.#runWell(["ls-tree", "-r", "-z", "--full-tree", commit]);
    return this.#load(records(listed).map((row) => /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s.exec(row)));
  }

  /** What the next commit holds. Of a file with a conflict our side. */
  async indexTree(): Promise<GitTree> {
    const listed = await this.#runWell(["ls-files", "--stage", "-z", "--full-name"]);
    return this.#load(records(listed).map((row) => /^(\d+) ([0-9a-f]+) [02]\t(.+)$/s.exec(row)));
  }

  async #load(rows: readonly (RegExpExecArray | null)[]): Promise<GitTree> {
    const entries = rows.flatMap((row) => {
      const [, mode = "", object = "", path = ""] = row ?? [];
      return REGULAR.has(mode) ? [{ object, path }] : [];
    });
    const wanted = [
      ...new Set(entries.filter((entry) => isReadable(entry.path)).map((entry) => entry.object)),
    ];
    const contents = await this.#contents(wanted);
    const folder = this.#files.toNative(this.root);
    const slash = this.root.endsWith("/") ? this.root : `${this.root}/`;
    const tree: Record<string, Uint8Array> = Object.create(null);
    tree[this.#files.toNative(`${slash}.git/HEAD`)] = new Uint8Array();
    for (const { object, path } of entries) {
      tree[this.#files.toNative(slash + path)] = contents.get(object) ?? new Uint8Array();
    }
    const style = /^(?:[A-Za-z]:|\/\/)/.test(this.root) ? "windows" : "posix";
    return {
      files: createMemoryFileSystem(tree, {
        style,
        currentFolder: folder,
        caseSensitive: this.#files.caseSensitive,
      }),
    };
  }

  /** By object; what is larger than any file we analyse is left out. */
  async #contents(objects: readonly string[]): Promise<Map<string, Uint8Array>> {
    const contents = new Map<string, Uint8Array>();
    if (objects.length === 0) return contents;
    const list = `${objects.join("\n")}\n`;
    const sizes = text(await this.#runWell(["cat-file", "--batch-check"], list)).split("\n");
    const small = sizes.flatMap((row) => {
      const [object = "", kind, size] = row.split(" ");
      return kind === "blob" && Number(size) <= LARGEST ? [object] : [];
    });
    for (let at = 0; at < small.length; at += BATCH) {
      const batch = small.slice(at, at + BATCH);
      const bytes = await this.#runWell(["cat-file", "--batch"], `${batch.join("\n")}\n`);
      readBatch(bytes, contents);
    }
    return contents;
  }

  async #commitOf(ref: string): Promise<string | undefined> {
    const found = await this.#run([
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${ref}^{commit}`,
    ]);
    const name = text(found.stdout).trim();
    return found.code === 0 && isObjectName(name) ? name : undefined;
  }

  async #run(args: readonly string[], input = ""): Promise<GitOutcome> {
    const outcome = await this.#io.runGit(["-C", this.#files.toNative(this.root), ...args], input);
    if (outcome === undefined) throw usageError("git is not installed, or cannot be started");
    return outcome;
  }

  async #runWell(args: readonly string[], input = ""): Promise<Uint8Array> {
    const { code, stdout, stderr } = await this.#run(args, input);
    if (code !== 0) throw usageError(`git ${args[0]} failed: ${stderr.trim().split("\n")[0] ?? ""}`);
    return stdout;
  }
}

/**
 * Options before every command. A repository may be hostile: its own configuration could name programs for hooks, for watching
 * files, for showing differences, for fetching missing objects. None of them is run, and nothing is fetched.
 */
export const SAFE_OPTIONS: readonly string[] = [
  "--no-pager",
  "--no-replace-objects",
  "--no-optional-locks",
  "--literal-pathspecs",
  ...[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=",
    "core.sshCommand=false",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "log.showSignature=false",
  ].flatMap((setting) => ["-c", setting]),
];

/** Variables for git, over those of the user. */
export const SAFE_ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_ALLOW_PROTOCOL: "",
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_EXTERNAL_DIFF: "",
  GIT_TRACE: "0",
  LC_ALL: "C",
  // Windows would look for a program in the current folder first.
  NoDefaultCurrentDirectoryInExePath: "1",
};

/** Bytes of one file, and files asked for at once. */
const LARGEST = 1_000_000;
const BATCH = 500;
/** Plain files; links and submodules are left out. */
const REGULAR = new Set(["100644", "100755", "100664"]);

/** Code, and what settles how it is read: manifests, lock files, ignore files, settings. The others are known by name only. */
function isReadable(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.startsWith(".") || !name.includes(".") || READABLE.test(name);
}

const READABLE =
  /\.(?:py|pyi|pyw|ipynb|[cm]?[jt]sx?|vue|svelte|astro|html?|jsonc?|json5|ya?ml|toml|lock|txt|cfg|ini|conf|env|properties|md|mdc)$/i;

function isObjectName(name: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(name);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function records(bytes: Uint8Array): string[] {
  return text(bytes).split("\u0000").filter(Boolean);
}

/** Reads `<object> blob <size>\n<content>\n` again and again. */
function readBatch(bytes: Uint8Array, contents: Map<string, Uint8Array>): void {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    if (end < 0) return;
    const [object = "", kind, size] = text(bytes.subarray(at, end)).split(" ");
    at = end + 1;
    if (kind !== "blob") continue;
    contents.set(object, bytes.slice(at, at + Number(size)));
    at += Number(size) + 1;
  }
}
