// The rows of a pack as a flat list, and the arguments that a row names.

/**
 * Every row with its path in the file: `place` is where it stands, `name` the dotted name it is about, `type` the pack's
 * type around it, `row` what it says (nothing for a name or an attribute), `unverified` why it cannot be checked.
 */
export function rowsOf(pack) {
  const out = [];
  const whole = typeof pack.unverified === "string" ? pack.unverified : undefined;
  for (const [type, model] of Object.entries(pack.types ?? {})) {
    const add = (place, key, name, row) => {
      const own = typeof row === "object" ? row.unverified : undefined;
      const unverified =
        own ?? reasonOf(model.unverified, name) ?? reasonOf(pack.unverified, `${type} ${name}`) ?? whole;
      const path = key === undefined ? ["types", type, place] : ["types", type, place, key];
      out.push({
        place: PLACES[place],
        path,
        type,
        name,
        ...rowPart(row),
        ...(unverified && { unverified }),
      });
    };
    for (const [i, name] of (model.exported ?? []).entries()) add("exported", i, name);
    if (model.construct) add("construct", undefined, type, model.construct);
    for (const [name, row] of Object.entries(model.members ?? {})) add("members", name, name, row);
    for (const [name, row] of Object.entries(model.fields ?? {})) add("fields", name, name, row);
    for (const [name, row] of Object.entries(model.subclass ?? {}))
      add("subclass", name, name, { entry: [row] });
  }
  for (const [section, place] of SECTIONS) {
    for (const [name, row] of Object.entries(pack[section] ?? {})) {
      const own = typeof row === "object" ? row.unverified : undefined;
      const unverified = own ?? reasonOf(pack.unverified, name) ?? whole;
      out.push({
        place,
        path: [section, name],
        name,
        ...rowPart(row, section),
        ...(unverified && { unverified }),
      });
    }
  }
  return out;
}

const PLACES = {
  exported: "exported",
  construct: "construct",
  members: "member",
  fields: "member",
  subclass: "override",
  listed: "override",
};

/** Functions and values are names of the package; the others are conventions that no type writes down. */
const SECTIONS = [
  ["functions", "function"],
  ["values", "value"],
  ["exports", "convention"],
  ["directives", "convention"],
  ["shapes", "convention"],
  ["endpoints", "convention"],
  ["methods", "convention"],
  ["assigns", "convention"],
  ["attributes", "convention"],
];

function rowPart(row, section) {
  if (typeof row !== "object" || row === null) return {};
  if (section === "exports" || section === "directives" || section === "shapes")
    return { row: { entry: [row] } };
  if (section === "assigns" || section === "attributes") return { row: { sink: [row] } };
  return { row };
}

function reasonOf(unverified, name) {
  if (typeof unverified === "string" || unverified === undefined) return unverified;
  return unverified[name];
}

/** The roles of a row, as the counts name them. */
export function rolesOf(row) {
  if (row === undefined) return ["others"];
  const roles = [
    ...(row.model ? ["calls"] : []),
    ...(row.source ? ["sources"] : []),
    ...(row.sink ? ["sinks"] : []),
    ...(row.sanitize ? ["sanitizers"] : []),
    ...(row.guard || row.approval ? ["guards"] : []),
    ...(row.entry ? ["entries"] : []),
    ...(row.options || row.danger ? ["settings"] : []),
  ];
  return roles.length > 0 ? roles : ["others"];
}

/** Every alternative of every argument that a row names: `head` (position or name), the `path` inside, the `text`. */
export function argumentsOf(row, keywords) {
  const model = row.model ?? {};
  const refs = [
    ...["system", "messages", "user", "prompt", "tools", "data", "schema"].flatMap(
      (slot) => model[slot] ?? [],
    ),
    ...(row.sink ?? []).flatMap((sink) => [sink.arg, ...(sink.when ?? []).map((it) => it.arg)]),
    ...(row.sanitize ? [row.sanitize.arg, ...(row.sanitize.when ?? []).map((it) => it.arg)] : []),
    ...(row.guard ? [row.guard.arg] : []),
    ...(row.entry ?? []).flatMap(({ of, schema }) => [of === "decorated" ? undefined : of, schema]),
    ...(row.message ? [row.message.content] : []),
    ...(row.template ? [row.template.text, row.template.messages, row.template.partial] : []),
    ...(row.credential ?? []),
    ...(row.endpoint ?? []),
    ...Object.values(row.options ?? {}).flatMap(({ args }) =>
      args.map((arg) => (typeof arg === "string" ? arg : arg.arg)),
    ),
    ...(row.danger ?? []).flatMap(({ arg, when }) => [arg, ...(when ?? []).map((it) => it.arg)]),
  ];
  const texts = new Set(refs.filter(Boolean).flatMap((ref) => ref.split("|")));
  // What the receiver was made with is another call's.
  return [...texts]
    .filter((text) => text !== "this" && !text.startsWith("this."))
    .map((text) => parseArgument(text, keywords));
}

function parseArgument(text, keywords) {
  const [first = "", ...path] = text.replaceAll("[]", ".[]").split(".").filter(Boolean);
  const head = /^\d+$/u.test(first) ? Number(first) : first;
  // Inside of an argument Python's signatures say nothing.
  return { text, head, path: keywords ? [] : path };
}
