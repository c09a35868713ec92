// Every row of the pack.
import * as lib from "path";

export async function calls(text: any) {
  lib.join(text);
  lib.resolve(text);
  lib.normalize(text);
  lib.relative(text);
  lib.dirname(text);
  lib.extname(text);
  lib.basename(text);
  lib.parse(text);
  lib.format(text);
  lib.isAbsolute();
  lib.URL(text);
  lib.URLSearchParams(text);
  lib.fileURLToPath(text);
  lib.pathToFileURL(text);
  console.log(lib.sep);
  console.log(lib.delimiter);
}
