/**
 * Lets `slots` works run at once; up to `maxWaiting` others wait for their turn, in order, and the next are refused with the error
 * that `refusal` makes.
 */
export function createGate(slots: number, maxWaiting: number, refusal: () => Error) {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < slots) running += 1;
    else if (waiting.length >= maxWaiting) throw refusal();
    // Whoever leaves hands its place over: `running` does not change.
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
