import v8 from "node:v8";
import vm from "node:vm";

/** How much of the limit may be in use. */
const SHARE = 0.9;
/** One question in so many is answered by looking. */
const SELDOM = 64;

/** Megabytes that JavaScript may use at all, as the process was started. */
export function heapLimit(): number {
  return Math.floor(v8.getHeapStatistics().heap_size_limit / 2 ** 20);
}

/** Whether JavaScript uses nearly as much as `megabytes`; once it does, for good. What nobody needs any more does not count. */
export function memoryGuard(megabytes: number): () => boolean {
  const limit = Math.min(megabytes, heapLimit()) * SHARE * 2 ** 20;
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
