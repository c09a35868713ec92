// Every row of the pack.
import * as lib from "hono";

function handler1(p0: any) {
  p0.write(text);
  p0.writeln(text);
  p0.writeSSE({ data: text });
  p0.pipe(text);
  p0.sleep();
  p0.close();
}

function handler2(p0: any, p1: any) {
  console.log(p1.req.url);
  console.log(p1.req.path);
  console.log(p1.req.method);
  p1.req.json();
  p1.req.text();
  p1.req.formData();
  p1.req.parseBody();
  p1.req.arrayBuffer();
  p1.req.blob();
  p1.req.valid();
  p1.req.query();
  p1.req.queries();
  p1.req.param();
  p1.req.header();
  p1.json(text);
  p1.text(text);
  p1.body(text);
  p1.html(text);
  p1.redirect(text);
  p1.header();
  p1.status();
  p1.get();
  p1.set();
  p1.notFound();
}

function handler3(p0: any, p1: any) {
  console.log(p0);
}

function handler4(p0: any) {
  console.log(p0);
}

function handler5(p0: any, p1: any) {
  console.log(p1);
}

export async function calls(text: any) {
  lib.streamText(text, handler1);
  lib.streamSSE(text, handler1);
  lib.stream(text, handler1);
  lib.zValidator();
  lib.validator(text, handler2);
  lib.raw(text);
  lib.createMiddleware(handler3);
  lib.createFactory();
  lib.getCookie();
  lib.cors();
  lib.logger();
  lib.serve();
  lib.handle();
  const appValue = new lib.Hono();
  appValue.get(text, handler3);
  appValue.post(text, handler3);
  appValue.put(text, handler3);
  appValue.patch(text, handler3);
  appValue.delete(text, handler3);
  appValue.options(text, handler3);
  appValue.all(text, handler3);
  appValue.on(text, text, handler3);
  appValue.use(handler3);
  appValue.openapi(text, handler4);
  appValue.notFound(handler4);
  appValue.onError(handler5);
  appValue.route();
  appValue.basePath();
  appValue.mount();
}
