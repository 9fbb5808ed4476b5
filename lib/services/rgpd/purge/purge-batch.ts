import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { LOCKS } from "@/db/locks";

/** Rows that one statement removes at most: a night's work waits a moment, never minutes. */
export const PER_BATCH = 2000;

/** Another process purges: this one leaves it to it. */
export class PurgeBusyError extends Error {}

const CountSchema = z.object({ count: z.number() });

/** How many rows a deletion removed. */
export async function countRemoved(tx: Db, deletion: SQL): Promise<number> {
  const [found] = await parsedRows(
    tx,
    CountSchema,
    sql`with removed as (${deletion} returning 1) select count(*)::int as count from removed`,
  );
  return found?.count ?? 0;
}

/**
 * Removes batch after batch, each in a transaction of its own that holds the purge's lock, until a batch is not full or until asked to
 * stop. `batch` removes PER_BATCH rows at most and answers how many; `record` writes each down with it. False when there is more to do.
 * Throws PurgeBusyError.
 */
export async function purgeInBatches(
  db: Db,
  batch: (tx: Db) => Promise<number>,
  record: (tx: Db, rows: number) => Promise<void>,
  stopSignal: AbortSignal,
): Promise<boolean> {
  while (!stopSignal.aborted) {
    const removed = await db.transaction(async (tx) => {
      const [lock] = await parsedRows(
        tx,
        z.object({ held: z.boolean() }),
        sql`select pg_try_advisory_xact_lock(${LOCKS.purge}) as held`,
      );
      if (lock?.held !== true) throw new PurgeBusyError();
      const rows = await batch(tx);
      if (rows > 0) await record(tx, rows);
      return rows;
    });
    if (removed < PER_BATCH) return true;
  }
  return false;
}
