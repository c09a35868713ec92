// Every row of the pack.
import * as lib from "fastify";
import fallback from "fastify";

function handler1(p0: any, p1: any) {
  console.log(p0.body);
  console.log(p0.query);
  console.log(p0.params);
  console.log(p0.headers);
  console.log(p0.cookies);
  console.log(p0.url);
  console.log(p0.originalUrl);
  console.log(p0.hostname);
  console.log(p0.raw);
  console.log(p0.user);
  console.log(p0.session);
  console.log(p0.method);
  console.log(p0.ip);
  console.log(p0.id);
  console.log(p0.log);
  p0.file();
  p0.files();
  p0.parts();
  p0.saveRequestFiles();
  p1.send(text);
  p1.code();
  p1.status();
  p1.type();
  p1.header();
  p1.headers();
  p1.redirect(text);
  p1.sendFile();
  p1.view();
  p1.setCookie();
  p1.raw.write(text);
  p1.raw.end(text);
  p1.raw.writeHead();
}

function handler2(p0: any, p1: any, p2: any) {
  console.log(p0);
  console.log(p1);
}

function handler3(p0: any, p1: any, p2: any) {
  console.log(p1);
  console.log(p2);
}

function handler4(p0: any, p1: any) {
  console.log(p0);
}

export async function calls(text: any) {
  lib.fastify();
  lib.fp();
  const appValue = new lib.FastifyInstance();
  console.log(appValue.log);
  console.log(appValue.config);
  appValue.get(text, handler1);
  appValue.post(text, handler1);
  appValue.put(text, handler1);
  appValue.patch(text, handler1);
  appValue.delete(text, handler1);
  appValue.head(text, handler1);
  appValue.options(text, handler1);
  appValue.all(text, handler1);
  appValue.route({ handler: handler1, preHandler: handler1 });
  appValue.addHook(text, handler2);
  appValue.setErrorHandler(handler3);
  appValue.register(handler4);
  appValue.after();
  appValue.decorate();
  appValue.withTypeProvider();
  appValue.setValidatorCompiler();
  appValue.listen();
  appValue.inject();
  fallback();
  fallback.fastify();
  fallback.default();
}
