import { randomOf } from "@/tests/fuzz/random";

/** An act finds nothing to do with: nobody to correct, no import to undo. It is no step of the life. */
export class NothingToDo extends Error {}

/** What chance decides in a life, the same for the same seed. */
export function chancesOf(seed: number) {
  const { next, below, pick } = randomOf(seed);
  return {
    below,
    /** True this often, from 0 to 1. */
    chance: (often: number) => next() < often,
    /** One of a list. Throws NothingToDo when there is none. */
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new NothingToDo();
      return pick(list);
    },
  };
}

export type Chances = ReturnType<typeof chancesOf>;
