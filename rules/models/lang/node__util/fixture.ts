// Every row of the pack.
import * as lib from "util";

const callback = (value: any) => value;
export async function calls(text: any) {
  lib.promisify(text);
  lib.callbackify(text);
  lib.inspect(text);
  lib.format(text);
  lib.stripVTControlCharacters(text);
  lib.isDeepStrictEqual(text);
  lib.parseArgs();
  lib.setTimeout();
  lib.setImmediate();
  lib.TextDecoder(text);
  lib.TextEncoder(text);
  lib.Readable.from(text);
  lib.Readable.fromWeb(text);
  lib.Readable.toWeb(text);
  lib.pipeline(text, text);
  lib.Buffer.from(text);
  lib.Buffer.concat(text);
  lib.gzipSync(text);
  lib.gunzipSync(text);
  lib.escape(text);
  lib.unescape(text);
}
