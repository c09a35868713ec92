import { Cmp, Op, STRIDE } from "../ir/ops.ts";
import type { IndexedRow, IndexedType } from "../models/modelIndex.ts";
import type { AskRow, Power, PowerRow } from "../models/pack.ts";
import type { RowData } from "./access.ts";
import type { Hit } from "./analysis.ts";
import { isAsked } from "./asked.ts";
import { truthOf } from "./conditions.ts";
import { argumentsIn, fieldText, functionsIn, type Heard, isOn, wrappedTool } from "./deeds.ts";
import type { Env, FunData } from "./env.ts";
import { INDIRECT, type Label, type LabelSet } from "./labels.ts";
import { type Site, siteFunc } from "./program.ts";
import { workMethods } from "./toolResults.ts";
import { type RecData, Tag, type V } from "./values.ts";

/** Something that a tool does in the world. */
export interface ToolDeed {
  power: Power;
  /** The call that does it; -1 where the package does it inside. */
  site: Site;
  row: number;
  /** Whoever calls the tool decides what is done. */
  isChosen: boolean;
  /** A person is asked on the way there. */
  isAsked: boolean;
}

export interface Tool {
  name: string;
  /** The functions that do its work; none for tools of packages. */
  gids: readonly number[];
  deeds: readonly ToolDeed[];
  /** A person is asked before it runs at all. */
  isApproved: boolean;
  /** Where a tool of a package is made. */
  site?: Site;
  /** Calls that make a tool of its functions and can have a person asked. */
  asks?: readonly (AskRow & { site: Site })[];
}

/** A model with the tools that it was given at one place, or that a loop of the project runs for it. */
export interface Agent {
  site: Site;
  arg: string;
  /** The call that hands the tools over; -1 where a loop of the project dispatches. */
  row: number;
  hit: Hit;
  tools: readonly Tool[];
}

type Hear = (gid: number, spec?: ReadonlyMap<string, V>) => readonly Heard[];

const MAX_DEPTH = 8;
const MAX_DEEDS = 64;

/** A deed over the inputs of the function in which it is looked at. */
interface OpenDeed {
  power: Power;
  site: Site;
  row: number;
  from: LabelSet;
  bit: number;
  isAsked: boolean;
}

/** Every place where tools are handed to a model, with what the tools do. Nothing is computed where none are. */
export function findAgents(env: Env, hits: readonly Hit[], hear: Hear): readonly Agent[] {
  return new AgentFinder(env, hits, hear).find();
}

/** Functions as tools, whoever they are handed to. */
export function findTools(env: Env, gids: readonly number[], hear: Hear): readonly Tool[] {
  const finder = new AgentFinder(env, [], hear);
  return gids.map((gid) => finder.toolOf([gid], "", undefined));
}

/** Classes of the project that are tools for a framework, whoever makes one; those that others extend are none themselves. */
export function findToolClasses(env: Env, hear: Hear): readonly Tool[] {
  const finder = new AgentFinder(env, [], hear);
  return env.program.classes.flatMap(({ cid }) =>
    env.subclasses(cid).length > 0 ? [] : finder.toolOfClass(cid),
  );
}

class AgentFinder {
  private readonly env: Env;
  private readonly hits: readonly Hit[];
  private readonly hear: Hear;
  private readonly deeds = new Map<string, readonly OpenDeed[]>();
  private readonly asking = new Set<string>();
  /** Functions that do the work of tools. */
  private readonly visited = new Set<number>();

  constructor(env: Env, hits: readonly Hit[], hear: Hear) {
    this.env = env;
    this.hits = hits;
    this.hear = hear;
  }

