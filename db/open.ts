import { existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migrerPostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migrerPglite } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import type { Database } from "./database";
import { lockFolder } from "./folder-lock";
import { LOCKS } from "./locks";

const MIGRATIONS = join(/*turbopackIgnore: true*/ process.cwd(), "db", "migrations");

/** Opens the embedded database in a folder, made if need be, and brings its schema up to date. Throws LockError. */
export async function openPglite(dossier: string): Promise<Database> {
  const unlock = await lockFolder(dossier);
  try {
    const client = await PGlite.create(dossier, {
      startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"],
    });
    const db = drizzlePglite(client);
    await migrerPglite(db, { migrationsFolder: MIGRATIONS });
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
  const migrator = new pg.Client({ connectionString: url });
  await migrator.connect();
  try {
    await migrator.query("select pg_advisory_lock($1)", [LOCKS.migrations]);
    await migrerPostgres(drizzlePostgres(migrator), { migrationsFolder: MIGRATIONS });
  } finally {
    await migrator.end();
  }
  const client = new pg.Pool({ connectionString: url, max: connections, application_name: "passerelle-tba" });
  // A connection cut while nobody uses it: the next query opens another one.
  client.on("error", () => {});
  // One cut between two queries of a transaction: the next of them says so; unheard, the event would end the process.
  client.on("connect", (connection) => connection.on("error", () => {}));
  return { db: drizzlePostgres(client), source: { engine: "postgresql", url }, close: () => client.end() };
}

/** PostgreSQL when there is an address, the embedded database otherwise. */
export function openDatabase(config: { databaseUrl?: string | undefined; pgliteDir: string }): Promise<Database> {
  if (!existsSync(MIGRATIONS)) throw new Error("Le dossier db/migrations est introuvable.");
  return config.databaseUrl ? openPostgres(config.databaseUrl) : openPglite(config.pgliteDir);
}
