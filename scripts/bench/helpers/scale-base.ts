import postgres from "postgres";
import type { Database } from "@/db/database";
import { openPostgres } from "@/db/open";
import { APPLICATION_ROLE, type PostgresServer, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { type Site, startSite } from "@/tests/walls/site";
import type { Owner } from "./copy-rows";
import { SECRETS } from "./one-night";

/** As a host would set it for such a base: durable, with some memory. */
const SETTINGS = "-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min";

/** A base of the bench: its own PostgreSQL, the built site on it, and two ways in, as the application and as the owner. */
export type Base = { name: string; server: PostgresServer; site: Site; database: Database; owner: Owner };

/** Starts a PostgreSQL and the built site on it, under the application's role. `tba`: where the TBA is. Nothing works its queues. */
export async function openBase(name: string, tba: string): Promise<Base> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs, SETTINGS);
  const url = server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`);
  const site = await startSite({
    env: {
      DATABASE_URL: url,
      DATABASE_URL_MIGRATION: server.url,
      ENCRYPTION_KEYS: SECRETS.ENCRYPTION_KEYS,
      TBA_API_URL: `${tba}/api`,
      WORKER: "non",
    },
  });
  const database = await openPostgres(url, { migrationUrl: server.url });
  const owner = postgres(server.url, { max: 1, max_lifetime: null, onnotice: () => {} });
  // The site's own purge of the day would fall into a measure.
  await owner`insert into purges (day, started_at, ended_at) values (current_date, now(), now()) on conflict do nothing`;
  return { name, server, site, database, owner };
}

export async function closeBase({ server, site, database, owner }: Base): Promise<void> {
  await site.stop();
  await database.close();
  await owner.end();
  server.stop();
}
