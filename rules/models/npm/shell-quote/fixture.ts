// Every row of the pack.
import * as lib from "shell-quote";

export async function calls(text: any) {
  lib.quote(text);
  lib.join(text);
  lib.parse(text);
  lib.split(text);
  const escaperValue = new lib.Shescape();
  escaperValue.quote(text);
  escaperValue.quoteAll(text);
  escaperValue.escape(text);
}
