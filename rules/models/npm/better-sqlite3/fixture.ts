// Every row of the pack.
import * as lib from "better-sqlite3";

export async function calls(text: any) {
  lib.open();
  lib.openDatabaseSync();
  lib.openDatabaseAsync();
  const databaseValue = new lib.Database(text);
  databaseValue.prepare(text);
  databaseValue.exec(text);
  databaseValue.run(text);
  databaseValue.all(text);
  databaseValue.get(text);
  databaseValue.each(text);
  databaseValue.execAsync(text);
  databaseValue.runAsync(text);
  databaseValue.getAllAsync(text);
  databaseValue.pragma();
  databaseValue.transaction(text);
  databaseValue.close();
}
