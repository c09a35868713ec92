// Asks one version of one package about every row of a pack: is it there, does it take these arguments, has its answer these paths.
import { hint } from "../generate/schema.mjs";
import { argumentsOf, rowsOf } from "./packRows.mjs";

/**
 * Facts by key (the row's path and what was asked). `status`: "yes"; "name" where the receiver's type is not written down
 * and the package has that name with these arguments somewhere; "no", with a note that says what is missing.
 */
export function askPackage(pack, surface) {
  const types = bindTypes(pack, surface);
  const facts = new Map();
  const ask = new Asker(surface, facts);
  for (const row of rowsOf(pack)) {
    if (row.place === "convention") continue;
    if (row.place === "exported") ask.exported(row);
    else if (row.place === "function" || row.place === "value")
      ask.found(row, surface.find(row.name.split(".")));
    else if (row.place === "construct") ask.construct(row, types, pack);
    else if (row.place === "override") ask.override(row, [...(types.get(row.type)?.values() ?? [])]);
    else ask.member(row, [...(types.get(row.type)?.values() ?? [])]);
  }
  return facts;
}

class Asker {
  constructor(surface, facts) {
    this.surface = surface;
    this.facts = facts;
  }

  note(row, what, answer, note) {
    const status = answer === "yes" && this.surface.isByName ? "name" : answer;
    const key = JSON.stringify([row.path, what]);
    const known = this.facts.get(key);
    if (known === undefined || ORDER[status] > ORDER[known.status]) {
      this.facts.set(key, { path: row.path, what, status, ...(note ? { note } : {}) });
    }
  }

  exported(row) {
    const isThere = this.surface.find(row.name.split(".")).length > 0;
    const note = isThere ? undefined : `nothing is exported as "${row.name}"`;
    this.note(row, "", isThere ? "yes" : "no", note && note + hint(row.name, this.surface.exportedNames()));
  }

  found(row, targets) {
    if (targets.length === 0) {
      const names = this.surface.exportedNames();
      this.note(row, "", "no", `nothing is exported as "${row.name}"${hint(row.name, names)}`);
      return;
    }
    this.note(row, "", "yes");
    this.arguments(row, targets, false);
  }

  construct(row, types, pack) {
    const names = pack.types[row.type].exported ?? [];
    const targets = names.flatMap((name) => this.surface.find(name.split(".")));
    if (targets.length > 0) this.note(row, "", "yes");
    // A type that is made but not exported has a method that makes it.
    else if (names.length === 0 && (types.get(row.type)?.size ?? 0) > 0) this.note(row, "", "name");
    else this.note(row, "", "no", `no exported name makes a "${row.type}"`);
    if (targets.length > 0) this.arguments(row, targets, false);
  }

  member(row, entities) {
    const steps = memberSteps(row.name);
    if (row.name === "*") return this.note(row, "", entities.length > 0 ? "yes" : "name");
    let reached = entities;
    let open = entities.length === 0;
    for (const step of steps) {
      const answers = reached.map((entity) => stepInto(this.surface, entity, step));
      const next = answers.flatMap((answer) => answer.found);
      if (next.length === 0) {
        open ||= answers.some((answer) => answer.open);
        if (!open) return this.missing(row, step, reached);
        reached = [];
        break;
      }
      reached = next;
    }
    if (reached.length > 0) {
      this.note(row, "", "yes");
      this.arguments(row, reached, false);
      return;
    }
    const last = steps.at(-1) ?? "";
    if (steps.length > 0 && last !== "[]" && !this.surface.hasName(last)) {
      return this.note(
        row,
        "",
        "no",
        `nothing in the package is named "${last}"${hint(last, this.surface.exportedNames())}`,
      );
    }
    this.note(row, "", "name");
    this.arguments(row, this.surface.named?.(last) ?? [], true);
  }

  /** What a class of the project may define need not be there: that the base is, and the name somewhere, says what can be said. */
  override(row, entities) {
    const isThere = entities.some((entity) => this.surface.member(entity, row.name).found.length > 0);
    if (isThere) this.note(row, "", "yes");
    else if (entities.length > 0) this.note(row, "", "name");
    else this.note(row, "", "no", `nothing in the package is a "${row.type}"`);
  }

  missing(row, step, reached) {
    const names = reached.flatMap((entity) => this.surface.memberNames(entity));
    this.note(row, "", "no", `"${row.type}" has no member "${step}"${hint(step, names)}`);
  }

