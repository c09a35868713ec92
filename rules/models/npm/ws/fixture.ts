// Every row of the pack.
import * as lib from "ws";
import fallback from "ws";

function handler2(p0: any, p1: any) {
  return p0;
}

function handler3(p0: any) {
  return p0;
}

function handler1(p0: any, p1: any) {
  p0.on(text, handler2);
  p0.once(text, handler2);
  p0.addEventListener(text, handler3);
  p0.send(text);
  p0.close();
}

function handler4(p0: any, p1: any) {
  return p0;
}

function handler5(p0: any) {
  return p0;
}

export async function calls(text: any) {
  const serverValue = new lib.WebSocketServer();
  serverValue.on(text, handler1);
  serverValue.handleUpgrade(text, handler1);
  serverValue.close();
  const socketValue = new lib.WebSocket(text);
  socketValue.on(text, handler4);
  socketValue.once(text, handler4);
  socketValue.addEventListener(text, handler5);
  socketValue.send();
  socketValue.close();
  fallback(text);
  fallback.Server();
  fallback.WebSocketServer();
}
