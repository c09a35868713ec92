// Every row of the pack.
import * as lib from "common-tags";
import fallback from "common-tags";

export async function calls(text: any) {
  fallback(text);
  lib.dedent(text);
  lib.endent(text);
  lib.outdent(text);
  lib.oneLine(text);
  lib.stripIndent(text);
  lib.stripIndents(text);
  lib.codeBlock(text);
  lib.html(text);
  lib.source(text);
  lib.commaLists(text);
}
