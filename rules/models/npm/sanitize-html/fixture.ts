// Every row of the pack.
import * as lib from "sanitize-html";
import fallback from "sanitize-html";

export async function calls(text: any) {
  fallback(text);
  lib.sanitizeHtml(text);
  lib.filterXSS(text);
  const filterValue = new lib.FilterXSS();
  filterValue.process(text);
}
