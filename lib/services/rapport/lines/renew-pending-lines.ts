import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { parisDay } from "@/lib/domain/paris-day";
import { renewLines } from "./renew-lines";

/**
 * Renews the lines of the établissements where something was written, until it is asked to stop: who reads next has nothing to wait for,
 * and marks do not pile up where nobody reads. To call every minute, by any number of processes.
 */
export async function renewPendingLines(db: Db, now: Date, stopSignal: AbortSignal): Promise<void> {
  // In any order: one that fails must not stand for ever before the others.
  const pending = await parsedRows(
    db,
    z.object({ id: z.string() }),
    sql`select e.id from etablissements e where exists (select 1 from rapport_changes c where c.etablissement_id = e.id) order by random()`,
  );
  for (const { id } of pending) {
    if (stopSignal.aborted) return;
    await renewLines(db, id, parisDay(now));
  }
}
