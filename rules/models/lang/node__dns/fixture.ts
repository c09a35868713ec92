// Every row of the pack.
import * as lib from "dns";

export async function calls(text: any) {
  lib.lookup();
  lib.resolve();
  lib.resolve4();
  lib.resolve6();
  lib.reverse();
  lib.isIP();
  lib.isIPv4();
  lib.isIPv6();
  lib.connect({ host: text });
  lib.createConnection({ host: text });
}
