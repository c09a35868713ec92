// Every row of the pack.
import * as lib from "cheerio";

export async function calls(text: any) {
  lib.load();
  lib.parse(text);
  lib.parseHTML(text);
  lib.convert(text);
  lib.htmlToText(text);
  lib.fromURL(text);
  lib.extract(text);
  const selectionValue = new lib.CheerioAPI();
  selectionValue();
  selectionValue.text();
  selectionValue.html();
  const domValue = new lib.JSDOM(text);
  const readabilityValue = new lib.Readability(text);
  const turndownValue = new lib.TurndownService();
  turndownValue.turndown();
  const feedValue = new lib.Parser();
  feedValue.parseURL(text);
  feedValue.parseString();
}
