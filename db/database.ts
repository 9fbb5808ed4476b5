import { createHash } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import { type PgDatabase, PgDialect, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";

/** The database or a transaction of it, whichever engine is behind. */
export type Db = PgDatabase<PgQueryResultHKT>;

/** What is behind: the embedded engine itself, or the server's address. The job queue opens its own way to it. */
export type Source = { engine: "pglite"; client: PGlite } | { engine: "postgresql"; url: string };

/** An open database. `close` lets go of it (and of the folder's lock). */
export type Database = { db: Db; source: Source; close: () => Promise<void> };

const DIALECT = new PgDialect();

/**
 * The rows of a raw query that is made again and again, always with the same text: PostgreSQL reads and plans it once a connection.
 * In a transaction, and on the embedded database, the same as `rows`.
 */
export async function preparedRows<T extends pg.QueryResultRow>(db: Db, query: SQL): Promise<T[]> {
  const client = "$client" in db ? db.$client : null;
  if (!(client instanceof pg.Pool)) return rows<T>(db, query);
  const { sql: text, params } = DIALECT.sqlToQuery(query);
  const name = createHash("sha1").update(text).digest("base64url");
  return (await client.query<T>({ name, text, values: params })).rows;
}

/** The rows of a raw query: the two engines do not wrap them alike. */
export async function rows<T>(db: Db, query: SQL): Promise<T[]> {
  const result: unknown = await db.execute(query);
  if (Array.isArray(result)) return [...(result as T[])];
  return (result as { rows: T[] }).rows;
}
