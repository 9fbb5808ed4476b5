import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";

/** Until somebody of this database waits for a lock. PostgreSQL alone: the embedded database does one transaction at a time. */
export async function somebodyWaits(db: Db): Promise<void> {
  for (;;) {
    const [found] = await rows<{ n: number }>(
      db,
      sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((found?.n ?? 0) > 0) return;
    await pause(10);
  }
}
