// Every row of the pack.
import * as lib from "vm";

export async function calls(text: any) {
  lib.runInNewContext(text);
  lib.runInThisContext(text);
  lib.runInContext(text);
  lib.compileFunction(text);
  lib.createContext();
  const scriptValue = new lib.Script(text);
  scriptValue.runInThisContext();
  scriptValue.runInNewContext();
  scriptValue.runInContext();
}
