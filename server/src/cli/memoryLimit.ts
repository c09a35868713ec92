import v8 from "node:v8";
import vm from "node:vm";

/** How much of the limit may be in use. */
const SHARE = 0.9;
/** One question in so many is answered by looking. */
const SELDOM = 64;

/** Whether JavaScript uses nearly as much as `megabytes`, or as the process may use at all; once it does, for good. What nobody needs any more does not count. */
export function memoryGuard(megabytes = Number.POSITIVE_INFINITY): () => boolean {
  const limit = Math.min(megabytes * 2 ** 20, v8.getHeapStatistics().heap_size_limit) * SHARE;
  const used = (): number => v8.getHeapStatistics().used_heap_size;
  let asked = 0;
  let isOver = false;
  let collect: (() => void) | undefined;
  return () => {
    if (isOver || ++asked % SELDOM !== 0 || used() <= limit) return isOver;
    if (!collect) {
      v8.setFlagsFromString("--expose-gc");
      collect = vm.runInNewContext("gc") as () => void;
    }
    collect();
    isOver = used() > limit * SHARE;
    return isOver;
  };
}
