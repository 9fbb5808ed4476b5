/** Reads within a transaction: `tx` is the driver's, said to be for the rows of somebody. */
type Reading<Tx> = (tx: Tx) => PromiseLike<unknown>;
type Begin<Tx> = (work: (tx: Tx) => Promise<unknown>) => Promise<unknown>;
type Waiting<Tx> = { read: Reading<Tx>; resolve: (value: unknown) => void; reject: (reason: unknown) => void };

/** A statement that only reads, and holds nothing: alone in its transaction or with others, it answers the same. */
export const onlyReads = (text: string): boolean =>
  /^\s*(select|with)\b/i.test(text) && !/\b(insert|update|delete|share|lock|nextval|set_config)\b/i.test(text);

/**
 * Readings that are asked in the same breath (a page's and its layout's) share one transaction, in which they leave together: opening it,
 * saying whose rows it is for and closing it is said once. A reading that fails takes nothing from the others: each is then asked alone.
 */
export function createReadBatch<Tx>(begin: Begin<Tx>): (read: Reading<Tx>) => Promise<unknown> {
  let waiting: Waiting<Tx>[] = [];

  const alone = ({ read, resolve, reject }: Waiting<Tx>) => begin(async (tx) => read(tx)).then(resolve, reject);

  async function leave(): Promise<void> {
    const asked = waiting;
    waiting = [];
    const [first] = asked;
    if (first === undefined) return;
    if (asked.length === 1) return alone(first);
    let started = false;
    try {
      const answers = await begin((tx) => {
        started = true;
        return Promise.all(asked.map(({ read }) => read(tx)));
      });
      for (const [n, { resolve }] of asked.entries()) resolve((answers as unknown[])[n]);
    } catch (error) {
      // No turn, no connection: asking again would only make the queue longer.
      if (!started) for (const { reject } of asked) reject(error);
      else await Promise.all(asked.map(alone));
    }
  }

  return (read) =>
    new Promise((resolve, reject) => {
      // After all that is asked in this turn of the loop: who asks too is found waiting.
      if (waiting.length === 0) process.nextTick(() => void leave());
      waiting.push({ read, resolve, reject });
    });
}
