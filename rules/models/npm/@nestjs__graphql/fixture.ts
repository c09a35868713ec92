// Every row of the pack.
import * as lib from "@nestjs/graphql";

const callback = (value: any) => value;
class Routes1 {
  @lib.Query("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes2 {
  @lib.Mutation("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes3 {
  @lib.Subscription("/p")
  run(p0: any) {
    return p0;
  }
}
export async function calls(text: any) {
  lib.ResolveField(callback);
  lib.Resolver(callback);
  lib.ObjectType(callback);
  lib.InputType(callback);
}
