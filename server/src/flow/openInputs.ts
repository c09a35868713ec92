import { FuncFlag } from "../ir/types.ts";
import type { ModelIndex } from "../models/modelIndex.ts";
import type { Env } from "./env.ts";
import { newLabel, sinkBit } from "./labels.ts";
import type { OwnSource } from "./ownSource.ts";
import { PARAM_ROW, type Program, siteOf } from "./program.ts";
import type { Summary, Use } from "./summary.ts";
import { isClosedType } from "./types.ts";
import { parseInput, type V } from "./values.ts";

/**
 * Uses of what callers hand over, for functions that others can call and nobody in sight does: whoever extends an AI framework is
 * called by it with what people and models typed. Only for sinks whose pack says so (`callers`), a step lower.
 */
export function openUses(env: Env, gid: number, summary: Summary): Use[] {
  if (!isOpen(env, gid)) return [];
  return summary.uses.flatMap((use) => {
    if (use.kind !== "sink" || use.row < 0) return [];
    if (!env.models.row(use.row).sink?.some((s) => s.callers && s.kind === use.sink)) return [];
    const value = handedOver(env, gid, use);
    return value === undefined ? [] : [{ ...use, value, tier: Math.max(use.tier, 1) }];
  });
}

/** Files that name a package which speaks to models, that import one of the project that does, or that are such a package. */
export function findExtensions(
  program: Program,
  models: ModelIndex,
  source: OwnSource,
): (file: number) => boolean {
  const known: (boolean | undefined)[] = [];
  const isNaming = (file: number): boolean => {
    const { lang, imports } = program.file(file);
    const found =
      known[file] ??
      (source.moduleOf(file) !== undefined ||
        imports.some(
          ({ specifier }) =>
            program.target(file, specifier).kind === "package" && models.speaksToModels(lang, specifier),
        ));
    known[file] = found;
    return found;
  };
  return (file) =>
    isNaming(file) ||
    program.file(file).imports.some(({ specifier }) => {
      const target = program.target(file, specifier);
      return target.kind === "file" && isNaming(target.file);
    });
}

function isOpen(env: Env, gid: number): boolean {
  const { ir } = env.program.func(gid);
  if (ir.kind !== "function" && ir.kind !== "method") return false;
  if (ir.captures.length > 0 || ir.flags & FuncFlag.abstract) return false;
  if (env.called.has(gid) || env.entered.has(gid)) return false;
  return !/^(_(?!_)|#)/.test(ir.name);
}

/** The parameters inside the value, as labels of their own; undefined when only numbers and fixed choices are. */
function handedOver(env: Env, gid: number, use: Use): V | undefined {
  const { store, program } = env;
  const { ir, file } = program.func(gid);
  const found = store.labels.list(store.node(use.value).labels).flatMap((id) => {
    const label = store.labels.get(id);
    if (label.kind !== "in" || label.cleared & sinkBit[use.sink]) return [];
    const { root, path } = parseInput(label.input);
    const index = /^p\d+$/.test(root) ? Number(root.slice(1)) : -1;
    const param = ir.params[index];
    if (!param || param.kind === "this") return [];
    const type = path.length === 0 ? param.type : undefined;
    if (type && isClosedType(env, file, type)) return [];
    const deeper = path.length === 0 ? undefined : env.inputType(gid, root, path);
    if (deeper?.kind === "declared" && isClosedType(env, deeper.file, deeper.type)) return [];
    const handed = newLabel("parameter", siteOf(gid, PARAM_ROW + Math.min(index, 1000)), {
      cleared: label.cleared,
      lowered: label.lowered | sinkBit[use.sink],
    });
    return [store.labels.label(handed)];
  });
  return found.length === 0 ? undefined : store.mix(store.labels.set(found));
}
