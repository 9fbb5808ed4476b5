import { type SQL, sql } from "drizzle-orm";
import { fromDrizzle } from "pg-boss";
import { type Db, preparedStatements, rows } from "@/db/database";

/** pg-boss's calls on a transaction of ours: both are kept, or none. */
export const inTransaction = (tx: Db) => ({
  db: fromDrizzle({ execute: async (query: SQL) => ({ rows: await rows(tx, query) }) }, sql),
});

/**
 * pg-boss's calls as statements that PostgreSQL plans once a connection: taking a job and ending it, which each transmission does. On the embedded
 * database, pg-boss's own way.
 */
export function preparedCalls(db: Db): { db?: ReturnType<typeof fromDrizzle> } {
  const ask = preparedStatements(db);
  return ask === null ? {} : { db: { executeSql: async (text, values = []) => ({ rows: await ask(text, values) }) } };
}
