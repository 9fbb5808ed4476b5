import { describe, it } from "vitest";
import { live } from "./life";
import { livingTools } from "./world";

/**
 * What the product promises as a whole, whatever happens to a CFA and in whatever order: every page says the same figures, nothing shown is
 * stale, «Transmis sur TBA» is true, an act is in the journal once, nothing of another CFA is touched. Each life is made of a seed; one that
 * fails says its own, and its story. `npm run test:life` plays long ones.
 */
const SEEDS = [1, 6, 11, 13];
const STEPS = 14;

/** A step takes half a second here; on a machine that does other things, ten times that. */
const STEP_TIMEOUT_MS = 20_000;

const { LIVES, LIFE_STEPS, LIFE_SEED } = process.env;
const first = Number(LIFE_SEED ?? 1);
const seeds = LIVES === undefined ? SEEDS : Array.from({ length: Number(LIVES) }, (_, n) => first + n);

describe.each(seeds)("La vie de deux CFA, jour après jour (graine %i)", (seed) => {
  const tools = livingTools();
  const steps = Number(LIFE_STEPS ?? STEPS);
  it("tient ce qui est promis", () => live(tools, seed, steps), steps * STEP_TIMEOUT_MS);
});
