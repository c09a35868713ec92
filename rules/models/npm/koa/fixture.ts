// Every row of the pack.
import * as lib from "koa";
import fallback from "koa";

function handler1(p0: any, p1: any) {
  console.log(p0.request.body);
  console.log(p0.request.rawBody);
  console.log(p0.request.query);
  console.log(p0.request.header);
  console.log(p0.request.headers);
  console.log(p0.request.files);
  console.log(p0.request.url);
  console.log(p0.query);
  console.log(p0.querystring);
  console.log(p0.params);
  console.log(p0.header);
  console.log(p0.headers);
  console.log(p0.url);
  console.log(p0.originalUrl);
  console.log(p0.path);
  console.log(p0.session);
  console.log(p0.method);
  console.log(p0.ip);
  p0.get();
  p0.request.get();
  p0.redirect(text);
  p0.cookies.get();
  p0.set();
  p0.throw();
  p0.res.write(text);
  p0.res.end(text);
}

export async function calls(text: any) {
  lib.Koa();
  lib.Router();
  const appValue = new lib.Application();
  appValue.use(handler1);
  appValue.get(text, handler1);
  appValue.post(text, handler1);
  appValue.put(text, handler1);
  appValue.patch(text, handler1);
  appValue.delete(text, handler1);
  appValue.del(text, handler1);
  appValue.all(text, handler1);
  appValue.routes();
  appValue.allowedMethods();
  appValue.prefix();
  appValue.on();
  appValue.listen();
  fallback();
  fallback.Router();
}
