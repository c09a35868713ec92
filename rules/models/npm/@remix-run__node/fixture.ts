// Every row of the pack.
import * as lib from "@remix-run/node";

export async function loader(p0: any) {
  console.log(p0);
}
export async function action(p0: any) {
  console.log(p0);
}
export async function calls(text: any) {
  lib.redirect(text);
  lib.json(text);
  lib.data(text);
  lib.useParams();
  lib.useSearchParams();
  lib.unstable_parseMultipartFormData();
  const argumentsValue = new lib.LoaderFunctionArgs();
  console.log(argumentsValue.params, argumentsValue.request.url);
}