  find(): readonly Agent[] {
    const out = new Map<string, Agent>();
    const add = (agent: Agent): void => {
      if (agent.tools.length === 0) return;
      const key = `${agent.site}|${agent.arg}`;
      const known = out.get(key);
      const tools = [...(known?.tools ?? [])];
      for (const tool of agent.tools)
        if (!tools.some((t) => t.name === tool.name && t.site === tool.site && sameList(t.gids, tool.gids)))
          tools.push(tool);
      out.set(key, { ...(known ?? agent), tools });
    };
    const loops = new Set<number>();
    for (const hit of this.hits) {
      const { use } = hit;
      if (use.kind === "dispatch") loops.add(siteFunc(use.site));
      if (use.kind !== "request") continue;
      const slots = this.toolSlots(hit);
      if (slots.length > 0 && use.chain.length === 0) loops.add(siteFunc(use.site));
      for (const { value, site, arg } of slots)
        add({ site, arg, row: use.row, hit, tools: this.toolsIn(value, "", 0) });
    }
    const { program } = this.env;
    for (const [gid, entry] of this.env.tools)
      for (const site of entry.handed) {
        if (program.isAside(gid) && program.isAside(siteFunc(site))) continue;
        const hit = this.hits.find((h) => siteFunc(h.use.site) === siteFunc(site)) ?? this.hits[0];
        if (hit) add({ site, arg: "", row: -1, hit, tools: [this.toolOf([gid], "", undefined)] });
      }
    for (const gid of [...loops].sort((a, b) => a - b)) for (const agent of this.dispatched(gid)) add(agent);
    const agents = [...out.values()];
    const files = this.askingFiles();
    return agents.map((agent) => this.withApproval(agent, files));
  }

  private toolSlots(hit: Hit): { value: V; site: Site; arg: string }[] {
    const n = this.env.store.node(hit.use.value);
    if (n.tag !== Tag.rec) return [];
    const { keys } = n.data as RecData;
    return keys.flatMap((key, i) => {
      const [, arg, at] = /^tools:([^@]*)(?:@(\d+))?$/.exec(key) ?? [];
      if (arg === undefined) return [];
      return [{ value: n.kids[i] as V, site: at === undefined ? hit.use.site : Number(at), arg }];
    });
  }

  /** The tools in what fills a slot for tools: lists and tables of them, functions, objects of classes, those of packages. */
  private toolsIn(v: V, name: string, depth: number): Tool[] {
    const { env } = this;
    const { store, models } = env;
    if (depth > MAX_DEPTH) return [];
    return store.members(v).flatMap((m): Tool[] => {
      const n = store.node(m);
      switch (n.tag) {
        case Tag.list:
          return n.kids.flatMap((k) => this.toolsIn(k, name, depth + 1));
        case Tag.rec: {
          const { keys } = n.data as RecData;
          const own = n.kids.slice(0, keys.length).flatMap((k) => toolFunctions(env, k));
          const tool = own.filter((f) => env.tools.has(f.gid));
          const known = fieldText(store, m, "name") ?? name;
          // A table of plain functions is a table of tools; a record with one that a framework calls is a tool.
          if (tool.length > 0)
            return [
              this.toolOf(
                tool.map((f) => f.gid),
                known,
                undefined,
              ),
            ];
          return n.kids.flatMap((k, i) => this.toolsIn(k, keys[i] ?? name, depth + 1));
        }
        case Tag.fun:
          return toolFunctions(env, m).map(({ gid }) => this.toolOf([gid], name, undefined));
        case Tag.partial:
          return n.kids.flatMap((k) => this.toolsIn(k, name, depth + 1));
        case Tag.inst:
          return this.toolOfClass(n.data as number);
        case Tag.cls:
          return this.toolOfClass(n.data as number);
        case Tag.row: {
          const row = models.row((n.data as RowData).row);
          return this.toolOfPackage(row, row.name, store.bot);
        }
        case Tag.stub: {
          const { type } = n.data as { type: IndexedType };
          const made = n.kids[0] as V;
          const own = store.node(made);
          const inside =
            own.tag === Tag.rec
              ? own.kids.flatMap((k) => toolFunctions(env, k)).filter((f) => env.tools.has(f.gid))
              : [];
          const isApproved = isOn(env, m);
          if (inside.length > 0)
            return [
              this.toolOf(
                inside.map((f) => f.gid),
                fieldText(store, made, "name") ?? "",
                isApproved,
              ),
            ];
          const known = this.toolOfPackage(type.construct, type.name, made);
          const run = models.runRow(type);
          const site = own.tag === Tag.rec ? (own.data as RecData).site : -1;
          const where = site < 0 ? {} : { site };
          if (known.length === 0 && run?.source === "external")
            return [
              { name: type.name, gids: [], isApproved, deeds: [packageDeed("untrusted", run.id)], ...where },
            ];
          // Of some a pack says that they are there, and no more.
          const isBare = type.construct === undefined && type.members.size === 0;
          const named = known.length > 0 || !isBare ? known : [{ name: type.name, gids: [], deeds: [] }];
          return named.map((t) => ({ ...t, isApproved, ...where }));
        }
        default:
          return [];
      }
    });
  }

