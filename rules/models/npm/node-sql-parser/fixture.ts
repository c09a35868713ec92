// Every row of the pack.
import * as lib from "node-sql-parser";

export async function calls(text: any) {
  lib.parse(text);
  lib.parseFirst(text);
  lib.parseQuery(text);
  const parserValue = new lib.Parser();
  parserValue.astify(text);
  parserValue.parse(text);
  parserValue.whiteListCheck(text);
  parserValue.tableList(text);
}
