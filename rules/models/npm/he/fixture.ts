// Every row of the pack.
import * as lib from "he";

export async function calls(text: any) {
  lib.encode(text);
  lib.escape(text);
  lib.escapeHtml(text);
  lib.escapeHTML(text);
  lib.htmlEscape(text);
  lib.escapeUTF8(text);
  lib.sanitizeUrl(text);
  lib.decode(text);
  lib.unescape(text);
}
