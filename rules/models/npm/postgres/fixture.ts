// Every row of the pack.
import * as lib from "postgres";
import fallback from "postgres";

function handler1(p0: any) {
  console.log(p0);
}

export async function calls(text: any) {
  fallback();
  const connectionValue = new lib.Sql();
  connectionValue();
  connectionValue.unsafe(text);
  connectionValue.query(text);
  connectionValue.any(text);
  connectionValue.many(text);
  connectionValue.one(text);
  connectionValue.oneOrNone(text);
  connectionValue.manyOrNone(text);
  connectionValue.none(text);
  connectionValue.result(text);
  connectionValue.multi(text);
  connectionValue.begin(handler1);
  connectionValue.tx(handler1);
  connectionValue.task(handler1);
  connectionValue.end();
}
