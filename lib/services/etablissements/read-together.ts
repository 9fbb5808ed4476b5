import { sql } from "drizzle-orm";
import { PLANNED_EACH_TIME } from "@/db/reach-postgres";
import type { Scope } from "./scope";

/**
 * Several readings at once, on one connection and in one transaction: they leave together, say once whose rows they are for, and those that
 * are asked again and again are prepared. Not for a reading that writes, nor for one that enters the database by another door.
 */
export function readTogether<S extends Scope, T>(scope: S, read: (scope: S) => Promise<T>): Promise<T> {
  return scope.db.transaction(async (db) => {
    await db.execute(sql.raw(PLANNED_EACH_TIME));
    return read({ ...scope, db });
  });
}
