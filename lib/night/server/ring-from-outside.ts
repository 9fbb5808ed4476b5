import type { Db } from "@/db/database";
import { workImports } from "@/lib/night/process-queue";
import { type Night, runNight } from "@/lib/night/run-night";
import { runRounds } from "./rounds";

/** After the night, where the host gives five minutes in all. */
const ROUND_BUDGET_MS = 20_000;

/**
 * The clock rings from outside: the night of all the établissements, then a round. What the night leaves of its time goes to the imports that wait: where no worker runs,
 * one whose process died would hold its établissement until somebody else imports.
 */
export async function ringFromOutside(db: Db, budgetMs: number): Promise<Night> {
  const end = performance.now() + budgetMs;
  const night = await runNight({ db, now: new Date() }, budgetMs);
  await runRounds(db, new Date(), AbortSignal.timeout(ROUND_BUDGET_MS));
  const left = end - performance.now();
  if (left > 0) await workImports(left);
  return night;
}
