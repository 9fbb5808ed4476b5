import { existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { Database } from "./database";
import { lockFolder } from "./folder-lock";
import { LOCKS } from "./locks";

const MIGRATIONS = join(/*turbopackIgnore: true*/ process.cwd(), "db", "migrations");

/** Opens the embedded database in a folder, made if need be, and brings its schema up to date. Throws LockError. */
export async function openPglite(folder: string): Promise<Database> {
  const unlock = await lockFolder(folder);
  try {
    const client = await PGlite.create(folder, {
      startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"],
    });
    const db = drizzlePglite(client);
    await migratePglite(db, { migrationsFolder: MIGRATIONS });
    const close = async () => {
      await client.close();
      await unlock();
    };
    return { db, source: { engine: "pglite", client }, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Connects to a PostgreSQL (15 or later) and brings its schema up to date; processes that start together take turns. */
export async function openPostgres(url: string, connections = 10): Promise<Database> {
  const migrator = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await migrator`select pg_advisory_lock(${LOCKS.migrations})`;
    await migratePostgres(drizzlePostgres(migrator), { migrationsFolder: MIGRATIONS });
  } finally {
    await migrator.end();
  }
  const client = postgres(url, {
    max: connections,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 2),
    connection: { application_name: "passerelle-tba" },
    // Nothing is asked of the catalogue at each connection: arrays come as texts, which the columns know how to read.
    fetch_types: false,
    onnotice: () => {},
  });
  return {
    db: drizzlePostgres(client),
    source: { engine: "postgresql", url },
    close: () => client.end({ timeout: 5 }),
  };
}

/** PostgreSQL when there is an address, the embedded database otherwise. */
export function openDatabase(config: { databaseUrl?: string | undefined; pgliteDir: string }): Promise<Database> {
  if (!existsSync(MIGRATIONS)) throw new Error("Le dossier db/migrations est introuvable.");
  return config.databaseUrl ? openPostgres(config.databaseUrl) : openPglite(config.pgliteDir);
}
