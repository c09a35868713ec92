// Every row of the pack.
import * as lib from "inquirer";
import fallback from "inquirer";

export async function calls(text: any) {
  lib.prompt();
  lib.input();
  lib.text();
  lib.editor();
  lib.password();
  lib.select();
  lib.multiselect();
  lib.checkbox();
  lib.number();
  lib.confirm({ message: text });
  fallback();
  fallback.prompt();
  fallback.input();
  fallback.text();
  fallback.editor();
  fallback.confirm({ message: text });
}
