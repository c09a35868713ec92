import { readFileSync } from "node:fs";
import { renderDifferences } from "../harness/compare.ts";
import { type Checker, createChecker, type ProjectFiles, type ReadAsset } from "../harness/project.ts";

interface Section {
  id: string;
  files: ProjectFiles;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  python: "py",
  py: "py",
  ts: "ts",
  tsx: "tsx",
  js: "js",
  jsx: "jsx",
  yaml: "yaml",
  json: "json",
};
const BLOCK = /^```(\w+)[^\n]*\n([\s\S]*?)^```/gm;

/** The code of each `#### ID …` section; several files stand in one block, divided by `file:` comments. */
export function readSections(markdown: string): Section[] {
  return markdown
    .split(/^#### /m)
    .slice(1)
    .map((section) => {
      const files: Record<string, string> = {};
      for (const [, language, code] of section.matchAll(BLOCK)) {
        const extension = EXTENSIONS[language as string];
        if (extension === undefined) continue;
        const parts = (code as string).split(/^(?:\/\/|#) file: (\S+)[^\n]*\n/m);
        const first = parts[0] as string;
        if (first.trim() !== "") files[freeName(files, extension)] = first;
        for (let i = 1; i < parts.length; i += 2) files[parts[i] as string] = parts[i + 1] as string;
      }
      return { id: section.split(/\s/, 1)[0] as string, files };
    });
}

function freeName(taken: ProjectFiles, extension: string): string {
  let name = `main.${extension}`;
  for (let i = 2; Object.hasOwn(taken, name); i++) name = `main${i}.${extension}`;
  return name;
}

/** Prints what is wrong in each section and a total. Sections whose comments name no rule of the catalogue are not concerned. */
export async function score(file: string, only: readonly string[], readAsset: ReadAsset): Promise<void> {
  const checker = await createChecker(readAsset);
  const count = { good: 0, bad: 0, other: 0, missing: 0, spurious: 0, unexpected: 0, absent: 0, steps: 0 };
  for (const section of readSections(readFileSync(file, "utf8"))) {
    if (only.length > 0 && !only.some((id) => section.id.startsWith(id))) continue;
    const outcome = await judgeSection(checker, section);
    if (outcome === undefined) {
      count.other++;
      continue;
    }
    count.missing += outcome.missing;
    count.spurious += outcome.spurious;
    count.unexpected += outcome.unexpected;
    count.absent += outcome.absent;
    if (outcome.steps > 0) count.steps++;
    if (outcome.unexpected + outcome.absent > 0) count.bad++;
    else count.good++;
    if (outcome.text !== "")
      console.log(
        `${section.id}${outcome.unexpected + outcome.absent > 0 ? "" : " (good, but)"}\n${outcome.text}`,
      );
  }
  console.log(`${count.good} good, ${count.bad} bad, ${count.other} not concerned`);
  console.log(
    `absent: ${count.absent}  unexpected: ${count.unexpected}  sections with an unseen step: ${count.steps}`,
  );
  console.log(`missing: ${count.missing}  spurious: ${count.spurious}`);
}

async function judgeSection(checker: Checker, section: Section) {
  const ours = checker.expectationsOf(section.files).filter((e) => checker.rules.has(e.rule));
  if (ours.length === 0) return undefined;
  const { differences, problems } = await checker.check(section.files);
  const own = differences.filter((d) => checker.rules.has(d.rule));
  const steps = own.filter((d) => d.text.startsWith("no code flow") || d.text.startsWith("step of"));
  const rest = own.filter((d) => !steps.includes(d));
  const absent = rest.filter((d) => d.text.startsWith("wanted,")).length;
  const text = [renderDifferences(own, (path) => section.files[path]), ...problems]
    .filter(Boolean)
    .join("\n");
  return {
    text: text === "" ? "" : text.replace(/^/gm, "  "),
    steps: steps.length,
    absent,
    unexpected: rest.length - absent,
    missing: ours.filter((e) => e.kind === "missing").length,
    spurious: ours.filter((e) => e.kind === "spurious").length,
  };
}
