import type { LoadedPack, MessageRow } from "./pack.ts";

/** Names of the classes and functions that make a message of a request, in one language; a name that stands for several roles is none. */
export function messageNames(
  packs: readonly LoadedPack[],
  isPython: boolean,
): ReadonlyMap<string, MessageRow> {
  const found = new Map<string, MessageRow>();
  const other = new Set<string>();
  for (const pack of packs) {
    if (pack.ecosystem === "lang" || (pack.ecosystem === "pypi") !== isPython) continue;
    for (const [path, { message }] of Object.entries(pack.functions ?? {})) {
      if (!message) continue;
      const name = path.slice(path.lastIndexOf(".") + 1);
      const known = found.get(name);
      if (known && known.role !== message.role) other.add(name);
      found.set(name, message);
    }
  }
  for (const name of other) found.delete(name);
  return found;
}
