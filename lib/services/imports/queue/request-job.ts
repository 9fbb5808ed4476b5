import type { PgBoss } from "pg-boss";
import { announceJobs } from "@/db/announcements";
import type { Db } from "@/db/database";
import { inTransaction } from "@/lib/services/queue/boss-calls";
import { IMPORT_QUEUE, type ImportJobData } from "./import-queue";

/** What a service needs of the queue. */
export type ImportRequests = Pick<PgBoss, "send">;

/** Puts a job in the queue, in the transaction that makes it needed: neither goes without the other. */
export async function requestJob(tx: Db, boss: ImportRequests, job: ImportJobData): Promise<void> {
  await boss.send(IMPORT_QUEUE, job, inTransaction(tx));
  await announceJobs(tx, IMPORT_QUEUE);
}
