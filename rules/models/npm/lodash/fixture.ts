// Every row of the pack.
import * as lib from "lodash";

export async function calls(text: any) {
  lib.template(text);
  lib.escape(text);
  lib.merge(text, text);
  lib.assign(text, text);
  lib.defaults(text, text);
  lib.cloneDeep(text);
  lib.clone(text);
  lib.pick(text);
  lib.omit(text);
  lib.keys(text);
  lib.values(text);
  lib.entries(text);
  lib.flatten(text);
  lib.flattenDeep(text);
  lib.compact(text);
  lib.uniq(text);
  lib.uniqBy(text);
  lib.concat(text);
  lib.trim(text);
  lib.truncate(text);
  lib.capitalize(text);
  lib.camelCase(text);
  lib.kebabCase(text);
  lib.snakeCase(text);
  lib.isEmpty(text);
  lib.isString(text);
  lib.isArray(text);
  lib.isEqual(text);
  lib.debounce(text);
  lib.throttle(text);
  lib.memoize(text);
  lib.once(text);
  lib.random();
  lib.uniqueId();
}
