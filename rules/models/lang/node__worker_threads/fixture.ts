// Every row of the pack.
import * as lib from "worker_threads";

export async function calls(text: any) {
  const workerValue = new lib.Worker(text);
  workerValue.postMessage();
  workerValue.terminate();
}
