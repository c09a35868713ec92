// Every row of the pack.
import * as lib from "arktype";

export async function calls(text: any) {
  lib.type()(text);
  lib.type().assert(text);
  lib.type().allows(text);
}
