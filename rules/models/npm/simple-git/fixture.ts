// Every row of the pack.
import * as lib from "simple-git";
import fallback from "simple-git";

export async function calls(text: any) {
  lib.simpleGit();
  fallback();
  const gitValue = new lib.SimpleGit();
  gitValue.log();
  gitValue.diff();
  gitValue.show();
  gitValue.raw();
  gitValue.status();
  gitValue.clone(text, text);
  gitValue.commit();
  gitValue.add();
  gitValue.push();
}
