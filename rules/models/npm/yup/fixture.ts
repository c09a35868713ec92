// Every row of the pack.
import * as lib from "yup";

export async function calls(text: any) {
  lib.object(text);
  lib.string(text);
  lib.number(text);
  lib.boolean(text);
  lib.bool(text);
  lib.date(text);
  lib.array(text);
  lib.mixed(text);
  const schemaValue = new lib.Schema();
  schemaValue.validate(text);
  schemaValue.validateSync(text);
  schemaValue.cast(text);
  schemaValue.isValid(text);
  schemaValue.isValidSync(text);
}
