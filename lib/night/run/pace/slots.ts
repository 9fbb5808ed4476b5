/** So many at once: the others wait for their turn, in the order in which they came. */
export type Slots = <T>(action: () => Promise<T>) => Promise<T>;

export const UNLIMITED: Slots = (action) => action();

/** `count` actions at once, no more. */
export function createSlots(count: number): Slots {
  let free = count;
  const waitingFor: (() => void)[] = [];
  return async (action) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((mine) => waitingFor.push(mine));
    try {
      return await action();
    } finally {
      const next = waitingFor.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
