// Every row of the pack.
import * as lib from "dompurify";
import fallback from "dompurify";

export async function calls(text: any) {
  lib.sanitize(text);
  const purifierValue = new lib.DOMPurify();
  purifierValue();
  purifierValue.sanitize(text);
  purifierValue.addHook();
  purifierValue.setConfig();
  console.log(fallback);
}
