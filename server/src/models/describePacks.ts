import type { LoadedPack } from "./pack.ts";
import { countRows, type PackCounts } from "./packCounts.ts";

/** What is known of a package, for people. */
export interface PackInfo extends PackCounts {
  package: string;
  ecosystem: LoadedPack["ecosystem"];
  language: LoadedPack["language"];
  /** Import roots. */
  modules: string[];
  /** The versions that the rows were read from and checked against; a pack can cover several packages. */
  versions: { name: string; version: string }[];
}

/** By ecosystem (the languages themselves last) and name. */
export function describePacks(packs: readonly LoadedPack[]): PackInfo[] {
  const infos = packs.map((pack) => ({
    package: pack.package,
    ecosystem: pack.ecosystem,
    language: pack.language,
    modules: pack.modules,
    versions: pack.checked.map((text) => versionOf(text, pack.package)),
    ...countRows(pack),
  }));
  return infos.sort(
    (a, b) => ORDER.indexOf(a.ecosystem) - ORDER.indexOf(b.ecosystem) || (a.package < b.package ? -1 : 1),
  );
}

const ORDER = ["npm", "pypi", "lang"];

function versionOf(text: string, own: string): { name: string; version: string } {
  const space = text.lastIndexOf(" ");
  return space < 0
    ? { name: own, version: text }
    : { name: text.slice(0, space), version: text.slice(space + 1) };
}
