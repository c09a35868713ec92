import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { catalogueFixtures, projectFixtures } from "../harness/fixtures.ts";
import type { Seed } from "./sourceTarget.ts";

/** The programs of the fixtures. */
export function fixtureSeeds(): Seed[] {
  return [...catalogueFixtures(), ...projectFixtures()].flatMap((fixture) =>
    Object.entries(fixture.files)
      .filter(([name]) => SOURCE.test(name))
      .map(([name, text]) => ({ name, text })),
  );
}

/** Real programs below a folder, none large, in the order of their names. */
export function seedsIn(folder: string): Seed[] {
  const found: Seed[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && entry.name !== "node_modules") walk(path);
      else if (entry.isFile() && SOURCE.test(entry.name) && statSync(path).size < LARGEST)
        found.push({ name: entry.name, text: readFileSync(path, "utf8") });
    }
  };
  walk(folder);
  return found;
}

const SOURCE = /\.(?:py|ts|tsx|js|jsx|mjs|cjs)$/;
const LARGEST = 12_000;
