// Every row of the pack.
import * as lib from "vm2";

export async function calls(text: any) {
  const vmValue = new lib.VM();
  vmValue.run(text);
  vmValue.runFile(text);
  const scriptValue = new lib.VMScript(text);
}
