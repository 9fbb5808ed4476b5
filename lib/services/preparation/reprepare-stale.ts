import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { LOCKS } from "@/db/locks";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { reprepareOutdated } from "./reprepare";
import { idIn, reprepareBatch } from "./reprepare-batch";

/** Few enough for a page asked meanwhile not to wait, many enough for the round trips not to count. */
const PER_BATCH = 500;
const PER_PAGE = 10 * PER_BATCH;
const BATCH_LOCKS = [LOCKS.reprepareFirst, LOCKS.reprepareSecond] as const;
const PAUSE_MS = 1000;
/** Rows that someone else holds, another process at work: how often to come back before leaving them to the next start. */
const MAX_RETURNS = 60;

const IS_STALE = sql`d.preparation_version <> ${PREPARATION_VERSION}`;

/**
 * The identifiers of all the old dossiers, batch by batch. Walks the primary key: an index on the version would cost each of its changes
 * three times what it costs now (the row could no longer stay in its page without all indexes following).
 */
async function* walk(db: Db): AsyncGenerator<string[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const page = await parsedRows(
      db,
      z.object({ id: z.string(), outdated: z.boolean() }),
      sql`select d.id, ${IS_STALE} as outdated from dossiers d where d.id > ${after}::uuid order by d.id limit ${PER_PAGE}`,
    );
    const stale = page.flatMap(({ id, outdated }) => (outdated ? [id] : []));
    for (let start = 0; start < stale.length; start += PER_BATCH) yield stale.slice(start, start + PER_BATCH);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** One batch, under a lock that ends with it; null when another process has that lock. */
function processBatch(db: Db, key: number, ids: readonly string[]) {
  return db.transaction(async (tx) => {
    const [lock] = await parsedRows(
      tx,
      z.object({ free: z.boolean() }),
      sql`select pg_try_advisory_xact_lock(${key}) as free`,
    );
    return lock?.free === true ? reprepareBatch(tx, sql`${idIn(ids)} and ${IS_STALE}`, "skip") : null;
  });
}

async function hasStale(db: Db): Promise<boolean> {
  const [found] = await parsedRows(
    db,
    z.object({ hasStale: z.boolean() }),
    sql`select exists (select from dossiers d where ${IS_STALE}) as "hasStale"`,
  );
  return found?.hasStale === true;
}

/**
 * Prepares again, everywhere, the dossiers that were prepared under another version of the contract. May be killed at any point: what is
 * left keeps its old version and is found again. Several processes take turns, batch by batch. Gives way to the event loop between
 * batches, stops after those in hand when `stopSignal` says so. Answers how many dossiers were done.
 */
export async function reprepareStale(db: Db, stopSignal?: AbortSignal): Promise<number> {
  const reshuffled = new Set<string>();
  let doneCount = 0;
  const follow = async (batches: AsyncGenerator<string[]>, key: number): Promise<void> => {
    for (let batch = await batches.next(); !batch.done && !stopSignal?.aborted; batch = await batches.next()) {
      const done = await processBatch(db, key, batch.value);
      if (done === null) return;
      doneCount += done.ids.length;
      for (const id of done.reshuffled) reshuffled.add(id);
      // A turn of the event loop, whatever the driver: what waits there goes first.
      await pause(0);
    }
  };
  for (let back = 0; back <= MAX_RETURNS && !stopSignal?.aborted && (await hasStale(db)); back++) {
    if (back > 0) await pause(PAUSE_MS, undefined, { signal: stopSignal, ref: false }).catch(() => {});
    const batches = walk(db);
    await Promise.all(BATCH_LOCKS.map((key) => follow(batches, key)));
  }
  for (const id of reshuffled) {
    if (stopSignal?.aborted) break;
    await reprepareOutdated(db, id);
  }
  return doneCount;
}
