// Every row of the pack.
import * as lib from "pdf-parse";
import fallback from "pdf-parse";

export async function calls(text: any) {
  fallback();
  lib.pdf();
  console.log(lib.getDocument().promise.numPages);
  lib.getDocument().promise.getPage().getTextContent();
  lib.getDocument().promise.getPage().getAnnotations();
  lib.getDocument().promise.getMetadata();
  lib.extractText();
  lib.fromFileWithPath(text);
  const pdfValue = new lib.PDFParse();
  pdfValue.getText();
  pdfValue.getInfo();
  pdfValue.destroy();
}
