// `npm run worker`: works the job queue beside the servers, on this machine or another. As many as one wants, on PostgreSQL.
import { existsSync } from "node:fs";
import { closeDatabase } from "@/db/client";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { closeQueue, startProcessWorker } from "@/lib/night/process-queue";

async function stop(signal: string): Promise<void> {
  logger.info({ signal }, "arrêt demandé : l'appel en cours est fini et rangé");
  await closeQueue().catch(() => {});
  await closeDatabase().catch(() => {});
  process.exit(0);
}

async function main(): Promise<void> {
  // The server reads .env by itself; so does this program, where Node can (20.12).
  if (existsSync(".env") && typeof process.loadEnvFile === "function") process.loadEnvFile(".env");
  if (!env().DATABASE_URL) {
    throw new Error(
      "Un ouvrier à part demande une base PostgreSQL (DATABASE_URL) : la base embarquée n'est ouverte que par un processus, le serveur, qui transmet lui-même.",
    );
  }
  await startProcessWorker();
  logger.info({ slots: env().MAX_CONCURRENT_CALLS }, "ouvrier prêt");
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void stop(signal));
  // Started by another program (a benchmark, the tests): its end is ours.
  if (process.send) process.once("disconnect", () => void stop("disconnect"));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
