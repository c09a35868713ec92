// Every row of the pack.
import * as lib from "handlebars";

export async function calls(text: any) {
  lib.compile(text)();
  lib.precompile(text);
  lib.template(text);
  lib.render(text);
  lib.renderAsync(text);
  lib.renderString(text);
  lib.renderFile(text);
  lib.registerHelper();
  lib.registerPartial(text, text);
  lib.escapeExpression(text);
  lib.Utils.escapeExpression(text);
  lib.configure();
  const engineValue = new lib.Eta();
  engineValue.renderString(text);
  engineValue.renderStringAsync(text);
  engineValue.parseAndRender(text);
  engineValue.parseAndRenderSync(text);
  engineValue.parse(text);
  engineValue.render();
  const safeValue = new lib.SafeString(text);
}
