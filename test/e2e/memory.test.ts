import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { folderWith, llmlint, VULNERABLE } from "./run.ts";

it("where memory is used up, what was found is reported with a clear word, and the exit code says so", () => {
  const functions = Array.from(
    { length: 250 },
    (_, i) =>
      `def step${i}(a, b):\n    c = [a, b, "${i}"]\n    return step${(i * 7) % 250}({"a": a, "c": c}, run(b))\n`,
  ).join("\n");
  const others = Array.from({ length: 150 }, (_, i) => [`part${i}.py`, `${VULNERABLE}\n${functions}`]);
  const folder = folderWith(Object.fromEntries(others));
  const { code, stdout, stderr } = llmlint(["scan", "--max-memory", "64", "--format", "json"], folder);
  rmSync(folder, { recursive: true });
  expect(code).toBe(3);
  expect(stderr).toContain("memory that llmlint may use was used up");
  const problems = (JSON.parse(stdout) as { problems: { message: string }[] }).problems;
  expect(problems.map(({ message }) => message).join()).toContain("--max-memory");
});

it("a limit that is none is wrong usage", () => {
  for (const given of ["12", "a lot", "-5"]) {
    const { code, stderr } = llmlint(["scan", "--max-memory", given, "examples"]);
    expect(code).toBe(2);
    expect(stderr).toContain("at least 64");
  }
});
