// Every row of the pack.
import * as lib from "node:module";

export async function calls(text: any) {
  lib.createRequire();
  lib.deserialize(text);
  lib.serialize(text);
  lib.exit();
  lib.cwd();
  lib.stdout.write(text);
  const databaseValue = new lib.DatabaseSync(text);
  databaseValue.prepare(text);
  databaseValue.query(text);
  databaseValue.exec(text);
  databaseValue.run(text);
  databaseValue.close();
  console.log(lib.env);
  console.log(lib.argv);
  console.log(lib.stdin);
}
