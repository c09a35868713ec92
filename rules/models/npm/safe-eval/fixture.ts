// Every row of the pack.
import * as lib from "safe-eval";
import fallback from "safe-eval";

export async function calls(text: any) {
  fallback(text);
}
