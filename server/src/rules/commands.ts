import type { Program } from "../flow/program.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FileIR } from "../ir/types.ts";
import type { JudgeInput } from "./judge.ts";

/** Entries through which a program serves others than the one who started it. */
const SERVES = new Set(["web handler", "server action", "middleware", "bot callback", "callback"]);

/** Files of programs that somebody starts by hand, of pages, and files that nothing but such load: what they print is for the one who runs them. By number. */
export function commandFiles(input: JudgeInput): ReadonlySet<number> {
  const { program, result } = input;
  const serving = new Set<number>();
  const started = new Set<number>();
  for (const { gid, role } of result.entries) {
    const { file } = program.func(gid);
    if (SERVES.has(role)) serving.add(file);
    if (role === "CLI") started.add(file);
  }
  const out = new Set<number>();
  program.files.forEach((ir, file) => {
    if (serving.has(file)) return;
    const text = input.text(ir.path);
    if (started.has(file) || isStarted(ir) || text?.startsWith("#!") || runsInPage(ir, text)) out.add(file);
  });
  addLoaded(program, serving, out);
  // Servers begin so, too: what they load is not meant.
  program.files.forEach((ir, file) => {
    if (!serving.has(file) && runsMain(ir)) out.add(file);
  });
  return out;
}

/** It is part of a page: what it prints is read by whoever has the page open. */
function runsInPage({ lang, imports }: FileIR, text: string | undefined): boolean {
  if (lang !== "ts") return false;
  if (imports.some((i) => i.specifier === "react" && HOOKS.has(i.name))) return true;
  return text !== undefined && /^\s*["']use client["']/.test(text.slice(0, 200));
}
/** What only a component in a page may use. */
const HOOKS = new Set(["useState", "useEffect", "useReducer", "useRef", "useCallback", "useLayoutEffect"]);

/** Its last word is `main()`. */
function runsMain({ lang, funcs }: FileIR): boolean {
  const [module] = funcs;
  const main = module?.names.find(({ name }) => name === "main")?.reg;
  if (lang !== "ts" || !module || main === undefined) return false;
  for (let at = 0; at < module.ops.length; at += STRIDE)
    if (module.ops[at] === Op.call && module.ops[at + 2] === main) return true;
  return false;
}

/** It looks at how it was started. */
function isStarted({ lang, consts, strings, funcs }: FileIR): boolean {
  if (lang === "py") return consts.includes("__main__");
  if (!strings.includes("process") && !strings.includes("require")) return false;
  return funcs.some((ir) => {
    const globals = new Map<number, string>();
    for (let at = 0; at < ir.ops.length; at += STRIDE) {
      const [op = 0, dst = -1, a = -1, b = -1] = ir.ops.subarray(at, at + STRIDE);
      if (op === Op.global) globals.set(dst, strings[a] ?? "");
      else if (op === Op.member) {
        const read = `${globals.get(a)}.${strings[b]}`;
        if (read === "process.argv" || read === "require.main") return true;
      }
    }
    return false;
  });
}

/** Adds what only files in `commands` load, step by step. */
function addLoaded(program: Program, serving: ReadonlySet<number>, commands: Set<number>): void {
  const loads = program.files.map((ir, file) => loadedBy(program, ir, file));
  const loaders = new Map<number, number[]>();
  loads.forEach((targets, file) => {
    for (const target of targets) loaders.set(target, [...(loaders.get(target) ?? []), file]);
  });
  const queue = [...commands];
  for (let file = queue.pop(); file !== undefined; file = queue.pop())
    for (const target of loads[file] ?? []) {
      if (commands.has(target) || serving.has(target)) continue;
      if (!loaders.get(target)?.every((loader) => commands.has(loader))) continue;
      commands.add(target);
      queue.push(target);
    }
}

function loadedBy(program: Program, { imports, exports }: FileIR, file: number): number[] {
  const named = imports.filter((i) => !i.typeOnly).map((i) => i.specifier);
  const passedOn = exports.flatMap((e) => (e.kind === "local" ? [] : [e.specifier]));
  const found = new Set<number>();
  for (const specifier of [...named, ...passedOn]) {
    const target = program.target(file, specifier);
    if (target.kind === "file" && target.file !== file) found.add(target.file);
  }
  return [...found];
}
