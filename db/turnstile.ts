import { DatabaseError } from "./errors";

export type TurnstileLimits = {
  /** At once, all together. */
  total: number;
  /** At once, for one établissement: never all the connections. */
  perKey: number;
  /** In the queue, all together; the next one is refused at once. */
  maxWaiting: number;
  /** In the queue, for one établissement. */
  maxWaitingPerKey: number;
  waitMs: number;
};

type Waiting = { key: string; enter: () => void };

/** Lets work in, so many at once in all and for each key, in the order of arrival among those that may. */
export type Turnstile = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * The queue in front of a pool of connections: the driver's own has no end, and one établissement could hold them all. Who waits too long,
 * or finds too many before, gets a DatabaseError («full»).
 */
export function createTurnstile({ total, perKey, maxWaiting, maxWaitingPerKey, waitMs }: TurnstileLimits): Turnstile {
  const inside = new Map<string, number>();
  const queue: Waiting[] = [];
  let count = 0;

  const isFree = (key: string) => count < total && (inside.get(key) ?? 0) < perKey;
  const enter = (key: string) => {
    count += 1;
    inside.set(key, (inside.get(key) ?? 0) + 1);
  };
  const leave = (key: string) => {
    count -= 1;
    const left = (inside.get(key) ?? 1) - 1;
    if (left > 0) inside.set(key, left);
    else inside.delete(key);
    const next = queue.findIndex((waiting) => isFree(waiting.key));
    if (next >= 0) queue.splice(next, 1)[0]?.enter();
  };

  const turn = (key: string): Promise<void> => {
    const ahead = queue.filter((waiting) => waiting.key === key).length;
    if (queue.length >= maxWaiting || ahead >= maxWaitingPerKey) throw new DatabaseError("POOL_FULL");
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(new DatabaseError("POOL_FULL"));
      }, waitMs);
      const waiting: Waiting = {
        key,
        enter: () => {
          clearTimeout(timer);
          enter(key);
          resolve();
        },
      };
      queue.push(waiting);
    });
  };

  return async (key, work) => {
    if (isFree(key)) enter(key);
    else await turn(key);
    try {
      return await work();
    } finally {
      leave(key);
    }
  };
}
