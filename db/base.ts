import { createHash } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import { type PgDatabase, PgDialect, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";

/** The database or a transaction of it, whichever engine is behind. */
export type Db = PgDatabase<PgQueryResultHKT>;

/** What is behind: the embedded engine itself, or the server's address. The job queue opens its own way to it. */
export type Source = { moteur: "pglite"; client: PGlite } | { moteur: "postgresql"; url: string };

/** An open database. `fermer` lets go of it (and of the folder's lock). */
export type Base = { db: Db; source: Source; fermer: () => Promise<void> };

const DIALECTE = new PgDialect();

/**
 * The rows of a raw query that is made again and again, always with the same text: PostgreSQL reads and plans it once a connection.
 * In a transaction, and on the embedded database, the same as `lignes`.
 */
export async function lignesPreparees<T extends pg.QueryResultRow>(db: Db, requete: SQL): Promise<T[]> {
  const client = "$client" in db ? db.$client : null;
  if (!(client instanceof pg.Pool)) return lignes<T>(db, requete);
  const { sql: text, params } = DIALECTE.sqlToQuery(requete);
  const name = createHash("sha1").update(text).digest("base64url");
  return (await client.query<T>({ name, text, values: params })).rows;
}

/** The rows of a raw query: the two engines do not wrap them alike. */
export async function lignes<T>(db: Db, requete: SQL): Promise<T[]> {
  const resultat: unknown = await db.execute(requete);
  if (Array.isArray(resultat)) return [...(resultat as T[])];
  return (resultat as { rows: T[] }).rows;
}
