// Every row of the pack.
import * as lib from "got";
import fallback from "got";

export async function calls(text: any) {
  lib.request(text);
  lib.stream(text);
  lib.get(text);
  lib.post(text);
  lib.put(text);
  lib.patch(text);
  lib.delete(text);
  lib.Response(text);
  const agentValue = new lib.Agent();
  agentValue.request({ path: text });
  fallback(text);
  fallback.get(text);
  fallback.post(text);
  fallback.put(text);
  fallback.patch(text);
  fallback.delete(text);
  fallback.head(text);
  fallback.request(text);
  fallback.raw(text);
  fallback.stream(text);
  fallback.extend()(text);
  fallback.extend().get(text);
  fallback.extend().post(text);
  fallback.extend().put(text);
  fallback.extend().patch(text);
  fallback.extend().delete(text);
  fallback.create();
  console.log(lib.got);
  console.log(lib.ky);
  console.log(lib.$fetch);
  console.log(lib.ofetch);
  console.log(lib.fetch);
}
