// Every row of the pack.
import * as lib from "@trpc/server";

function handler1(p0: any) {
  console.log(p0.input);
  console.log(p0.parsedInput);
  console.log(p0.rawInput);
}

export async function calls(text: any) {
  lib.createServerAction().input();
  lib.createServerAction().output();
  lib.createServerAction().use();
  lib.createServerAction().meta();
  lib.createServerAction().schema();
  lib.createServerAction().inputSchema();
  lib.createServerAction().query(handler1);
  lib.createServerAction().mutation(handler1);
  lib.createServerAction().subscription(handler1);
  lib.createServerAction().handler(handler1);
  lib.createServerAction().action(handler1);
  lib.createSafeActionClient();
  console.log(lib.initTRPC.create().procedure);
  lib.initTRPC.create().router();
  lib.initTRPC.create().mergeRouters();
  lib.initTRPC.create().middleware();
  lib.initTRPC.create().createCallerFactory();
  lib.initTRPC.context();
  lib.initTRPC.meta();
}
