// Every row of the pack.
import * as lib from "axios";
import fallback from "axios";

export async function calls(text: any) {
  lib.isAxiosError();
  const clientValue = new lib.AxiosInstance();
  clientValue(text);
  clientValue.get(text);
  clientValue.delete(text);
  clientValue.head(text);
  clientValue.options(text);
  clientValue.post(text);
  clientValue.put(text);
  clientValue.patch(text);
  clientValue.postForm(text);
  clientValue.request({ url: text });
  clientValue.create();
  clientValue.isAxiosError();
  clientValue.interceptors.request.use();
  clientValue.interceptors.response.use();
  console.log(fallback);
}
