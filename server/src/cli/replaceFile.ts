import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import process from "node:process";

/**
 * Writes a file beside the old one, then puts it in its place: whoever reads, and whatever ends the program meanwhile, the
 * old text or the new one is there, whole. A link stays one; the mode stays, of a new file it is `newMode`.
 */
export async function replaceFile(file: string, text: string, newMode?: number): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const mode = (await stat(target).catch(() => undefined))?.mode ?? newMode;
  const temporary = `${target}.llmlint-${process.pid}`;
  try {
    await writeFile(temporary, text, { flag: "wx", ...(mode !== undefined && { mode }) });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
