import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createEngine, type EngineResult, type Focus, Memory } from "../../server/src/engine.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";

const root = join(import.meta.dirname, "../..");
const FIXTURES = readdirSync(join(root, "rules/catalog"))
  .flatMap((rule) =>
    readdirSync(join(root, "rules/catalog", rule, "fixtures")).map(
      (name) => `rules/catalog/${rule}/fixtures/${name}`,
    ),
  )
  .filter((path) => /\.(?:py|ts)$/.test(path))
  .sort()
  .map((path) => ({
    path: `/app/${path.replace(/[^\w.]/g, "_")}`,
    text: readFileSync(join(root, path), "utf8"),
  }));

/** One edit of a text by lines, as somebody who types leaves it now and then. */
const edit = fc.record({
  kind: fc.constantFrom(
    "delete" as const,
    "double" as const,
    "insert" as const,
    "swap" as const,
    "name" as const,
  ),
  at: fc.nat(10_000),
  other: fc.nat(10_000),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(text: string, { kind, at, other }: Edit): string {
  const lines = text.split("\n");
  const i = at % lines.length;
  const line = lines[i] ?? "";
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  if (kind === "delete") lines.splice(i, 1);
  else if (kind === "double") lines.splice(i, 0, line);
  else if (kind === "insert") lines.splice(i, 0, `${indent}print(1)`);
  else if (kind === "swap") lines.splice(i, 2, lines[i + 1] ?? "", line);
  else {
    const words = text.match(/[A-Za-z_]\w*/g) ?? [];
    const word = words[other % words.length] ?? "x";
    const found = [...line.matchAll(/[A-Za-z_]\w*/g)];
    const place = found[other % Math.max(1, found.length)];
    if (place) lines[i] = line.slice(0, place.index) + word + line.slice(place.index + place[0].length);
  }
  return lines.join("\n");
}

it("what is told at once of a file with other bodies is what the whole tells of it", async () => {
  let files = createMemoryFileSystem({});
  const host = {
    get fs() {
      return files;
    },
  };
  const engine = await createEngine(host, (name) => readFile(join(root, "dist/grammars", name)));
  const analyse = (texts: Readonly<Record<string, string>>, memory?: Memory, focus?: Focus) => {
    files = createMemoryFileSystem(texts);
    return engine.analyse({
      root: "/app",
      paths: [],
      profile: "strict",
      ...(memory && { memory }),
      ...(focus && { focus }),
    });
  };
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(FIXTURES.length - 1), { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(2), edit), { minLength: 1, maxLength: 5 }),
      async (chosen, edits) => {
        const memory = new Memory();
        const texts: Record<string, string> = { "/app/.git/HEAD": "" };
        const paths = chosen.map((n) => FIXTURES[n] as (typeof FIXTURES)[number]);
        for (const { path, text } of paths) texts[path] = text;
        await analyse(texts, memory);
        for (const [which, each] of edits) {
          const path = paths[which]?.path ?? "";
          texts[path] = edited(texts[path] ?? "", each);
          memory.changed([path]);
          const name = path.slice("/app/".length);
          const focus = { files: new Set([name]), roots: new Set<string>(), reported: new Set<string>() };
          const quick = await analyse(texts, memory, focus);
          expect(flowsIn(quick, name)).toEqual(flowsIn(await analyse(texts), name));
        }
      },
    ),
    { numRuns: Number(process.env.LLMLINT_SEQUENCES ?? 30), endOnFailure: true },
  );
});

/** The findings of a file that have a way to tell, by rule and by the places on the way. */
function flowsIn({ findings, text }: EngineResult, path: string): string[] {
  const placeOf = (at: string, start: number): string =>
    `${at}:${(text(at) ?? "").slice(0, start).split("\n").length}`;
  return findings
    .filter((each) => each.path === path && each.paths.some((steps) => steps.length > 1))
    .map(
      ({ ruleId, level, start, paths }) =>
        `${ruleId} ${level} ${placeOf(path, start)}: ${paths.map((steps) => steps.map((s) => placeOf(s.path, s.start)).join(" > ")).join("; ")}`,
    );
}
