// Every row of the pack.
import * as lib from "mysql2";

export async function calls(text: any) {
  lib.createConnection({ password: text });
  lib.createPool({ password: text });
  lib.createClient({ password: text });
  lib.connect();
  lib.escape(text);
  lib.escapeId(text);
  lib.format(text, text);
  const connectionValue = new lib.Connection();
  connectionValue.query({ sql: text });
  connectionValue.execute({ sql: text });
  connectionValue.command({ sql: text });
  connectionValue.exec({ sql: text });
  connectionValue.run({ sql: text });
  connectionValue.all({ sql: text });
  connectionValue.each({ sql: text });
  connectionValue.prepare({ sql: text });
  connectionValue.batch({ sql: text });
  connectionValue.runAndReadAll({ sql: text });
  connectionValue.createQueryJob({ sql: text });
  connectionValue.createQueryStream({ sql: text });
  connectionValue.promise();
  connectionValue.getConnection();
  connectionValue.connect();
  connectionValue.request();
  connectionValue.escape(text);
  connectionValue.input();
  connectionValue.release();
  connectionValue.end();
}
