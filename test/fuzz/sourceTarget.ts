import {
  createEngine,
  type Engine,
  type EngineOptions,
  type EngineResult,
  maskSecrets,
} from "../../server/src/engine.ts";
import type { Place } from "../../server/src/findings/finding.ts";
import { formatNames, formats } from "../../server/src/report/formats.ts";
import type { ReadAsset } from "../harness/project.ts";
import { mutateCode } from "./mutateCode.ts";
import { Random } from "./random.ts";
import { type Case, openChangingFiles, ROOT, type Target } from "./target.ts";

/** A program to begin with; `name` tells the language. */
export interface Seed {
  name: string;
  text: string;
}

/** Programs that were changed: every stage ends, every place lies in its file, every report is written. */
export async function openSourceTarget(seeds: readonly Seed[], readAsset: ReadAsset): Promise<Target> {
  const { fs, show } = openChangingFiles();
  const engine = await createEngine({ fs }, readAsset);
  const donors = new Map<string, string[]>();
  for (const { name, text } of seeds) donors.set(kindOf(name), [...(donors.get(kindOf(name)) ?? []), text]);
  const mutant = (random: Random): [string, string] => {
    const { name, text } = random.pick(seeds);
    const kind = kindOf(name);
    return [kind, mutateCode(text, donors.get(kind) ?? [text], random)];
  };
  return {
    make(seed) {
      const random = new Random(seed);
      const [kind, text] = mutant(random);
      if (!random.chance(0.15)) return { files: { [`a.${kind}`]: text } };
      // Two that import one another.
      const other = random.pick(donors.get(kind) ?? [text]);
      const link = (to: string) =>
        kind === "py"
          ? `from ${to} import *\nimport ${to}\n`
          : `export * from "./${to}";\nimport * as ${to} from "./${to}";\n`;
      return {
        files: {
          [`a.${kind}`]: link("b") + text,
          [`b.${kind}`]: link("a") + mutateCode(other, [text], random),
        },
      };
    },
    async check(of, seed) {
      show(of.files);
      return checkProgram(engine, of, new Random(seed ^ 0x5bd1e995));
    },
  };
}

function kindOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

const ALL: EngineOptions = {
  root: ROOT,
  paths: [ROOT],
  profile: "strict",
  prompts: true,
  inventory: true,
  modelCalls: true,
};

async function checkProgram(engine: Engine, { files }: Case, random: Random): Promise<string | undefined> {
  const paths = Object.keys(files);
  const path = random.pick(paths);
  const asked = random.chance(0.1)
    ? { ...ALL, why: { path, line: random.below((files[path] ?? "").split("\n").length + 2) } }
    : ALL;
  const result = await engine.analyse(asked);
  for (const problem of result.problems) {
    if (problem.message.includes("internal error")) return problem.message;
  }
  const wrong = placesOf(result).find((place) => !liesIn(place, result.text(place.path)));
  if (wrong) return `a place outside of its file: ${JSON.stringify(wrong)}`;
  for (const finding of result.findings) {
    for (const fix of result.fixesFor(finding)) {
      const bad = fix.edits.find(
        (edit) => !liesIn({ path: finding.path, ...edit }, result.text(finding.path)),
      );
      if (bad) return `a repair outside of its file: ${JSON.stringify(bad)}`;
    }
  }
  const report = reportOf(engine, result, random);
  if (report !== undefined) return report;
  if (random.chance(0.05)) {
    const again = await engine.analyse(asked);
    if (facts(again) !== facts(result)) return "a second run says something else";
  }
  return undefined;
}

function facts({ findings, problems, prompts, stats, inventory }: EngineResult): string {
  return JSON.stringify({ findings, problems, prompts, stats, inventory });
}

function placesOf(result: EngineResult): Place[] {
  return [
    ...result.problems,
    ...result.prompts.flatMap((call) => [call, ...call.slots]),
    ...result.findings.flatMap((finding) => [finding, ...finding.paths.flat(), ...(finding.secrets ?? [])]),
  ];
}

function liesIn(
  { start, end }: Pick<Place, "start" | "end"> & { path: string },
  text: string | undefined,
): boolean {
  return 0 <= start && start <= end && end <= (text?.length ?? 0);
}

/** One of the forms, which holds no sign that a terminal obeys, and is what it says it is. */
function reportOf(engine: Engine, result: EngineResult, random: Random): string | undefined {
  const name = random.pick(formatNames);
  const text = formats[name](
    {
      result,
      rules: engine.rules(),
      tool: { name: "llmlint", version: "0" },
      profile: "strict",
      text: (path) => result.text(path),
      repairs: (finding) => result.fixesFor(finding),
      rootName: (path) => path,
      displayName: (path) => path,
      maskSecrets,
      time: "2026-01-31T12:00:00",
    },
    { color: false, showInfo: true },
  );
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text))
    return `${name} holds signs that a terminal obeys`;
  if (JSON_FORMATS.has(name)) JSON.parse(text);
  return undefined;
}

const JSON_FORMATS = new Set<string>(["json", "sarif", "gitlab", "gitlab-sast", "rdjson"]);
