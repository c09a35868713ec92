// Every row of the pack.
import * as lib from "ipaddr.js";

export async function calls(text: any) {
  lib.isValid();
  lib.isPrivate(text);
  lib.isPublic(text);
  lib.isSSRFSafeURL(text);
}
