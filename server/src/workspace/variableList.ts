import type { FileSystem } from "../host/fileSystem.ts";

/** Names that projects give to the list of their variables, the usual one first. */
const NAMES = [".env.example", ".env.sample", ".env.template", "example.env"];

/** The nearest list of environment variables that the project keeps for those who set it up: beside a file or in a folder above, up to `top`. */
export async function findVariableList(
  files: FileSystem,
  top: string,
  file: string,
): Promise<{ path: string; text: string } | undefined> {
  let folder = file;
  while (folder.length > top.length) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    for (const name of NAMES) {
      const path = `${folder}/${name}`;
      if ((await files.stat(path))?.kind !== "file") continue;
      const bytes = await files.readFile(path).catch(() => undefined);
      if (bytes) return { path, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
    }
  }
  return undefined;
}

/** What stands at the end of a list that names the variable too, without a value; undefined where it is there already. */
export function listedVariable(text: string, variable: string): string | undefined {
  if (new RegExp(`^\\uFEFF?[ \\t]*(?:#[ \\t]*)?(?:export[ \\t]+)?${variable}[ \\t]*=`, "m").test(text))
    return undefined;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : end;
  return `${gap}${variable}=${end}`;
}
