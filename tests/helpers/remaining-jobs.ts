import { sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import { TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";

/** How many jobs are waiting, put off or at work: a night is over when there are none. */
export async function remainingJobs(db: Db): Promise<number> {
  const [remaining] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from pgboss.job
      where name = ${TRANSMISSION_QUEUE} and state in ('created', 'retry', 'active')`,
  );
  return remaining?.n ?? 0;
}
