import { existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migrerPostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migrerPglite } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import type { Base } from "./base";
import { verrouiller } from "./verrou";

const MIGRATIONS = join(/*turbopackIgnore: true*/ process.cwd(), "db", "migrations");
/** Any number will do, as long as all our processes agree on it. */
const VERROU_DES_MIGRATIONS = 7_210_577;

/** Opens the embedded database in a folder, made if need be, and brings its schema up to date. Throws ErreurVerrou. */
export async function ouvrirPglite(dossier: string): Promise<Base> {
  const deverrouiller = await verrouiller(dossier);
  try {
    const client = await PGlite.create(dossier, {
      startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"],
    });
    const db = drizzlePglite(client);
    await migrerPglite(db, { migrationsFolder: MIGRATIONS });
    const fermer = async () => {
      await client.close();
      await deverrouiller();
    };
    return { db, source: { moteur: "pglite", client }, fermer };
  } catch (erreur) {
    await deverrouiller();
    throw erreur;
  }
}

/** Connects to a PostgreSQL (15 or later) and brings its schema up to date; processes that start together take turns. */
export async function ouvrirPostgres(url: string, connexions = 10): Promise<Base> {
  const migrateur = new pg.Client({ connectionString: url });
  await migrateur.connect();
  try {
    await migrateur.query("select pg_advisory_lock($1)", [VERROU_DES_MIGRATIONS]);
    await migrerPostgres(drizzlePostgres(migrateur), { migrationsFolder: MIGRATIONS });
  } finally {
    await migrateur.end();
  }
  const client = new pg.Pool({ connectionString: url, max: connexions, application_name: "passerelle-tba" });
  // A connection cut while nobody uses it: the next query opens another one.
  client.on("error", () => {});
  return { db: drizzlePostgres(client), source: { moteur: "postgresql", url }, fermer: () => client.end() };
}

/** PostgreSQL when there is an address, the embedded database otherwise. */
export function ouvrirBase(config: { databaseUrl?: string | undefined; pgliteDossier: string }): Promise<Base> {
  if (!existsSync(MIGRATIONS)) throw new Error("Le dossier db/migrations est introuvable.");
  return config.databaseUrl ? ouvrirPostgres(config.databaseUrl) : ouvrirPglite(config.pgliteDossier);
}
