import { isSmallField } from "../models/smallFields.ts";
import { sinkBit } from "./labels.ts";
import { Tag, type V, type ValueStore } from "./values.ts";

/** What was read under this name may be logged, whatever the object around it is made of. */
export function markSmall(store: ValueStore, name: string, v: V): V {
  if (store.node(v).labels === 0 || !isSmallField(name)) return v;
  return store.joinAll(
    store.members(v).map((m) => {
      const { tag } = store.node(m);
      return tag === Tag.mix || tag === Tag.in || tag === Tag.res ? store.grade(m, sinkBit.log, 0) : m;
    }),
  );
}
