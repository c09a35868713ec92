// Every row of the pack.
import * as lib from "child_process";

export async function calls(text: any) {
  lib.exec(text);
  lib.execSync(text);
  lib.execFile(text, { shell: true }, { shell: true });
  lib.execFileSync(text, { shell: true }, { shell: true });
  lib.spawn(text, { shell: true }, { shell: true });
  lib.spawnSync(text, { shell: true }, { shell: true });
  lib.fork(text);
}
