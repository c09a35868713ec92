// Every row of the pack.
import * as lib from "readline";

function handler1(p0: any) {
  return p0;
}

export async function calls(text: any) {
  lib.createInterface();
  lib.question();
  lib.questionInt();
  lib.keyIn();
  lib.keyInYN(text);
  lib.keyInYNStrict(text);
  const interfaceValue = new lib.Interface();
  for (const item of interfaceValue) console.log(item);
  interfaceValue.question(text, handler1);
  interfaceValue.on(text, handler1);
  interfaceValue.once(text, handler1);
  interfaceValue.prompt();
  interfaceValue.close();
}
