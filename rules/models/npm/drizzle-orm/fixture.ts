// Every row of the pack.
import * as lib from "drizzle-orm";

function handler1(p0: any) {
  console.log(p0);
}

export async function calls(text: any) {
  lib.drizzle().execute(text);
  lib.drizzle().run(text);
  lib.drizzle().all(text);
  lib.drizzle().get(text);
  lib.drizzle().select();
  lib.drizzle().insert();
  lib.drizzle().update();
  lib.drizzle().delete();
  lib.drizzle().transaction(handler1);
  lib.sql();
  lib.sql.raw(text);
  lib.sql.identifier();
  lib.sql.placeholder();
  lib.sql.join();
}
