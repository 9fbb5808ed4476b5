import type { PgBoss } from "pg-boss";
import type { Db } from "@/db/database";
import { logger } from "@/lib/logger";
import { applyImport } from "@/lib/services/imports/applying/apply-import";
import { abandonAttempts } from "@/lib/services/imports/attempt";
import { IMPORT_QUEUE, type ImportJob } from "@/lib/services/imports/queue/import-queue";
import { readImport } from "@/lib/services/imports/reading/read-import";
import { checkCouplesSafely } from "@/lib/services/preparation/couples/check-couples";
import { runRapprochement } from "@/lib/services/rapprochement/run-rapprochement";
import type { TbaClient } from "@/lib/tba/client";
import { insist, withSignsOfLife } from "./job-life";

/** What a job of an import takes. */
export type ImportTools = {
  db: Db;
  boss: PgBoss;
  tba: Pick<TbaClient, "findOrganisme">;
  keys: ReadonlyMap<number, Buffer>;
  maxSize: number;
  ownerId: number;
};

/** Killed, or failed, so many times: it is given up with a sentence rather than tried for ever. */
const MAX_ATTEMPTS = 6;

async function run(tools: ImportTools, { data, retryCount }: ImportJob, stopSignal: AbortSignal): Promise<void> {
  const { db, tba } = tools;
  if (data.kind === "reconcile") return runRapprochement(db, data);
  const now = new Date();
  const { importId, etablissementId } = data;
  // Of this job, and not of the import: its columns may be chosen as often as one likes.
  if (retryCount >= MAX_ATTEMPTS) return abandonAttempts(db, importId);
  if (data.kind === "read") return readImport({ ...tools, stopSignal }, importId, now);
  if (await applyImport({ ...tools, stopSignal }, importId, now)) {
    await checkCouplesSafely({ db, now }, etablissementId, tba);
  }
}

/** One job: reads or applies an import, or makes a rapprochement; gives signs of life meanwhile, and says to the queue how it ended. Never throws. */
export function processImport(tools: ImportTools, job: ImportJob, stopSignal: AbortSignal): Promise<void> {
  const { boss } = tools;
  const taken = { id: job.id, retryCount: job.retryCount };
  return withSignsOfLife(boss, IMPORT_QUEUE, job, async () => {
    let done = true;
    try {
      await run(tools, job, stopSignal);
    } catch (error) {
      done = false;
      const name = error instanceof Error ? error.name : "unknown";
      if (!stopSignal.aborted) logger.error({ job: job.id, kind: job.data.kind, name }, "import rendu");
    }
    await insist(job, async () => {
      await (done ? boss.complete(IMPORT_QUEUE, taken) : boss.fail(IMPORT_QUEUE, taken));
    });
  });
}
