// Which files are compared. Real files come from what every machine that builds the project has: the installed packages and
// Python's standard library.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

const SOURCE = /\.(?:pyi?|[mc]?[jt]s|[jt]sx)$/;
const PYTHON = /\.pyi?$/;
/** In bytes; the program skips larger files as well. */
const LARGEST = 1_000_000;

/** Every source file of the project itself: fixtures, examples, and the program's own text. */
export function findFixtures() {
  return ["rules", "test", "examples", "server", "scripts"]
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => findSources(folder, (name) => name !== "node_modules"));
}

/** As many real files of each sort as asked, spread evenly over those there are; throws when there are too few. */
export function findRealFiles({ python, script }) {
  const packages = findSources(join(root, "node_modules"), () => true);
  const library = findSources(
    pythonLibrary(),
    (name) => name !== "site-packages" && name !== "dist-packages",
  );
  return [
    ...spread(
      library.filter((path) => PYTHON.test(path)),
      python,
      "Python files in the standard library",
    ),
    ...spread(
      packages.filter((path) => !PYTHON.test(path)),
      script,
      "script files in node_modules",
    ),
  ];
}

function pythonLibrary() {
  const print = "import sysconfig; print(sysconfig.get_path('stdlib'))";
  return execFileSync("python3", ["-c", print], { encoding: "utf8" }).trim();
}

function spread(paths, count, what) {
  if (paths.length < count) throw new Error(`${count} ${what} are needed, ${paths.length} were found.`);
  return Array.from({ length: count }, (_, i) => paths[Math.floor((i * paths.length) / count)]);
}

function findSources(folder, isEntered) {
  const out = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && isEntered(entry.name)) out.push(...findSources(path, isEntered));
    else if (entry.isFile() && SOURCE.test(entry.name) && statSync(path).size <= LARGEST) out.push(path);
  }
  return out;
}
