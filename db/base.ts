import type { PGlite } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** The database or a transaction of it, whichever engine is behind. */
export type Db = PgDatabase<PgQueryResultHKT>;

/** What is behind: the embedded engine itself, or the server's address. The job queue opens its own way to it. */
export type Source = { moteur: "pglite"; client: PGlite } | { moteur: "postgresql"; url: string };

/** An open database. `fermer` lets go of it (and of the folder's lock). */
export type Base = { db: Db; source: Source; fermer: () => Promise<void> };

/** The rows of a raw query: the two engines do not wrap them alike. */
export async function lignes<T>(db: Db, requete: SQL): Promise<T[]> {
  const resultat: unknown = await db.execute(requete);
  if (Array.isArray(resultat)) return [...(resultat as T[])];
  return (resultat as { rows: T[] }).rows;
}
