// Every row of the pack.
import * as lib from "unified";

export async function calls(text: any) {
  lib.unified().use();
  lib.unified().process();
  lib.unified().processSync();
  lib.unified().parse();
  lib.unified().run();
  lib.unified().stringify();
  lib.remark();
  lib.rehype();
}
