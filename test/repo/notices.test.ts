import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (name: string, folder = join(root, "dist")): string => readFileSync(join(folder, name), "utf8");

interface Bill {
  components: { name: string; version: string; licenses: unknown[]; purl: string }[];
}

it("the bill of materials has the form of CycloneDX 1.6", async () => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(read("sbom.cdx.json"))).toBeNull();
});

it("each package of which the bundles hold code is named, in the version of the lockfile, with its licence", () => {
  const { components } = JSON.parse(read("sbom.cdx.json")) as Bill;
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string }>;
  };
  const folders = new Set(
    ["cli.mjs", "extension.cjs"].flatMap((name) =>
      [...read(name).matchAll(/^ *\/\/ ((?:.*\/)?node_modules\/(?:@[\w.-]+\/)?[\w.-]+)/gm)].map(
        ([, folder = ""]) => folder.slice(folder.indexOf("node_modules/")),
      ),
    ),
  );
  expect(folders.size).toBeGreaterThan(20);
  const named = components.map(({ name, version }) => `${name}@${version}`);
  for (const folder of folders) {
    const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
    expect(named).toContain(`${name}@${packages[folder]?.version}`);
  }
  const licences = read("THIRD-PARTY.txt");
  for (const { name, version } of components) expect(licences).toContain(`${name} ${version} (`);
});

it("a build in another folder gives the same bytes", () => {
  const other = mkdtempSync(join(tmpdir(), "llmlint-build-"));
  const { status } = spawnSync(process.execPath, [join(root, "scripts/build.mjs"), other], { cwd: tmpdir() });
  expect(status).toBe(0);
  for (const name of ["cli.mjs", "extension.cjs", "sbom.cdx.json", "THIRD-PARTY.txt"])
    expect(read(name, other) === read(name), name).toBe(true);
  rmSync(other, { recursive: true });
});
