import type { IndexedRow, IndexedType } from "../models/modelIndex.ts";
import type { Part } from "../models/pack.ts";
import type { Env } from "./env.ts";
import { type Site, siteFunc } from "./program.ts";
import type { V } from "./values.ts";

/** A call that an inventory lists, though no rule asks for it. */
export interface Noted {
  kind: Part | "retrieval" | "gate" | "call";
  site: Site;
  /** Number of the row that was called, -1 where a type was made that has none for it. */
  row: number;
  /** What was made, by its pack. */
  type: IndexedType | undefined;
  /** What it was made with: a record; of a gate, what went through it. */
  value: V;
  /** Nobody knows what was called beyond its name. */
  isByName?: true;
}

/** What a value is that a call makes: a store, a retriever, a server. */
export function notePart(env: Env, type: IndexedType, site: Site, row: number, made: V): void {
  const part = env.models.partOf(type);
  if (part === undefined || part === "none") return;
  note(env, { kind: part, site, row, type, value: made });
}

/** What a row says by itself: it gives retrieved text, it is a part, it checks or cleans what is handed to it. */
export function noteRow(env: Env, row: IndexedRow, site: Site, value: () => V): void {
  if (row.part !== undefined && row.part !== "none")
    note(env, { kind: row.part, site, row: row.id, type: undefined, value: value() });
  else if (row.source === "retrieved")
    note(env, { kind: "retrieval", site, row: row.id, type: undefined, value: env.store.bot });
  if (row.guard || row.sanitize)
    note(env, { kind: "gate", site, row: row.id, type: undefined, value: value() });
}

/** A model is called with nothing in its slots: what it is told was said before. */
export function noteCall(env: Env, row: IndexedRow, site: Site): void {
  note(env, { kind: "call", site, row: row.id, type: undefined, value: env.store.bot });
}

/** A database is asked for what is near a vector. */
export function noteSearch(env: Env, row: IndexedRow, site: Site): void {
  note(env, { kind: "retrieval", site, row: row.id, type: undefined, value: env.store.bot });
}

/** A class of the project that is one is listed itself, wherever it is made. */
export const isOwnPart = (part: Part | undefined): boolean => part === "vector-store" || part === "retriever";

export const isRetrieval = (env: Env, site: Site): boolean => env.noted.has(`retrieval|${site}`);

/** What was noted at a call just now is known by its name alone. */
export function knownByName(env: Env, site: Site): void {
  const key = `retrieval|${site}`;
  const noted = env.noted.get(key);
  if (noted === undefined) return;
  env.noted.delete(key);
  env.noted.set(`${key}|by name`, { ...noted, isByName: true });
}

function note(env: Env, noted: Noted): void {
  if (noted.site < 0 || env.isTest(env.program.func(siteFunc(noted.site)).file)) return;
  const key = `${noted.kind}|${noted.site}`;
  const known = env.noted.get(key);
  env.noted.set(
    key,
    known === undefined ? noted : { ...known, value: env.store.join(known.value, noted.value) },
  );
}