  toolOfClass(cid: number): Tool[] {
    const { env } = this;
    const gids = workMethods(env, cid).flatMap((name) => {
      const found = env.classMember(cid, name);
      return found ? functionsIn(env.store, found.value).map((f) => f.gid) : [];
    });
    if (gids.length === 0) return [];
    const named = env.classMember(cid, "name");
    const text = named && env.store.stringOf(named.value);
    return [this.toolOf(gids, text ?? env.program.class(cid).ir.name, undefined)];
  }

  /** What the package says of the tool, made with these arguments. */
  private toolOfPackage(row: IndexedRow | undefined, name: string, made: V): Tool[] {
    const { store, models } = this.env;
    if (!row?.power) return [];
    const powers = row.power
      .map((p): PowerRow => (typeof p === "string" ? { is: p } : p))
      .filter((p) =>
        (p.when ?? []).every(
          (c) => truthOf(store, models, c, store.joinAll(argumentsIn(store, made, c.arg))) === true,
        ),
      );
    const deeds = powers.map((p) => packageDeed(p.is, row.id));
    return deeds.length === 0 ? [] : [{ name, gids: [], deeds, isApproved: false }];
  }

  toolOf(gids: readonly number[], name: string, isApproved: boolean | undefined): Tool {
    const { env } = this;
    const wrappers = gids.flatMap((gid) => env.tools.get(gid)?.wrapper ?? []);
    const isAskedAround = wrappers.some((gid) => this.hear(gid).some((h) => h.kind === "approval"));
    const deeds = [...gids, ...wrappers].flatMap((gid) =>
      this.deedsOf(gid, undefined, 0).map((d) => ({
        power: d.power,
        site: d.site,
        row: d.row,
        isChosen: this.isFromCaller(gid, d),
        isAsked: d.isAsked,
      })),
    );
    const entries = gids.flatMap((gid) => env.tools.get(gid) ?? []);
    const own = gids.map((gid) => this.nameOf(gid)).find((x) => x !== "");
    return {
      name:
        entries.find((e) => e.name !== undefined)?.name ??
        (name === "" ? (entries.find((e) => e.id !== undefined)?.id ?? own ?? "") : name),
      gids,
      deeds,
      asks: entries.flatMap((e) => e.ask ?? []),
      isApproved: isApproved === true || isAskedAround || entries.some((e) => e.approved),
    };
  }

  /** Parameters of the function, not its receiver nor what it was made around, decide; or a model inside does. */
  private isFromCaller(gid: number, deed: OpenDeed): boolean {
    const { ir } = this.env.program.func(gid);
    return this.openLabels(deed).some((l) => {
      if (l.kind !== "in") return l.kind === "model" || l.kind === "tool-input";
      const index = /^p(\d+)/.exec(l.input)?.[1];
      return index !== undefined && ir.params[Number(index)]?.kind !== "this";
    });
  }
  /** Labels that nothing on the way made harmless, those of what a model was fed with included. */
  private openLabels(deed: OpenDeed): Label[] {
    const { labels } = this.env.store;
    return (
      labels
        .list(deed.from)
        .map((id) => labels.get(id))
        .filter((l) => deed.bit === 0 || (l.cleared & deed.bit) !== deed.bit)
        // A name that a stranger made of the argument (a date, a slug) is the stranger's own.
        .filter((l) => deed.power !== "write" || !(l.cleared & INDIRECT))
        .flatMap((l) => [l, ...labels.list(l.fed).map((id) => labels.get(id))])
    );
  }

