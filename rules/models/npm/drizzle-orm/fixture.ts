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
  lib.cosineDistance(text, text), lib.l2Distance(text, text), lib.l1Distance(text, text);
  lib.innerProduct(text, text), lib.hammingDistance(text, text), lib.jaccardDistance(text, text);
  lib.sql();
  lib.sql.raw(text);
  lib.sql.identifier();
  lib.sql.placeholder();
  lib.sql.join();
}
