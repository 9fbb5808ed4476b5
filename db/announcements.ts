import { sql } from "drizzle-orm";
import postgres from "postgres";
import type { Database, Db } from "./database";

const CHANNEL = "passerelle_jobs";

/** Tells the workers of other processes, once this transaction is done, that a queue has something to do: they look without waiting for their next round. */
export async function announceJobs(tx: Db, queue: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}, ${queue})`);
}

/**
 * Hears of the queues that have something to do, from any process of this base. A hint only: one that is lost (the connection was) costs a round of waiting.
 * The embedded database has one process, which needs no telling. Answers what ends it; throws when the base cannot be reached.
 */
export async function onJobsAnnounced(
  { source }: Database,
  hear: (queue: string) => void,
): Promise<() => Promise<void>> {
  if (source.engine === "pglite") return async () => {};
  const client = postgres(source.url, { max: 1, fetch_types: false, onnotice: () => {} });
  await client.listen(CHANNEL, hear);
  return () => client.end();
}
