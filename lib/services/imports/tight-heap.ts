import { setFlagsFromString } from "node:v8";

const FLAG = "--heap-growing-percent";
/** Of how much the heap may grow between two major collections, in percent of what lives in it. Left to V8 (0), it quadruples when much is made in a short time. */
const GROWTH = 80;

/** With fewer, the process stays under 400 MB, and there is no reason to collect more often. */
const MANY_ROWS = 40_000;

/** Kept on globalThis: Next loads this module once a bundle. How many works go on in this process. */
const shared = globalThis as typeof globalThis & { passerelleTightHeap?: number };

/** How to change a flag of this process's V8; what it was started with stays as it is. */
const setFlag = (value: number): void => {
  if (!process.execArgv.some((option) => option.startsWith(FLAG))) setFlagsFromString(`${FLAG}=${value}`);
};

/**
 * Does a work that holds much for a while and throws away far more, such as an import of a hundred thousand rows, with a heap that grows less meanwhile: the process takes
 * 400 MB at its peak instead of 500 to 700, for a twentieth more computing. An engine that does not know the flag goes on as it is.
 */
export async function withTightHeap<T>(
  rows: number,
  work: () => Promise<T>,
  set: (growth: number) => void = setFlag,
): Promise<T> {
  if (rows < MANY_ROWS) return work();
  const before = shared.passerelleTightHeap ?? 0;
  shared.passerelleTightHeap = before + 1;
  if (before === 0) set(GROWTH);
  try {
    return await work();
  } finally {
    const left = (shared.passerelleTightHeap ?? 1) - 1;
    shared.passerelleTightHeap = left;
    if (left === 0) set(0);
  }
}
