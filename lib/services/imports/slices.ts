import { setImmediate as nextTurn } from "node:timers/promises";

/** Rows that are prepared at a stretch: some twenty milliseconds of work. */
export const ROWS_PER_SLICE = 250;
/** Things that are looked at at a stretch, nothing being made of them. */
const LOOKS_PER_SLICE = 5000;

/** Parts of a list, giving way to the event loop between two. */
export async function* inSlices<T>(items: readonly T[], size = LOOKS_PER_SLICE): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await nextTurn();
    yield items.slice(start, start + size);
  }
}
