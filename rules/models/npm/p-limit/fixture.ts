// Every row of the pack.
import * as lib from "p-limit";
import fallback from "p-limit";

const callback = (value: any) => value;
export async function calls(text: any) {
  lib.pLimit()(callback, text);
  const queueValue = new lib.PQueue();
  queueValue.add(callback, text);
  queueValue.schedule(callback, text);
  queueValue.runExclusive(callback, text);
  queueValue.execute(callback, text);
  queueValue.onIdle();
  queueValue.onEmpty();
  queueValue.acquire();
  fallback()(callback, text);
  fallback().add(callback, text);
  fallback().schedule(callback, text);
  fallback().onIdle();
}
