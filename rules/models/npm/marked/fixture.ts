// Every row of the pack.
import * as lib from "marked";

export async function calls(text: any) {
  lib.parse(text);
  lib.parseInline(text);
  lib.micromark(text);
  lib.setOptions();
  lib.use();
  lib.lexer(text);
  const markedValue = new lib.Marked();
  markedValue.parse();
  markedValue.parseInline();
  markedValue.use();
  const converterValue = new lib.Converter();
  converterValue.makeHtml();
  converterValue.render();
  lib.marked();
  lib.marked.parse();
  lib.marked.parseInline();
  lib.marked.lexer();
  lib.marked.use();
  lib.marked.setOptions();
}
