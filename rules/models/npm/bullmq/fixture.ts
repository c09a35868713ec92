// Every row of the pack.
import * as lib from "bullmq";

function handler1(p0: any, p1: any) {
  return p0.data;
}

export async function calls(text: any) {
  const workerValue = new lib.Worker(text, handler1);
  const queueValue = new lib.Queue();
  queueValue.process(text, handler1);
  queueValue.add();
}
