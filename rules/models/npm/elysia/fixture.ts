// Every row of the pack.
import * as lib from "elysia";

function handler1(p0: any) {
  console.log(p0.body, p0.request.url);
  console.log(p0.query);
  console.log(p0.params);
  console.log(p0.headers);
  console.log(p0.cookie);
  console.log(p0.path);
  p0.redirect(text);
}

function handler2(p0: any, p1: any) {
  return p0;
}

function handler3(p0: any) {
  console.log(p0);
}

export async function calls(text: any) {
  const appValue = new lib.Elysia();
  appValue.get(text, handler1);
  appValue.post(text, handler1);
  appValue.put(text, handler1);
  appValue.patch(text, handler1);
  appValue.delete(text, handler1);
  appValue.all(text, handler1);
  appValue.ws(text, { message: handler2 });
  appValue.use();
  appValue.group(text, handler3);
  appValue.guard(text, handler3);
  appValue.derive();
  appValue.decorate();
  appValue.state();
  appValue.onBeforeHandle(handler1);
  appValue.onError();
  appValue.listen();
}
