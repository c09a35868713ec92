// Every row of the pack.
import * as lib from "destr";
import fallback from "destr";

export async function calls(text: any) {
  fallback(text);
  lib.destr(text);
  lib.parse(text);
  lib.matter(text);
}
