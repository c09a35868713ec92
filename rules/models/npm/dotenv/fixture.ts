// Every row of the pack.
import * as lib from "dotenv";

export async function calls(text: any) {
  lib.config();
  lib.get();
  console.log(lib.createEnv().anything);
  lib.createEnv().get();
  lib.cleanEnv();
  lib.load();
}
