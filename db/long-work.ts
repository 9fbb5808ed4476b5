import { sql } from "drizzle-orm";
import type { Db } from "./database";

/** An import or a correction of hundreds of dossiers may take longer than a page: for this transaction, and still not for ever. */
export async function allowLongWork(tx: Db): Promise<void> {
  await tx.execute(sql`set local statement_timeout = '5min'`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = '5min'`);
}
