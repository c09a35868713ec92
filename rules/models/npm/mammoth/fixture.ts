// Every row of the pack.
import * as lib from "mammoth";

export async function calls(text: any) {
  lib.extractRawText({ path: text });
  lib.convertToHtml({ path: text });
  lib.convertToMarkdown({ path: text });
  lib.parseOfficeAsync();
  lib.parseOffice();
  lib.recognize();
  lib.createWorker().recognize();
  lib.createWorker().terminate();
  lib.simpleParser();
  lib.readFile(text);
  lib.read();
  lib.utils.sheet_to_json(text);
  lib.utils.sheet_to_csv(text);
  lib.parse(text);
  lib.unparse(text);
  const mailValue = new lib.ImapFlow({ auth: { pass: text } });
  mailValue.fetch();
  mailValue.fetchOne();
  mailValue.fetchAll();
  mailValue.download();
  mailValue.search();
}
