// Every row of the pack.
import * as lib from "zx";

export async function calls(text: any) {
  lib.$();
  lib.quote(text);
  lib.exec(text);
  lib.x(text);
  lib.run(text);
  lib.runSync(text);
  lib.spawn(text);
  lib.rm(text);
  lib.cp(text);
  lib.mv(text);
  lib.mkdir(text);
  lib.cat(text);
  lib.question();
  lib.fs.readFile(text);
  lib.fs.writeFile(text);
  console.log(lib.argv);
}
