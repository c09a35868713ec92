// Every row of the pack.
import * as lib from "execa";
import fallback from "execa";

export async function calls(text: any) {
  lib.execa(text, { shell: true });
  lib.execaSync(text, { shell: true });
  lib.execaNode(text);
  fallback(text, { shell: true });
  lib.sync(text, { shell: true });
  lib.command(text);
  lib.execaCommand(text);
  lib.execaCommandSync(text);
  lib.parseCommandString(text);
  lib.$();
}
