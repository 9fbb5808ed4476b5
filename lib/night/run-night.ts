import { setTimeout as pause } from "node:timers/promises";
import type { ServiceContext } from "@/lib/services/context";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { countJobsOfNight } from "@/lib/services/transmissions/queue/jobs-sql";
import { type EtablissementNight, listNightRuns } from "./night-report";
import { queue, workQueue } from "./process-queue";
import { ring } from "./ring";

const POLL_MS = 250;
const MIN_FOLD_MS = 1000;

/** `remaining`: jobs that could not be done within the time; the next ring, or another worker, carries on. */
export type Night = { nightId: string; etablissements: number; remaining: number; nights: EtablissementNight[] };

/**
 * The clock rings from outside: puts the night in the queue and works it, with all the other workers, until nothing is left that
 * could run now or the time is over.
 */
export async function runNight({ db, now }: Omit<ServiceContext, "actor">, budgetMs: number): Promise<Night> {
  const end = performance.now() + budgetMs;
  const { nightId } = await ring(db, await queue(), null, now);
  await workQueue(budgetMs);
  let remaining = await countJobsOfNight(db, nightId);
  while (remaining > 0 && performance.now() < end) {
    await pause(POLL_MS);
    remaining = await countJobsOfNight(db, nightId);
  }
  // Where no process stays up, nobody else looks at the causes of the réseaux.
  const left = Math.max(MIN_FOLD_MS, Math.ceil(end - performance.now()));
  await foldPendingChanges(db, new Date(), AbortSignal.timeout(left));
  const nights = await listNightRuns(db, nightId);
  return { nightId, etablissements: nights.length, remaining, nights };
}