  private deedsOf(gid: number, spec: ReadonlyMap<string, V> | undefined, depth: number): readonly OpenDeed[] {
    const key = `${gid}|${spec ? [...spec].map(([r, v]) => `${r}=${v}`).join("|") : ""}`;
    const known = this.deeds.get(key);
    if (known) return known;
    if (depth > MAX_DEPTH || this.asking.has(key)) return [];
    this.asking.add(key);
    this.visited.add(gid);
    const heard = this.hear(gid, spec);
    const out = new Map<string, OpenDeed>();
    for (const deed of this.flatten(heard, depth)) {
      const id = `${deed.power}|${deed.site}|${deed.bit}`;
      const old = out.get(id);
      if (old) {
        old.from = this.env.store.labels.union(old.from, deed.from);
        old.isAsked &&= deed.isAsked;
      } else if (out.size < MAX_DEEDS) out.set(id, { ...deed });
    }
    this.asking.delete(key);
    const deeds = [...out.values()];
    this.deeds.set(key, deeds);
    return deeds;
  }
  private flatten(heard: readonly Heard[], depth: number): OpenDeed[] {
    const approvals = heard.flatMap((h) => (h.kind === "approval" ? [h.site] : []));
    return heard.flatMap((h): OpenDeed[] => {
      if (h.kind === "approval") return [];
      const asked = (): boolean => isAsked(this.env.program, h.site, approvals);
      if (h.kind === "deed") return [{ ...h, isAsked: asked() }];
      return this.deedsOfCall(h, depth).map((d) => ({ ...d, isAsked: d.isAsked || asked() }));
    });
  }
  /** What a callee does, over what it is handed. */
  private deedsOfCall(call: Extract<Heard, { kind: "call" }>, depth: number): OpenDeed[] {
    const { labels } = this.env.store;
    return this.deedsOf(call.gid, call.spec, depth + 1).map((d) => {
      let from = labels.map(d.from, (l) => (l.kind === "in" ? undefined : l));
      for (const id of labels.list(d.from)) {
        const l = labels.get(id);
        if (l.kind !== "in" || (d.bit !== 0 && (l.cleared & d.bit) === d.bit)) continue;
        from = labels.union(from, call.roots.get(rootOf(l)) ?? 0);
      }
      return { ...d, from };
    });
  }

  /** Calls of a loop of the project that are handed what a model chose. */
  private dispatched(gid: number): Agent[] {
    const hit = this.hits.find((h) => h.gid === gid) ?? this.hits[0];
    if (!hit) return [];
    const out: Agent[] = [];
    this.follow(gid, undefined, (l) => l.kind === "tool-input", 0, hit, out);
    return out;
  }
  private follow(
    gid: number,
    spec: ReadonlyMap<string, V> | undefined,
    isModels: (l: Label) => boolean,
    depth: number,
    hit: Hit,
    out: Agent[],
  ): void {
    const { labels } = this.env.store;
    const has = (set: LabelSet, wanted: (l: Label) => boolean): boolean =>
      labels.list(set).some((id) => wanted(labels.get(id)));
    const rootsWith = (roots: ReadonlyMap<string, LabelSet>, wanted: (l: Label) => boolean): Set<string> => {
      const out = new Set<string>();
      for (const [root, set] of roots) if (has(set, wanted)) out.add(root);
      return out;
    };
    const heard = this.hear(gid, spec);
    const approvals = heard.flatMap((h) => (h.kind === "approval" ? [h.site] : []));
    let around: ReturnType<typeof packageDeed>[] | undefined;
    for (const h of heard) {
      if (h.kind !== "call" || this.env.entered.has(h.gid)) continue;
      if (depth < 3 && this.choosesByName(h.gid)) {
        // Handed the call as a whole: which part of the answer it is, is not always known.
        const whole = rootsWith(h.roots, (l) => isModels(l) || l.kind === "model");
        const below = (l: Label): boolean => l.kind === "in" && whole.has(rootOf(l));
        if (whole.size > 0) this.follow(h.gid, h.spec, below, depth + 1, hit, out);
        continue;
      }
      let isHanded = false;
      for (const set of h.roots.values()) isHanded ||= has(set, isModels);
      if (!isHanded) continue;
      const asked = isAsked(this.env.program, h.site, approvals);
      around ??= heard.flatMap((x) =>
        x.kind === "deed" && x.power === "record" ? [packageDeed("record", x.row)] : [],
      );
      const deeds = this.deedsOfCall(h, 0).map((d) => ({
        power: d.power,
        site: d.site,
        row: d.row,
        isChosen: this.openLabels(d).some(isModels),
        isAsked: d.isAsked || asked,
      }));
      const name = this.nameOf(h.gid);
      out.push({
        site: h.site,
        arg: "",
        row: -1,
        hit,
        tools: [
          {
            name,
            gids: [h.gid],
            deeds: [...deeds, ...around],
            isApproved: this.env.tools.get(h.gid)?.approved === true,
          },
        ],
      });
    }
  }
  /** A function without a name of its own goes by what it calls first. */
  private nameOf(gid: number): string {
    const { ir } = this.env.program.func(gid);
    if (ir.kind !== "lambda") return ir.name;
    const first = this.hear(gid).find((h) => h.kind === "call");
    return first?.kind === "call" ? this.env.program.func(first.gid).ir.name.replace(/^<.*>$/, "") : "";
  }
  /** `if name == "search": …`: the function runs the tools, it is none. */
  private choosesByName(gid: number): boolean {
    const { ir, file } = this.env.program.func(gid);
    const { consts } = this.env.program.file(file);
    let tests = 0;
    for (let at = 0; at < ir.ops.length; at += STRIDE) {
      if (ir.ops[at] !== Op.cmp || ir.ops[at + 4] !== Cmp.eq) continue;
      const sides = [ir.ops[at + 2], ir.ops[at + 3]];
      for (let back = Math.max(0, at - 4 * STRIDE); back < at; back += STRIDE)
        if (
          ir.ops[back] === Op.const &&
          sides.includes(ir.ops[back + 1]) &&
          typeof consts[ir.ops[back + 2] as number] === "string"
        )
          tests++;
    }
    return tests >= 2;
  }

