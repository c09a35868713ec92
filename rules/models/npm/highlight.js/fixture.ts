// Every row of the pack.
import * as lib from "highlight.js";

export async function calls(text: any) {
  lib.highlight(text);
  lib.highlightAuto(text);
  lib.codeToHtml(text);
  lib.renderToString(text);
  lib.createHighlighter();
  lib.getHighlighter();
  lib.util.encode(text);
  const highlighterValue = new lib.Highlighter();
  highlighterValue.codeToHtml(text);
  highlighterValue.codeToTokens();
  highlighterValue.loadLanguage();
}
