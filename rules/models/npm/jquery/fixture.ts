// Every row of the pack.
import * as lib from "jquery";
import fallback from "jquery";

export async function calls(text: any) {
  fallback().html(text);
  fallback().append(text);
  fallback().prepend(text);
  fallback().before(text);
  fallback().after(text);
  fallback().replaceWith(text);
  fallback().text();
  fallback().val();
  lib.$();
  lib.unsafeHTML(text);
  lib.unsafeSVG(text);
  lib.raw(text);
  lib.ref(text);
  lib.computed();
  const sanitizerValue = new lib.DomSanitizer();
  sanitizerValue.bypassSecurityTrustHtml(text);
  sanitizerValue.bypassSecurityTrustScript(text);
  sanitizerValue.bypassSecurityTrustUrl(text);
  sanitizerValue.bypassSecurityTrustResourceUrl(text);
  sanitizerValue.sanitize(text, text);
}
