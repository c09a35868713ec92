// Every row of the pack.
import * as lib from "markdown-it";
import fallback from "markdown-it";

export async function calls(text: any) {
  lib.markdownit();
  const rendererValue = new lib.MarkdownIt();
  rendererValue.render(text);
  rendererValue.renderInline(text);
  rendererValue.renderAsync(text);
  rendererValue.use();
  rendererValue.enable();
  rendererValue.disable();
  rendererValue.set();
  rendererValue.utils.escapeHtml(text);
  fallback();
}
