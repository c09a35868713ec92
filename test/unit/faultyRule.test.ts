import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createEngine } from "../../server/src/engine.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { VULNERABLE } from "../e2e/run.ts";

const dist = join(import.meta.dirname, "../../dist/grammars");

it("a rule that fails is named, and the others find what they find", async () => {
  const fs = createMemoryFileSystem({ "/p/app.py": VULNERABLE });
  const engine = await createEngine({ fs }, (name) => readFile(join(dist, name)));
  const from = Object.assign(["model"] as ["model"], {
    [Symbol.iterator](): never {
      throw new Error("a fault of ours");
    },
  });
  const faulty = { id: "own/faulty", level: "error", message: "{source}", to: ["code"], from } as const;
  const options = { root: "/p", paths: [], profile: "recommended" as const };
  const sound = await engine.analyse(options);
  const found = await engine.analyse({ ...options, ownRules: [faulty] });
  expect(sound.findings.length).toBeGreaterThan(0);
  expect(found.findings.map(({ ruleId }) => ruleId)).toEqual(sound.findings.map(({ ruleId }) => ruleId));
  expect(found.problems.map(({ message }) => message).join()).toMatch(
    /failed \(internal error: a fault of ours\)/,
  );
});
