import type { PGlite } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import { type PgDatabase, PgDialect, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { ParameterOrJSON, Sql } from "postgres";
import type { z } from "zod";
import { toDatabaseError } from "./errors";

/** The database or a transaction of it, whichever engine is behind. */
export type Db = PgDatabase<PgQueryResultHKT>;

/** What is behind: the embedded engine itself, or the server's address. The job queue opens its own way to it. */
export type Source = { engine: "pglite"; client: PGlite } | { engine: "postgresql"; url: string };

/** The ways into one open database. */
export type Gate = {
  /** All the rows, on the engine's own connections: the night, the clock, the worker, the scripts. */
  system: Db;
  /** All the rows, on the requests' connections: signing in, opening an établissement, the state of health. */
  door: Db;
  /** No établissement's row, on the requests' connections: a request that entered nowhere yet. */
  request: Db;
  /** The rows of some établissements. */
  enter: (etablissementIds: readonly string[]) => Db;
};

/**
 * An open database. `db` is the system's, that of `gate.system`; `bypassesPolicies`: its role is above row-level security, which then
 * protects nothing. `close` lets go of it (and of the folder's lock).
 */
export type Database = { db: Db; gate: Gate; source: Source; bypassesPolicies: boolean; close: () => Promise<void> };

const DIALECT = new PgDialect();

/** Not simple: without a parameter, the driver would send the text to be planned anew each time. */
const PREPARED = { prepare: true, simple: false } as const;

/** The driver under a database or a transaction; null on the embedded one, which plans nothing in advance. */
function driverOf(db: Db): Pick<Sql, "unsafe"> | null {
  const session: unknown = Reflect.get(db, "session");
  const client: unknown = typeof session === "object" && session !== null ? Reflect.get(session, "client") : null;
  return typeof client === "function" && "unsafe" in client ? (client as unknown as Pick<Sql, "unsafe">) : null;
}

/**
 * The rows of a raw query that is made again and again, always with the same text: PostgreSQL reads and plans it once a connection,
 * which spares a round trip too. On the embedded database, the same as `parsedRows`.
 */
export async function preparedRows<T>(db: Db, schema: z.ZodType<T>, query: SQL): Promise<T[]> {
  const driver = driverOf(db);
  if (driver === null) return parsedRows(db, schema, query);
  const { sql: text, params } = DIALECT.sqlToQuery(query);
  const found = await driver.unsafe(text, params as ParameterOrJSON<never>[], PREPARED).catch((error: unknown) => {
    throw toDatabaseError(error);
  });
  return found.map((row) => schema.parse(row));
}

/**
 * Asks something again and again (see `preparedRows`) of which no answer is wanted. It is sent at once, even when what was asked before is not answered yet: the
 * database then goes from one to the next without waiting for this process.
 */
export async function executePrepared(db: Db, query: SQL): Promise<void> {
  const driver = driverOf(db);
  if (driver === null) {
    await db.execute(query);
    return;
  }
  const { sql: text, params } = DIALECT.sqlToQuery(query);
  await driver.unsafe(text, params as ParameterOrJSON<never>[], PREPARED).catch((error: unknown) => {
    throw toDatabaseError(error);
  });
}

/** A list of texts as PostgreSQL writes one, whatever they hold. */
const textArray = (texts: readonly unknown[]) =>
  `{${texts.map((text) => `"${String(text).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

/**
 * The rows of a statement that a library wrote, made again and again (see `preparedRows`); a list of texts is given as one parameter. Null on the
 * embedded database.
 */
export function preparedStatements(db: Db): ((text: string, params: readonly unknown[]) => Promise<unknown[]>) | null {
  const driver = driverOf(db);
  if (driver === null) return null;
  return async (text, params) => {
    const values = params.map((value) => (Array.isArray(value) ? textArray(value) : value));
    return [...(await driver.unsafe(text, values as ParameterOrJSON<never>[], PREPARED))];
  };
}

/** A column of a row as its text in UTF-8, null when it has no value. */
export type ColumnBytes = Buffer | null;

const toBytes = (value: unknown): ColumnBytes =>
  value === null || value === undefined ? null : Buffer.from(String(value));

/**
 * Gives the rows of a query made again and again (see `preparedRows`), of texts, identifiers and whole numbers, one by one as they come,
 * each column as the bytes that came from the database: what only passes through the program is never made a string, and what a row came
 * in can go at once. The bytes are parts of larger pieces: `take` copies what it keeps; what it throws is thrown.
 */
export async function preparedBytes(db: Db, query: SQL, take: (columns: ColumnBytes[]) => void): Promise<void> {
  const driver = driverOf(db);
  if (driver === null) {
    for (const row of await rows<Record<string, unknown>>(db, query)) take(Object.values(row).map(toBytes));
    return;
  }
  const { sql: text, params } = DIALECT.sqlToQuery(query);
  const asked = driver.unsafe(text, params as ParameterOrJSON<never>[], PREPARED);
  asked.raw();
  await asked
    .forEach((row) => {
      take(row as unknown as ColumnBytes[]);
    })
    .catch((error: unknown) => {
      throw toDatabaseError(error);
    });
}

/**
 * The rows of a raw query, each read by `schema`: the compiler cannot see what SQL answers, and the drivers do not give instants alike
 * (`z.coerce.date()`). Throws a ZodError when a row has another shape.
 */
export async function parsedRows<T>(db: Db, schema: z.ZodType<T>, query: SQL): Promise<T[]> {
  return (await rows(db, query)).map((row) => schema.parse(row));
}

/** The rows of a raw query as they come: the two engines do not wrap them alike. */
export async function rows<T = unknown>(db: Db, query: SQL): Promise<T[]> {
  const result: unknown = await db.execute(query);
  if (Array.isArray(result)) return [...(result as T[])];
  return (result as { rows: T[] }).rows;
}
