// Every row of the pack.
import * as lib from "http";

function handler2(p0: any) {
  return p0;
}

function handler1(p0: any, p1: any) {
  console.log(p0.url);
  console.log(p0.headers);
  console.log(p0.rawHeaders);
  console.log(p0.body);
  for (const item of p0) console.log(item);
  console.log(p0.method);
  p0.on(text, handler2);
  p0.read();
  p0.setEncoding();
  console.log(p1.statusCode);
  p1.write(text);
  p1.end(text);
  p1.setHeader();
  p1.writeHead();
}

function handler4(p0: any) {
  return p0;
}

function handler3(p0: any) {
  for (const item of p0) console.log(item);
  console.log(p0.statusCode);
  console.log(p0.headers);
  p0.on(text, handler4);
  p0.setEncoding();
}

export async function calls(text: any) {
  lib.createServer(text, handler1);
  lib.get(text, handler3);
  lib.request(text, handler3);
}
