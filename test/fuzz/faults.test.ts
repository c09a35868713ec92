import { spawn, spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, describe, expect, test } from "vitest";
import { createEngine } from "../../server/src/engine.ts";
import type { FileSystem } from "../../server/src/host/fileSystem.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { folderWith, llmlint, root, VULNERABLE } from "../e2e/run.ts";
import { readAsset } from "../harness/fixtures.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const CLI = join(root, "dist/cli.mjs");

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = folderWith({ "app.py": VULNERABLE, ...files });
  folders.push(made);
  return made;
}

describe("reports and baselines", () => {
  test("a run that is killed leaves the old one or the new one, whole", async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`m${i}.py`, VULNERABLE]));
    const where = folder({ ...many, "out.json": '"old"' });
    const started = performance.now();
    llmlint(["scan", "--format", "json"], where);
    const whole = performance.now() - started;
    for (let i = 0; i < 6; i++) {
      const child = spawn(process.execPath, [CLI, "scan", "--format", "json=out.json"], {
        cwd: where,
        stdio: "ignore",
      });
      const ended = new Promise((resolve) => child.once("exit", resolve));
      setTimeout(() => child.kill("SIGKILL"), whole * (0.7 + 0.1 * i));
      await ended;
      const text = readFileSync(join(where, "out.json"), "utf8");
      expect(text === '"old"' || JSON.parse(text).findings.length === 41, text.slice(0, 100)).toBe(true);
    }
  }, 120_000);

  test.skipIf(process.platform === "win32")("a disk that is full keeps the old one, and is named", () => {
    const where = folder({ "out.html": "old" });
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", `trap '' XFSZ; ulimit -f 4; exec "${process.execPath}" "${CLI}" scan --format html=out.html`],
      { cwd: where, encoding: "utf8" },
    );
    expect(stderr).toMatch(/^error: the report cannot be written to out\.html: /m);
    expect(status).toBe(2);
    expect(readFileSync(join(where, "out.html"), "utf8")).toBe("old");
    expect(readdirSync(where).sort()).toEqual(["app.py", "out.html"]);
  });

  test.skipIf(process.platform !== "linux")("a device that takes nothing is named", () => {
    const { code, stderr } = llmlint(["scan", "--format", "json=/dev/full"], folder());
    expect(stderr).toContain("the report cannot be written to /dev/full: ");
    expect(code).toBe(2);
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  test.skipIf(process.platform === "win32")("links and modes stay", () => {
    const where = folder({ "real.json": "{}" });
    chmodSync(join(where, "real.json"), 0o640);
    symlinkSync("real.json", join(where, "link.json"));
    expect(llmlint(["scan", "--format", "json=link.json"], where).code).toBe(1);
    expect(lstatSync(join(where, "link.json")).isSymbolicLink()).toBe(true);
    expect(statSync(join(where, "real.json")).mode & 0o777).toBe(0o640);
    expect(JSON.parse(readFileSync(join(where, "real.json"), "utf8")).findings).toHaveLength(1);
  });

  test("two runs that write one baseline leave a whole one", async () => {
    const where = folder();
    for (let i = 0; i < 2; i++) {
      const runs = [0, 1].map(() => {
        const child = spawn(process.execPath, [CLI, "baseline", "create", "--force"], {
          cwd: where,
          stdio: "ignore",
        });
        return new Promise<number | null>((resolve) => child.once("exit", resolve));
      });
      expect(await Promise.all(runs)).toEqual([0, 0]);
      expect(JSON.parse(readFileSync(join(where, "llmlint-baseline.json"), "utf8")).findings).toHaveLength(1);
    }
    expect(readdirSync(where).sort()).toEqual(["app.py", "llmlint-baseline.json"]);
  }, 60_000);

  test("a reader that has enough is no failure", () => {
    const where = folder(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`m${i}.py`, VULNERABLE])));
    const { stdout, stderr } = spawnSync("bash", ["-c", `"${process.execPath}" "${CLI}" scan | head -1`], {
      cwd: where,
      encoding: "utf8",
    });
    expect(stdout).toContain("app.py:8");
    expect(stderr).toBe("");
  });
});

/** Files that change while they are read. */
function restless(change: (path: string, reads: number) => string | undefined | "gone"): FileSystem {
  const files = createMemoryFileSystem(
    { "/w/app.py": VULNERABLE, "/w/odd.py": VULNERABLE, "/w/sub/deep.py": VULNERABLE },
    { currentFolder: "/w" },
  );
  const reads = new Map<string, number>();
  return {
    ...files,
    async readFile(path) {
      const count = (reads.get(path) ?? 0) + 1;
      reads.set(path, count);
      const now = change(path, count);
      if (now === "gone") return files.readFile(`${path}.gone`);
      return now === undefined ? files.readFile(path) : new TextEncoder().encode(now);
    },
  };
}

async function analyse(fs: FileSystem) {
  const engine = await createEngine({ fs }, readAsset);
  return engine.analyse({ root: "/w", paths: ["/w"], profile: "recommended" });
}

describe("files that do not hold still", () => {
  test("one that is gone before it is read is named; the rest is reported", async () => {
    const { findings, problems } = await analyse(
      restless((path) => (path.endsWith("odd.py") ? "gone" : undefined)),
    );
    expect(findings.map((finding) => finding.path)).toEqual(["app.py", "sub/deep.py"]);
    expect(problems).toMatchObject([{ path: "odd.py", severity: "error", fatal: true }]);
  });

  test("one that changes at each reading is judged by one of its texts", async () => {
    const { findings, problems, text } = await analyse(
      restless((path, reads) =>
        path.endsWith("odd.py") ? "# grows\n".repeat(reads) + VULNERABLE : undefined,
      ),
    );
    expect(problems).toEqual([]);
    const odd = findings.find((finding) => finding.path === "odd.py");
    expect(text("odd.py")?.slice(odd?.start, odd?.end)).toBe("answer.output_text");
  });

  test("a folder that is closed is named; the rest is reported", async () => {
    const fs = createMemoryFileSystem(
      { "/w/app.py": VULNERABLE, "/w/closed/x.py": VULNERABLE },
      { currentFolder: "/w", denied: ["/w/closed"] },
    );
    const { findings, problems } = await analyse(fs);
    expect(findings.map((finding) => finding.path)).toEqual(["app.py"]);
    expect(problems).toMatchObject([
      { path: "closed", fatal: true, message: expect.stringContaining("permission") },
    ]);
  });
});

test("a clock that jumps decides about end dates only, and about nothing else", () => {
  const where = folder({
    "kept.py": VULNERABLE.replace(
      "    subprocess",
      `    # llmlint-disable-next-line model-output-to-shell -- known, until 2030-01-01\n    subprocess`,
    ),
  });
  const at = (seconds: string) => {
    const { status, stdout } = spawnSync(process.execPath, [CLI, "scan", "--format", "json"], {
      cwd: where,
      encoding: "utf8",
      env: { ...process.env, SOURCE_DATE_EPOCH: seconds },
    });
    const report = JSON.parse(stdout) as { findings: { path: string; suppressed?: unknown }[] };
    return {
      status,
      open: report.findings.filter((finding) => !finding.suppressed).map((finding) => finding.path),
    };
  };
  for (const past of ["0", "1000000000"]) expect(at(past)).toEqual({ status: 1, open: ["app.py"] });
  expect(at("4102444800")).toEqual({ status: 1, open: ["app.py", "kept.py"] });
});
