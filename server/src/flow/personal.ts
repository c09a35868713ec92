import type { Args, Env } from "./env.ts";
import type { Frame } from "./frame.ts";
import { newLabel, REDACTED } from "./labels.ts";
import { siteOf } from "./program.ts";
import { markSmall } from "./smallFields.ts";
import { Tag, type V } from "./values.ts";

/** Fields that hold data about a person whatever record they stand in, in lower case without separators. */
const OF_PERSONS = new Set(
  "emailaddress phonenumber mobilenumber mobilephone cellphone homephone ssn socialsecuritynumber nationalid nationalidnumber nationalinsurancenumber passportnumber taxid taxnumber driverslicense drivinglicence dateofbirth birthdate birthday dob creditcard creditcardnumber cardnumber iban bankaccount bankaccountnumber medicalhistory medicalconditions healthconditions bloodtype homeaddress streetaddress postaladdress maritalstatus religion ethnicity sexualorientation nationality disability".split(
    " ",
  ),
);
/** Fields that do so in the record of a person. */
const OF_RECORDS = new Set(
  "email mail phone mobile address salary income gender age diagnosis diagnoses medications allergies race sex citizenship pregnancy pregnant disabled".split(
    " ",
  ),
);

export type PersonalName = "always" | "in a record of a person";
const known = new Map<string, PersonalName | undefined>();
export function personalName(name: string): PersonalName | undefined {
  if (name.length > 40) return undefined;
  if (known.has(name)) return known.get(name);
  const plain = name.replace(/[_-]/g, "").toLowerCase();
  const found = OF_PERSONS.has(plain)
    ? "always"
    : OF_RECORDS.has(plain)
      ? "in a record of a person"
      : undefined;
  if (known.size < 10_000) known.set(name, found);
  return found;
}

/** What was read from a field of this name, with the mark of what it says about a person. */
export function markPersonal(env: Env, f: Frame, name: string, v: V, row: number): V {
  if (personalName(name) === undefined) return v;
  const { store } = env;
  const labels = store.labels.one(newLabel("personal", siteOf(f.info.gid, row)));
  return store.joinAll(
    store.members(v).map((m) => {
      const n = store.node(m);
      if (n.tag === Tag.mix) return store.mix(store.labels.union(n.labels, labels));
      return n.tag === Tag.in || n.tag === Tag.res ? store.join(m, store.mix(labels)) : m;
    }),
  );
}

/** Text in which a pattern of such data was replaced. */
export function withoutPersonal(env: Env, v: V, pattern: string): V {
  if (!/@|\\d|\[0-9/.test(pattern)) return v;
  return env.store.grade(v, REDACTED, 0);
}

/** `record.get("phone")`: a field that is read by a method. */
export function markLookUp(env: Env, f: Frame, method: string, args: Args, v: V, row: number): V {
  if (env.models.methods[f.lang].get(method) !== "get" || args.pos[0] === undefined) return v;
  const name = env.store.stringOf(args.pos[0]);
  return name === undefined ? v : markSmall(env.store, name, markPersonal(env, f, name, v, row));
}
