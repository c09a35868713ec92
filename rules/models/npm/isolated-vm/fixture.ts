// Every row of the pack.
import * as lib from "isolated-vm";

export async function calls(text: any) {
  lib.getQuickJS().newContext();
  lib.getQuickJS().newRuntime();
  lib.getQuickJS().evalCode();
  lib.getQuickJS().evalCodeAsync();
  lib.getQuickJS().runPythonAsync();
  lib.getQuickJS().runPython();
  lib.newAsyncContext();
  lib.loadPyodide();
  const isolateValue = new lib.Isolate();
  isolateValue.compileScript();
  isolateValue.compileScriptSync();
  isolateValue.createContext();
  isolateValue.createContextSync();
  isolateValue.eval();
  isolateValue.evalSync();
  isolateValue.evalClosure();
  isolateValue.dispose();
}
