// Every row of the pack.
import * as lib from "mathjs";

export async function calls(text: any) {
  lib.evaluate(text);
  lib.eval(text);
  lib.compile(text);
  lib.parser();
  lib.create();
  lib.format(text);
  const parserValue = new lib.Parser();
  parserValue.evaluate(text);
  parserValue.eval(text);
  parserValue.evalSync(text);
  parserValue.parse();
}
