// Every row of the pack.
import * as lib from "ajv";

const callback = (value: any) => value;
export async function calls(text: any) {
  lib.validate(text);
  lib.validateOrReject(text);
  lib.validateSync(text);
  lib.IsString(callback);
  const ajvValue = new lib.Ajv();
  console.log(ajvValue.compile().errors);
  ajvValue.compile()(text);
  ajvValue.compileAsync();
  ajvValue.getSchema();
  ajvValue.validate(text, text);
  ajvValue.addSchema();
  ajvValue.addFormat();
  ajvValue.addKeyword();
  ajvValue.errorsText();
}
