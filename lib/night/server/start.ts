import { closeDatabase, database as openedDatabase, systemDb } from "@/db/client";
import type { Db } from "@/db/database";
import { env, sharedSecrets } from "@/lib/env";
import { logger } from "@/lib/logger";
import { closeQueue, queue, restoreLostWork, startProcessWorker } from "@/lib/night/process-queue";
import { reprepareStale } from "@/lib/services/preparation/reprepare-stale";
import { startRounds } from "./rounds";
import { schedule } from "./schedule";

function stopGracefully(stopTheRest: () => Promise<void>): void {
  let inProgress = false;
  const stop = async (signal: string) => {
    if (inProgress) return;
    inProgress = true;
    logger.info({ signal }, "arrêt");
    await stopTheRest();
    await closeDatabase().catch(() => {});
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop("SIGTERM"));
  process.once("SIGINT", () => void stop("SIGINT"));
}

/** In the background: the dossiers that an older version of the rules prepared. */
async function reprepareStaleInBackground(database: Db, stopSignal: AbortSignal): Promise<void> {
  try {
    const done = await reprepareStale(database, stopSignal);
    if (done > 0) logger.info({ done }, "dossiers préparés de nouveau");
  } catch (error) {
    logger.error({ name: error instanceof Error ? error.name : "unknown" }, "préparation interrompue");
  }
}

const ABOVE_POLICIES =
  "le rôle de DATABASE_URL est au-dessus des règles de la base : elles ne séparent pas les établissements (README, DATABASE_URL)";

const SHARED_SECRET = "ce secret sert déjà à autre chose : un par usage (README, Configuration)";

/** Starts what lives as long as the server: the database, migrated, the job queue and its worker, the clock. Exits when the configuration is bad. */
export async function start(): Promise<void> {
  try {
    const { WORKER, NIGHT_AT, VERCEL } = env();
    for (const name of sharedSecrets(env())) logger.warn({ name }, SHARED_SECRET);
    if (VERCEL) return;
    const database = await systemDb();
    if ((await openedDatabase()).bypassesPolicies) logger.warn(ABOVE_POLICIES);
    const stopSignal = new AbortController();
    await queue();
    if (WORKER === "oui") await startProcessWorker();
    const stopClock = NIGHT_AT === "non" ? () => {} : schedule(NIGHT_AT);
    const stopRounds = startRounds(database);
    // A base may have been restored without its queue: what was under way does not wait for the first round.
    const inBackground = Promise.all([restoreLostWork(), reprepareStaleInBackground(database, stopSignal.signal)]);
    stopGracefully(async () => {
      stopSignal.abort();
      stopClock();
      await stopRounds();
      await closeQueue();
      await inBackground;
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
