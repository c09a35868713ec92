// Every row of the pack.
import * as lib from "express";
import fallback from "express";

function handler1(p0: any) {
  return p0;
}

function handler2(p0: any, p1: any, p2: any) {
  console.log(p0);
  console.log(p1);
}

function handler3(p0: any, p1: any) {
  p0.on(text, handler1);
  p0.send();
  console.log(p1);
}

function handler4(p0: any, p1: any, p2: any, p3: any) {
  console.log(p0);
  console.log(p1);
}

export async function calls(text: any) {
  fallback();
  lib.express();
  lib.createServer();
  lib.Router();
  lib.json();
  lib.urlencoded();
  lib.static();
  const requestValue = new lib.Request();
  console.log(requestValue.body);
  console.log(requestValue.query);
  console.log(requestValue.params);
  console.log(requestValue.headers);
  console.log(requestValue.rawHeaders);
  console.log(requestValue.cookies);
  console.log(requestValue.signedCookies);
  console.log(requestValue.url);
  console.log(requestValue.originalUrl);
  console.log(requestValue.path);
  console.log(requestValue.file);
  console.log(requestValue.files);
  console.log(requestValue.rawBody);
  console.log(requestValue.hostname);
  console.log(requestValue.user);
  console.log(requestValue.session);
  console.log(requestValue.auth);
  console.log(requestValue.ip);
  console.log(requestValue.method);
  for (const item of requestValue) console.log(item);
  requestValue.get();
  requestValue.header();
  requestValue.param();
  requestValue.is();
  requestValue.on(text, handler1);
  const responseValue = new lib.Response();
  console.log(responseValue.locals);
  responseValue.send(text);
  responseValue.json(text);
  responseValue.jsonp(text);
  responseValue.write(text);
  responseValue.end(text);
  responseValue.status();
  responseValue.sendStatus();
  responseValue.type();
  responseValue.set();
  responseValue.header();
  responseValue.setHeader();
  responseValue.writeHead();
  responseValue.cookie();
  responseValue.clearCookie();
  responseValue.flushHeaders();
  responseValue.redirect(text, text);
  responseValue.location(text);
  responseValue.sendFile(text);
  responseValue.download(text);
  responseValue.render();
  responseValue.on();
  const routerValue = new lib.Router();
  routerValue.get(text, handler2);
  routerValue.post(text, handler2);
  routerValue.put(text, handler2);
  routerValue.patch(text, handler2);
  routerValue.delete(text, handler2);
  routerValue.options(text, handler2);
  routerValue.head(text, handler2);
  routerValue.all(text, handler2);
  routerValue.ws(text, handler3);
  routerValue.use(handler2);
  routerValue.param(text, handler4);
  routerValue.route().get(handler2);
  routerValue.route().post(handler2);
  routerValue.route().put(handler2);
  routerValue.route().patch(handler2);
  routerValue.route().delete(handler2);
  routerValue.route().all(handler2);
  routerValue.listen();
  routerValue.set();
  const handlerValue = new lib.RequestHandler();
}
