import postgres from "postgres";
import type { Database } from "@/db/database";
import { openPostgres } from "@/db/open";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";

/** PostgreSQL as a host would set it for such a base: durable, with some memory. */
const SETTINGS = "-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min";

/** By the owner of the tables: nobody else may. */
async function vacuum(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await owner`vacuum analyze`;
  await owner.end();
}

/** Measures on a PostgreSQL of its own, thrown away after. `analyze`: what its autovacuum would have done in time. */
export async function onPostgres(
  measure: (database: Database, analyze: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs, SETTINGS);
  try {
    // As in production; BENCH_ROLE=owner, above row-level security, to see what it costs.
    const owner = process.env.BENCH_ROLE === "owner";
    const database = owner
      ? await openPostgres(server.url)
      : await openPostgres(server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`), { migrationUrl: server.url });
    try {
      await measure(database, () => vacuum(server.url));
    } finally {
      await database.close();
    }
  } finally {
    server.stop();
  }
}
