// Every row of the pack.
import * as lib from "p-retry";
import fallback from "p-retry";

export async function calls(text: any) {
  fallback();
  lib.pRetry();
  lib.retry();
  lib.promiseRetry();
  lib.backOff();
}
