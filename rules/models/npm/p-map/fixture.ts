// Every row of the pack.
import * as lib from "p-map";
import fallback from "p-map";

export async function calls(text: any) {
  fallback(text);
  lib.pMap(text);
}
