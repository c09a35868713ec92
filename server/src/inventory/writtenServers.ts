import type { InventoryServer } from "../findings/inventory.ts";
import { type Site, siteOf } from "../flow/program.ts";
import { Cmp, Op, STRIDE } from "../ir/ops.ts";
import type { ClassIR, FileIR, FuncIR } from "../ir/types.ts";
import { MCP_REQUESTS } from "../models/pack.ts";
import { constantOperand, definedAt, operandSite, writtenKeys, writtenSites } from "../rules/places.ts";
import { type InventoryInput, itemAt } from "./collect.ts";

type Side = "served" | "called";

interface Found {
  site: Site;
  /** The class, else the function. */
  whole: { start: number; end: number } | undefined;
  side: Side;
  name: string;
  requests: Set<string>;
}

/** Servers and clients of MCP that speak the protocol themselves: they compare with the names of its requests, or send them. */
export function writtenServers(input: InventoryInput): InventoryServer[] {
  const { program } = input;
  const modules = input.models.mcpModules();
  const found = new Map<string, Found>();
  program.funcs.forEach(({ ir, file: at }, gid) => {
    const file = program.file(at);
    if (input.isTest(file.path) || usesPackage(file, modules)) return;
    const owner = classOf(file, ir);
    for (const { request, side } of mentions(file, ir)) {
      const key = `${side}|${at}|${side === "served" ? "" : (owner?.qual ?? "")}`;
      const site = siteOf(owner === undefined ? gid : program.gid(at, owner.body), 0);
      const whole = owner ?? (ir.kind === "module" ? undefined : ir);
      const name = owner?.name ?? ir.name;
      const first = found.get(key) ?? { site, whole, side, name, requests: new Set() };
      first.requests.add(request);
      found.set(key, first);
    }
  });
  const all = [...found.values()];
  // Other protocols send such messages too: somewhere a request of this one is named.
  if (!all.some(({ requests }) => MCP_REQUESTS.some((request) => requests.has(request)))) return [];
  const isSent = all.some(({ side, whole }) => side === "called" && whole !== undefined);
  const names = new Map<string, string>();
  for (const site of writtenSites(program)) {
    const name = writtenName(input, site);
    if (name !== undefined) names.set(itemAt(input, site).path, name);
  }
  return all.flatMap(({ site, whole, side, name, requests }): InventoryServer[] => {
    // Who only lets requests through looks at one of them; a table of messages sends none.
    if (side === "served" ? requests.size < MCP_REQUESTS.length : whole === undefined && isSent) return [];
    const item = itemAt(input, site);
    const own = side === "served" ? names.get(item.path) : undefined;
    const place = whole === undefined ? {} : { start: whole.start, end: whole.end };
    return [{ ...item, ...place, id: `@${site}|${side}`, name: own ?? name, kind: side }];
  });
}

/** A package speaks the protocol for this file; what it makes is known. */
function usesPackage(file: FileIR, modules: readonly string[]): boolean {
  return file.imports.some(({ specifier }) =>
    modules.some(
      (root) => specifier === root || specifier.startsWith(`${root}/`) || specifier.startsWith(`${root}.`),
    ),
  );
}

/** The class around a function. */
function classOf(file: FileIR, ir: FuncIR): ClassIR | undefined {
  for (let at: FuncIR | undefined = ir; at !== undefined; at = file.funcs[at.parent])
    if (at.cls >= 0) return file.classes[at.cls];
  return undefined;
}

/** What a function says of requests: it waits for one, or sends one, whichever. */
interface Mention {
  request: string;
  side: Side;
}

function mentions(file: FileIR, ir: FuncIR): Mention[] {
  const constant = (register: number): string => {
    const row = definedAt(ir)[register] ?? -1;
    const isConst = row >= 0 && ir.ops[row * STRIDE] === Op.const;
    const value = isConst ? file.consts[ir.ops[row * STRIDE + 2] as number] : undefined;
    return typeof value === "string" ? value : "";
  };
  const isFunction = (register: number): boolean =>
    ir.ops[(definedAt(ir)[register] ?? 0) * STRIDE] === Op.func;
  const out: Mention[] = [];
  const add = (register: number, side: Side): void => {
    const request = constant(register);
    if (MCP_REQUESTS.includes(request)) out.push({ request, side });
  };
  for (let at = 0; at < ir.ops.length; at += STRIDE) {
    const [op = 0, , a = -1, b = -1, x = -1] = ir.ops.subarray(at, at + STRIDE);
    const operand = (i: number): number => ir.extra[x + i] ?? -1;
    switch (op) {
      case Op.cmp:
        if (x === Cmp.eq) for (const side of [a, b]) add(side, "served");
        break;
      case Op.setIndex:
        add(b, "served");
        break;
      case Op.record: {
        const keys = Array.from({ length: operand(0) }, (_, i) => constant(operand(1 + 2 * i)));
        for (const [i, key] of keys.entries()) {
          add(operand(1 + 2 * i), "served");
          if (key !== "method") continue;
          const name = constant(operand(2 + 2 * i));
          if (MCP_REQUESTS.includes(name) || (name === "" && keys.includes("jsonrpc")))
            out.push({ request: name, side: "called" });
        }
        break;
      }
      case Op.call:
      case Op.invoke: {
        const given = Array.from({ length: operand(2) + operand(3) }, (_, i) => operand(5 + 2 * i));
        const side = given.some(isFunction) ? "served" : "called";
        for (const register of given) add(register, side);
        break;
      }
    }
  }
  return out;
}

/** What a server says that it is called: `serverInfo: { name, version }`. */
function writtenName(input: InventoryInput, site: Site): string | undefined {
  if (!writtenKeys(input.program, site).includes("serverInfo")) return undefined;
  const info = operandSite(input.program, site, "serverInfo");
  return info === undefined ? undefined : constantOperand(input.program, info, "name");
}
