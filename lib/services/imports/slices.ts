import { setImmediate as nextTurn } from "node:timers/promises";

/** Rows that are prepared at a stretch, some milliseconds of work: few enough to be let go before the collector comes round twice. */
export const ROWS_PER_SLICE = 100;
/** Things that are looked at at a stretch, nothing being made of them. */
const LOOKS_PER_SLICE = 1000;

/**
 * The same items, each asked for while the one before is used: the database answers while this process works, and the other way round. One
 * that failed is thrown in its turn.
 */
export async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const ask = () => {
    const asked = iterator.next();
    // It is heard in its turn; until then nobody waits for it.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  try {
    for (let item = await next; item.done !== true; item = await next) {
      next = ask();
      yield item.value;
    }
  } finally {
    // Whoever stops here may give the connection back: nothing of ours may still be on it.
    await next.catch(() => undefined);
  }
}

/** Parts of a list, giving way to the event loop between two. */
export async function* inSlices<T>(items: readonly T[], size = LOOKS_PER_SLICE): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await nextTurn();
    yield items.slice(start, start + size);
  }
}

/** What a work that is done in steps answers, giving way to the event loop between two. */
export async function givingWay<T>(steps: Generator<void, T>): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    await nextTurn();
  }
}
