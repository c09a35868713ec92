// Every row of the pack.
import * as lib from "firebase-functions";

function handler1(p0: any, p1: any) {
  return p0;
}

function handler2(p0: any, p1: any) {
  console.log(p0.query);
  console.log(p0.params);
  p0.query.get();
  console.log(p1.req.body);
  console.log(p1.req.query);
}

function handler3(p0: any, p1: any) {
  return p0;
}

export async function calls(text: any) {
  lib.onRequest(text, handler1);
  lib.http(text, { handler: handler1 });
  lib.app.http(text, { handler: handler1 });
  lib.app.get(text, handler2);
  lib.app.post(text, handler2);
  lib.onCall(text, handler3);
  lib.defineSecret();
  lib.defineString();
  const callableRequestValue = new lib.CallableRequest();
  console.log(callableRequestValue.data);
  console.log(callableRequestValue.auth);
  console.log(callableRequestValue.rawRequest.body);
}
