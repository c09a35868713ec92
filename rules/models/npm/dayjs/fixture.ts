// Every row of the pack.
import * as lib from "dayjs";
import fallback from "dayjs";

export async function calls(text: any) {
  fallback();
  lib.utc();
  lib.unix();
  lib.format();
}
