// Every row of the pack.
import * as lib from "h3";

function handler1(p0: any) {
  console.log(p0.context.params);
  console.log(p0.node.req.url);
  console.log(p0.node.req.headers);
  console.log(p0.path);
  p0.req.json();
  p0.req.text();
}

function handler2(p0: any, p1: any) {
  return p0;
}

export async function calls(text: any) {
  lib.defineEventHandler(handler1);
  lib.eventHandler(handler1);
  lib.defineLazyEventHandler();
  lib.defineWebSocketHandler({ message: handler2 });
  lib.readBody();
  lib.readRawBody();
  lib.readFormData();
  lib.readMultipartFormData();
  lib.readValidatedBody();
  lib.getQuery();
  lib.getValidatedQuery();
  lib.getRouterParam();
  lib.getRouterParams();
  lib.getHeader();
  lib.getHeaders();
  lib.getRequestHeader();
  lib.getCookie();
  lib.parseCookies();
  lib.sendRedirect(text, text);
  lib.useRuntimeConfig();
  lib.getUserSession();
  lib.requireUserSession();
}
