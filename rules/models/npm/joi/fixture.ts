// Every row of the pack.
import * as lib from "joi";

export async function calls(text: any) {
  lib.object(text);
  lib.string(text);
  lib.number(text);
  lib.boolean(text);
  lib.date(text);
  lib.array(text);
  lib.valid(text);
  lib.any(text);
  lib.alternatives(text);
  lib.attempt(text);
  lib.assert(text);
  lib.celebrate();
  const schemaValue = new lib.Schema();
  schemaValue.validate(text);
  schemaValue.validateAsync(text);
  schemaValue.attempt(text);
}
