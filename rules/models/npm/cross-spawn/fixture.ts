// Every row of the pack.
import * as lib from "cross-spawn";
import fallback from "cross-spawn";

export async function calls(text: any) {
  fallback(text, { shell: true });
  fallback.sync(text, { shell: true });
  fallback.spawn(text, { shell: true });
}
