import type { LoadedPack, TypeModel } from "./pack.ts";

/**
 * The packs of the program with those of a user. One with the id of a pack of the program adds to it; where both describe
 * the same thing, the user's says what holds (which the check of packs allows with `override: true` only).
 */
export function mergePacks(known: readonly LoadedPack[], own: readonly LoadedPack[]): LoadedPack[] {
  const merged = new Map(known.map((pack) => [pack.id, pack] as const));
  const first: LoadedPack[] = [];
  for (const pack of own) {
    const other = merged.get(pack.id);
    if (other !== undefined) merged.set(pack.id, addTo(other, pack));
    else if (pack.override) first.push(pack);
    else merged.set(pack.id, pack);
  }
  // The first pack for an import that has a name gives it its meaning.
  return [...first, ...merged.values()];
}

function addTo(base: LoadedPack, pack: LoadedPack): LoadedPack {
  const types = { ...base.types };
  for (const [name, model] of Object.entries(pack.types ?? {})) {
    const other = types[name];
    types[name] = other === undefined ? model : addToType(other, model);
  }
  return {
    ...base,
    modules: union(base.modules, pack.modules),
    checked: union(base.checked, pack.checked),
    types,
    functions: { ...base.functions, ...pack.functions },
    values: { ...base.values, ...pack.values },
    methods: { ...base.methods, ...pack.methods },
    assigns: { ...base.assigns, ...pack.assigns },
    attributes: { ...base.attributes, ...pack.attributes },
    exports: { ...base.exports, ...pack.exports },
    directives: { ...base.directives, ...pack.directives },
    programs: { ...base.programs, ...pack.programs },
    repairs: { ...base.repairs, ...pack.repairs },
    shapes: [...(pack.shapes ?? []), ...(base.shapes ?? [])],
    endpoints: [...(pack.endpoints ?? []), ...(base.endpoints ?? [])],
  };
}

function addToType(base: TypeModel, model: TypeModel): TypeModel {
  return {
    ...base,
    ...model,
    exported: union(base.exported ?? [], model.exported ?? []),
    extends: union(base.extends ?? [], model.extends ?? []),
    members: { ...base.members, ...model.members },
    fields: { ...base.fields, ...model.fields },
    subclass: { ...base.subclass, ...model.subclass },
    listed: { ...base.listed, ...model.listed },
  };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
