/** Things that come one by one and are waited for one by one, in order. */
export function createInbox<T>() {
  const arrived: T[] = [];
  const waiting: ((thing: T) => void)[] = [];
  return {
    put(thing: T): void {
      const next = waiting.shift();
      if (next === undefined) arrived.push(thing);
      else next(thing);
    },
    take: (): Promise<T> =>
      new Promise((resolve) => {
        const [thing] = arrived.splice(0, 1);
        if (thing === undefined) waiting.push(resolve);
        else resolve(thing);
      }),
  };
}
