export function retried<A extends unknown[], R>(times: number, run: (...args: A) => Promise<R>) {
  return async (...args: A): Promise<R> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await run(...args);
      } catch (error) {
        if (attempt >= times) throw error;
      }
    }
  };
}

export function apply<A extends unknown[], R>(run: (...args: A) => R, ...args: A): R {
  return run(...args);
}

export const compose =
  <A, B, C>(first: (value: A) => B, second: (value: B) => C) =>
  (value: A) =>
    second(first(value));
