import { sql } from "drizzle-orm";

/** Identifiers as one parameter, whatever their number and the engine. */
export function uuidArray(ids: readonly string[]) {
  return sql`${`{${ids.join(",")}}`}::uuid[]`;
}
