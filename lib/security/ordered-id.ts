import { randomUUID } from "node:crypto";

/** How many identifiers a millisecond has: the twelve bits between its version and its variant. */
const PER_MS = 4096;

/**
 * Gives identifiers (UUID, version 7) that grow: each is after the one before, whatever the clock does meanwhile, and 62 of its bits nobody can guess. Rows that are
 * written by thousands fall side by side in the indexes, where random ones would each touch a page of its own.
 */
export function createOrderedIds(clock: () => number = Date.now): () => string {
  let ms = 0;
  let rank = PER_MS;
  return () => {
    rank += 1;
    const now = clock();
    if (now > ms) [ms, rank] = [now, 0];
    else if (rank >= PER_MS) [ms, rank] = [ms + 1, 0];
    const time = ms.toString(16).padStart(12, "0");
    const [, , , variant, random] = randomUUID().split("-");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rank.toString(16).padStart(3, "0")}-${variant}-${random}`;
  };
}

/** The identifiers of this process. */
export const orderedId = createOrderedIds();
