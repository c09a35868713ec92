import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runInFolder } from "../harness/cli.ts";
import { folderWith, root, VULNERABLE } from "./run.ts";

const SCAN = ["scan", "examples", "--profile", "strict", "--fail-on", "never"];

describe("parts of a report", () => {
  let folder: string;
  beforeAll(() => {
    folder = folderWith({
      "safe.py": "x = 1\n",
      "app.py": VULNERABLE,
      "kept.py": `${VULNERABLE}def broken(:\n`,
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([1, 2, 3, 7, 16])(
    "joined they are the whole, byte for byte: %i parts",
    async (of) => {
      for (const format of ["json", "sarif"]) {
        const whole = (await runInFolder(root, [...SCAN, "--format", format])).stdout;
        const files: string[] = [];
        let found = 0;
        for (let i = 1; i <= of; i++) {
          const file = join(folder, `${format}-${i}-of-${of}`);
          await runInFolder(root, [...SCAN, "--shard", `${i}/${of}`, "--format", `${format}=${file}`]);
          const part = JSON.parse(readFileSync(file, "utf8"));
          found += format === "json" ? part.findings.length : part.runs[0].results.length;
          files.push(file);
        }
        const merged = await runInFolder(root, ["merge", ...files.reverse(), "--fail-on", "never"]);
        expect(merged.stderr).toBe("");
        expect(merged.stdout).toBe(whole);
        expect(found).toBeGreaterThan(5);
      }
    },
    120_000,
  );

  test("SARIF carries the repairs, placed in the file that they change", async () => {
    const { stdout } = await runInFolder(root, [...SCAN, "--format", "sarif"]);
    const { results } = JSON.parse(stdout).runs[0];
    const repaired = results.filter((result: { fixes?: unknown[] }) => result.fixes);
    expect(repaired.length).toBeGreaterThan(0);
    for (const { fixes, locations } of repaired) {
      const [{ artifactLocation, replacements }] = fixes[0].artifactChanges;
      expect(artifactLocation).toEqual(locations[0].physicalLocation.artifactLocation);
      expect(replacements[0].deletedRegion.startLine).toBeGreaterThan(0);
      expect(replacements[0].insertedContent.text.length).toBeGreaterThan(0);
    }
  });

  test("the exit code is that of the whole", async () => {
    for (const i of [1, 2])
      await runInFolder(folder, ["scan", "--shard", `${i}/2`, "--format", `json=p${i}.json`]);
    const merged = await runInFolder(folder, ["merge", "p1.json", "p2.json", "--output", "all.json"]);
    expect(merged).toMatchObject({ code: 1, stdout: "", stderr: "" });
    expect((await runInFolder(folder, ["scan", "--format", "json"])).stdout).toBe(
      readFileSync(join(folder, "all.json"), "utf8"),
    );
    expect((await runInFolder(folder, ["merge", "p1.json", "p2.json", "--fail-on", "never"])).code).toBe(0);
  });

  test("what does not belong together is refused", async () => {
    await runInFolder(folder, ["scan", "--format", "json=whole.json", "--format", "sarif=whole.sarif"]);
    const refused = async (...files: string[]) => {
      const { code, stderr } = await runInFolder(folder, ["merge", ...files]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refused("p1.json")).toContain("part 2 of 2 is missing");
    expect(await refused("p1.json", "whole.json")).toContain("is a whole report");
    expect(await refused("whole.json", "whole.sarif")).toContain("json with sarif");
    expect(await refused("safe.py")).toContain("is no JSON");
    const broken = JSON.parse(readFileSync(join(folder, "whole.sarif"), "utf8"));
    broken.runs[0].invocations[0].toolExecutionNotifications = [{}];
    writeFileSync(join(folder, "broken.sarif"), JSON.stringify(broken));
    expect(await refused("broken.sarif", "whole.sarif")).toContain("is no longer as llmlint wrote it");
    for (const wrong of ["0/2", "3/2", "x"])
      expect((await runInFolder(folder, ["scan", "--shard", wrong])).stderr).toContain("not a part");
  });

  test("reports of several projects are joined as they are", async () => {
    const other = folderWith({ "b.py": VULNERABLE });
    await runInFolder(other, ["scan", "--format", `json=${join(folder, "other.json")}`]);
    const merged = JSON.parse((await runInFolder(folder, ["merge", "whole.json", "other.json"])).stdout);
    expect(merged.findings.map((f: { path: string }) => f.path)).toEqual(["app.py", "b.py", "kept.py"]);
    expect(merged.stats.files).toBe(4);
    expect(merged.summary.error).toBe(3);
    rmSync(other, { recursive: true });
  });
});
