import type { PGlite, QueryOptions, Transaction } from "@electric-sql/pglite";
import { type Reach, setReach } from "./reach";

/** The embedded engine, limited to a reach: only what drizzle calls of it. Its one connection is the system's between two transactions. */
export function withReach(client: PGlite, reach: Reach): PGlite {
  const setting = setReach(reach);
  const transaction = <T>(work: (tx: Transaction) => Promise<T>) =>
    client.transaction(async (tx) => {
      await tx.exec(setting);
      return work(tx);
    });
  const query = (text: string, params?: unknown[], options?: QueryOptions) =>
    transaction((tx) => tx.query(text, params, options));
  return { query, transaction } as unknown as PGlite;
}