  /** Files in which something other than a tool waits for a person, or a graph stops for one. */
  private askingFiles(): Set<number> {
    const { program, verdicts, models } = this.env;
    const out = new Set<number>();
    for (const [site, verdict] of verdicts)
      if (verdict.approve && !this.visited.has(siteFunc(site))) out.add(program.func(siteFunc(site)).file);
    for (const { use } of this.hits) {
      if (use.kind !== "call" || use.site < 0) continue;
      const row = models.row(use.row);
      if (
        !row.options?.approval ||
        row.model?.tools ||
        row.entry?.some((e) => e.role === "tool" && !row.model)
      )
        continue;
      const given = this.approvalIn(use.value);
      if (
        given !== undefined &&
        given.names === undefined &&
        isOn(this.env, given.value, row.options.approval.off)
      )
        out.add(program.func(siteFunc(use.site)).file);
    }
    return out;
  }
  private approvalIn(value: V): { value: V; names?: Set<string> } | undefined {
    const { store } = this.env;
    const n = store.node(value);
    const given = n.tag === Tag.rec ? store.field(n, "approval") : undefined;
    if (given === undefined) return undefined;
    const names = new Set<string>();
    for (const table of tablesIn(this.env, given)) {
      const t = store.node(table);
      (t.data as RecData).keys.forEach((key, i) => {
        if (isOn(this.env, t.kids[i] as V)) names.add(key);
      });
    }
    return names.size > 0 ? { value: given, names } : { value: given };
  }
  private withApproval(agent: Agent, files: ReadonlySet<number>): Agent {
    const { program, models } = this.env;
    const { file } = program.func(siteFunc(agent.site));
    let all = files.has(file);
    const names = new Set<string>();
    for (const { use } of this.hits) {
      if (use.kind !== "call" || use.site !== agent.hit.use.site) continue;
      const given = this.approvalIn(use.value);
      if (!given) continue;
      if (given.names) for (const name of given.names) names.add(name);
      else all ||= isOn(this.env, given.value, models.row(use.row).options?.approval?.off);
    }
    if (!all && names.size === 0) return agent;
    return {
      ...agent,
      tools: agent.tools.map((t) => (all || names.has(t.name) ? { ...t, isApproved: true } : t)),
    };
  }
}

/** Functions in a value; of what a decorator made, the one that was written. */
function toolFunctions(env: Env, v: V): { gid: number }[] {
  return env.store.members(v).flatMap((m) => {
    const n = env.store.node(m);
    return n.tag === Tag.fun ? [{ gid: wrappedTool(env, m) ?? (n.data as FunData).gid }] : [];
  });
}

/** Tables of tools by name: in what is given itself, or in a layer around the agent. */
function tablesIn(env: Env, given: V): V[] {
  const { store, models } = env;
  return store.members(given).flatMap((m): V[] => {
    const n = store.node(m);
    if (n.tag === Tag.rec) return [m];
    if (n.tag === Tag.list) return n.kids.flatMap((k) => tablesIn(env, k));
    if (n.tag !== Tag.stub) return [];
    const option = models.types.get((n.data as { type: IndexedType }).type.id)?.construct?.options?.approval;
    if (!option) return [];
    return option.args
      .flatMap((ref) => argumentsIn(store, n.kids[0] as V, ref))
      .flatMap((v) => store.members(v).filter((x) => store.tag(x) === Tag.rec));
  });
}
/** What a package does inside, at the word of whoever calls its tool. */
const packageDeed = (power: Power, row: number): ToolDeed => ({
  power,
  site: -1,
  row,
  isChosen: true,
  isAsked: false,
});
/** The input that a label speaks of, without the path below it. */
const rootOf = (l: Label): string => l.input.split("\u0001")[0] ?? "";
const sameList = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);
