// Every row of the pack.
import * as lib from "socket.io";

function handler1(p0: any, p1: any) {
  return p0;
}

function handler3(p0: any, p1: any, p2: any, p3: any) {
  return p0;
}

function handler4(p0: any, p1: any, p2: any) {
  return p0;
}

function handler2(p0: any) {
  console.log(p0.handshake.query);
  console.log(p0.handshake.auth);
  console.log(p0.handshake.headers);
  console.log(p0.id);
  p0.on(text, handler3);
  p0.once(text, handler3);
  p0.onAny(handler4);
  p0.emit(text, text);
  p0.send(text);
  p0.to();
  p0.join();
  p0.leave();
  p0.disconnect();
  p0.broadcast.emit(text, text);
}

function handler5(p0: any, p1: any) {
  console.log(p0);
}

export async function calls(text: any) {
  lib.io(text).on(text, handler1);
  lib.io(text).emit();
  lib.io(text).emitWithAck();
  lib.io(text).connect();
  lib.connect(text);
  const serverValue = new lib.Server();
  serverValue.on(text, handler2);
  serverValue.use(handler5);
  serverValue.of();
  serverValue.to();
  serverValue.in();
  serverValue.emit(text, text);
}