  arguments(row, targets, byName) {
    if (row.row === undefined) return;
    const yes = byName ? "name" : "yes";
    for (const argument of argumentsOf(row.row, this.surface.keywords)) {
      const answers = targets.map((entity) => this.surface.accepts(entity, argument));
      const what = `argument ${argument.text}`;
      if (answers.includes("yes")) this.note(row, what, yes);
      else if (answers.includes("open") || targets.length === 0) this.note(row, what, "name");
      else {
        const names = targets.flatMap((entity) => this.surface.argumentNames(entity, argument));
        const wanted = argument.path.at(-1) ?? argument.head;
        this.note(row, what, "no", `no argument "${argument.text}"${hint(String(wanted), names)}`);
      }
    }
    for (const path of row.row.model ? answerPaths(row.row) : []) {
      const answers = targets.map((entity) => this.surface.resultHas?.(entity, path.steps) ?? "yes");
      const what = `answer ${path.text}`;
      if (answers.includes("yes")) this.note(row, what, yes);
      else if (answers.includes("open") || targets.length === 0) this.note(row, what, "name");
      else this.note(row, what, "no", `the answer has no "${path.text}"`);
    }
  }
}

const ORDER = { no: 0, name: 1, yes: 2 };

function answerPaths(row) {
  const { clean = [], tool = [], parsed = [], envelope = [] } = row.model ?? {};
  return [...(row.clean ?? []), ...clean, ...tool, ...parsed, ...envelope]
    .filter((text) => text !== "")
    .map((text) => ({ text, steps: stepsOf(text) }));
}

/** `a.b`, `()` (the thing itself is called), `[]` (its elements). */
function memberSteps(name) {
  return stepsOf(name.replace(/\.?\(\)$/u, ""));
}

function stepInto(surface, entity, step) {
  if (step !== "[]") return surface.member(entity, step);
  const found = surface.element(entity);
  return { found, open: found.length === 0 };
}

function stepsOf(text) {
  return text.replaceAll("[]", ".[]").split(".").filter(Boolean);
}

/** What each type of the pack is in the package: from its exported names, and from rows that lead to it, until nothing is new. */
function bindTypes(pack, surface) {
  const types = new Map(Object.keys(pack.types ?? {}).map((name) => [name, new Map()]));
  let grew = true;
  const add = (name, entities) => {
    const known = types.get(name.replace(/^list:/u, "").replace(/(\[\])+$/u, ""));
    for (const entity of known && entities.length > 0 ? entities : []) {
      const identity = surface.identity(entity);
      if (known.has(identity) || known.size >= MOST_PER_TYPE) continue;
      known.set(identity, entity);
      grew = true;
    }
  };
  for (let round = 0; grew && round < 10; round++) {
    grew = false;
    for (const [name, model] of Object.entries(pack.types ?? {})) {
      const found = (model.exported ?? []).flatMap((path) => surface.find(path.split(".")));
      add(
        name,
        found.flatMap((entity) => surface.instances(entity)),
      );
      const own = [...types.get(name).values()];
      for (const base of model.extends ?? []) add(base, own);
      if (model.construct) lead(model.construct, found, undefined);
      if (model.element)
        add(
          model.element,
          own.flatMap((entity) => surface.element(entity)),
        );
      if (model.enter)
        add(
          model.enter,
          own.flatMap((entity) => surface.entered(entity)),
        );
      for (const [path, row] of Object.entries({ ...model.fields, ...model.members })) {
        const reached = walk(own, path);
        if (typeof row === "string")
          add(
            row,
            reached.flatMap((entity) => surface.instances(entity)),
          );
        else lead(row, reached, row === model.fields?.[path] ? reached : undefined);
      }
    }
    for (const [path, row] of Object.entries(pack.functions ?? {})) lead(row, surface.find(path.split(".")));
    for (const [path, row] of Object.entries(pack.values ?? {})) {
      const reached = surface.find(path.split(".")).flatMap((entity) => surface.instances(entity));
      if (typeof row === "string") add(row, reached);
      else lead(row, [], reached);
    }
  }
  return types;

  function walk(entities, path) {
    return memberSteps(path).reduce(
      (reached, step) => reached.flatMap((entity) => stepInto(surface, entity, step).found),
      entities,
    );
  }

  /** Types that a row names: of its result (or of the value itself), and of what its callbacks get. */
  function lead(row, targets, values) {
    const { returns } = row;
    if (returns !== undefined && !/^(?:self\+?|this|(?:arg|apply):.*)$/u.test(returns)) {
      const results = values ?? targets.flatMap((entity) => surface.results(entity));
      const isList = /^list:|\[\]$/u.test(returns);
      if (isList)
        add(
          returns,
          results.flatMap((entity) => surface.element(entity)),
        );
      add(returns, results);
      // Without a type of its own, what `with … as x` binds is the same type.
      add(
        returns,
        results.flatMap((entity) => surface.entered(entity)),
      );
    }
    for (const entry of row.entry ?? []) {
      for (const argument of entry.of === "decorated"
        ? []
        : argumentsOf({ entry: [{ of: entry.of }] }, surface.keywords)) {
        for (const [position, param] of (entry.params ?? []).entries()) {
          if (param === null || !types.has(param)) continue;
          const given = targets.flatMap((entity) => surface.callbackParameters(entity, argument, position));
          add(param, given);
        }
      }
    }
  }
}

const MOST_PER_TYPE = 300;
