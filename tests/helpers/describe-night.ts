import { sql } from "drizzle-orm";
import { type Database, rows } from "@/db/database";

/** What the queue, the limits and the runs look like: for a test that fails to say why. */
export async function describeNight({ db }: Database): Promise<string> {
  const tables = {
    jobs: sql`select id, state::text, retry_count, start_after, started_on, heartbeat_on, now() as now, data from pgboss.job
      where state in ('created', 'retry', 'active') or created_on > now() - interval '10 minutes' order by created_on`,
    limits: sql`select * from rate_limits`,
    runs: sql`select id, status, owner_id, started_at, heartbeat_at, ended_at, waiting_for, eligibles, accepted, not_sent, error
      from transmissions order by started_at desc limit 5`,
  };
  const told = [];
  for (const [name, query] of Object.entries(tables))
    told.push(`${name}\n${(await rows(db, query)).map((row) => `  ${JSON.stringify(row)}`).join("\n")}`);
  return told.join("\n");
}
