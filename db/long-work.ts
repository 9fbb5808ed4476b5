import { sql } from "drizzle-orm";
import type { Db } from "./database";

/** An import or a correction of hundreds of dossiers may take longer than a page: for this transaction, and still not for ever. */
export async function allowLongWork(tx: Db): Promise<void> {
  await tx.execute(sql`set local statement_timeout = '5min'`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = '5min'`);
}

/** Where a work of the same kind is waited for that may itself be long: a page's own patience with locks is shorter than it. */
export async function waitForTurn(tx: Db): Promise<void> {
  await tx.execute(sql`set local lock_timeout = '1min'`);
}

/**
 * Before many rows are written: what this connection keeps of plans is made anew. PostgreSQL plans once the question that it asks itself at each row
 * (foreign keys, triggers, policies); kept from when a table held next to nothing, the plan reads the whole of it for each row.
 */
export async function forgetPlans(tx: Db): Promise<void> {
  await tx.execute(sql`discard plans`);
}
