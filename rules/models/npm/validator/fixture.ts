// Every row of the pack.
import * as lib from "validator";

export async function calls(text: any) {
  lib.escape(text);
  lib.stripLow(text);
  lib.trim(text);
  lib.normalizeEmail(text);
  lib.toInt(text);
  lib.isAlphanumeric(text);
  lib.isInt(text);
  lib.isUUID(text);
  lib.isNumeric(text);
  lib.isHexadecimal(text);
  lib.isMongoId(text);
  lib.isISO8601(text);
  lib.isLocale(text);
  lib.isIn(text);
  lib.isURL();
  lib.isEmail();
  lib.isLength();
}
