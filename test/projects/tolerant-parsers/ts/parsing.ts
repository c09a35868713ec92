type Method = (...args: any[]) => any;

export function retried(run: Method): Method {
  return function (this: unknown, ...args: unknown[]) {
    for (let i = 0; i < 5; i++) {
      const result = run.apply(this, args);
      if (result) return result;
    }
    return null;
  };
}

export function parsed(use: Method): Method {
  return (...args: any[]) => {
    const text = args[0].trim();
    try {
      return use(JSON.parse(text), ...args.slice(1)); // want: unvalidated-model-output
    } catch {}
    try {
      return use(JSON.parse(text.split("```")[1]), ...args.slice(1)); // ok: unvalidated-model-output (one finding with the try above)
    } catch {
      // The next form.
    }
    return false;
  };
}
