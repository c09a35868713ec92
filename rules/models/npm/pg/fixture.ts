// Every row of the pack.
import * as lib from "pg";

function handler1(p0: any) {
  console.log(p0);
}

export async function calls(text: any) {
  lib.createClient();
  lib.connect();
  lib.neon().unsafe(text);
  lib.neon().query({ text: text });
  lib.neon()();
  lib.createPool();
  const clientValue = new lib.Client({ password: text });
  clientValue.query({ text: text });
  clientValue.execute({ sql: text });
  clientValue.exec({ text: text });
  clientValue.batch(text);
  clientValue.executeMultiple({ text: text });
  clientValue.connect();
  clientValue.transaction(handler1);
  clientValue.unsafe(text);
  clientValue.release();
  clientValue.end();
  console.log(lib.sql);
}
