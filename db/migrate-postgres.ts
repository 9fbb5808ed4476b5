import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { AFTER_MIGRATION, grantsTo } from "./application-role";
import { LOCKS } from "./locks";

export const MIGRATIONS = join(/*turbopackIgnore: true*/ process.cwd(), "db", "migrations");

const MigrationListSchema = z.object({ entries: z.array(z.object({ when: z.number() })).min(1) });

/** True when the last migration was made: a process that may not migrate then has nothing to ask. */
async function isUpToDate(client: Sql): Promise<boolean> {
  const [made] = await client`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
  if (made?.exists !== true) return false;
  const list = MigrationListSchema.parse(
    JSON.parse(readFileSync(/*turbopackIgnore: true*/ join(MIGRATIONS, "meta", "_journal.json"), "utf8")),
  );
  const last = list.entries.at(-1)?.when;
  const [row] = await client`select max(created_at)::float8 as at from drizzle.__drizzle_migrations`;
  return row?.at === last;
}

/**
 * Brings the schema up to date and gives the application's role what it needs, under the role that owns the tables. With the application's
 * address alone, nothing is done when the schema is up to date already.
 */
export async function bringUpToDate(url: string, migrationUrl: string | undefined): Promise<void> {
  const migrator = postgres(migrationUrl ?? url, {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    // A migration may fill a column: the owner too is bound by the policies.
    connection: { "passerelle.etablissement": "*" },
  });
  try {
    if (migrationUrl === undefined && (await isUpToDate(migrator))) return;
    await migrator`select pg_advisory_lock(${LOCKS.migrations})`;
    await migrate(drizzle(migrator), { migrationsFolder: MIGRATIONS });
    const application = decodeURIComponent(new URL(url).username);
    const separate = migrationUrl !== undefined && decodeURIComponent(new URL(migrationUrl).username) !== application;
    for (const order of [...AFTER_MIGRATION, ...(separate ? grantsTo(application) : [])]) await migrator.unsafe(order);
  } finally {
    await migrator.end();
  }
}
