// Every row of the pack.
import * as lib from "node-serialize";

export async function calls(text: any) {
  lib.unserialize(text);
  lib.deepDeserialize(text);
  lib.deserialize(text);
  lib.parse(text);
  lib.serialize(text);
}
