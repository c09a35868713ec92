// Every row of the pack.
import * as lib from "js-yaml";

export async function calls(text: any) {
  lib.load(text);
  lib.loadAll(text);
  lib.safeLoad(text);
  lib.parse(text);
  lib.parseDocument(text);
  lib.jsonrepair(text);
  lib.safeParse(text);
  lib.dump(text);
  lib.stringify(text);
}
