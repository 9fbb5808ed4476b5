import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Asks a long reading in a later turn of the loop. Those of one turn share a connection (`read-batch.ts`), which answers them one after the other;
 * this one has its own, and another processor. Inside a transaction it is asked as any other.
 */
export async function readApart<T>(read: () => Promise<T>): Promise<T> {
  await nextTurn();
  return read();
}
