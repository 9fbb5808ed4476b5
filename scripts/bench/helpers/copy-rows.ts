import type { Sql, TransactionSql } from "postgres";

/** The owner's connection: above the policies, one at a time. */
export type Owner = Sql;

/** What some columns of the copies hold, as SQL; `m` is the row that is copied. */
export type Otherwise = Readonly<Record<string, string>>;

/** Within `work`, the database does nothing by itself: what its triggers would have written is copied with the rest. */
export async function withoutTriggers(owner: Owner, work: (tx: TransactionSql) => Promise<void>): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local synchronous_commit = off`;
    await work(tx);
  });
}

/**
 * Writes rows of a table again, as many times as `beside` says («cross join …»), some columns otherwise. `where`: which rows. All three are
 * SQL, and the bench's own. Answers how many were written.
 */
export async function copyRows(
  tx: TransactionSql,
  table: string,
  otherwise: Otherwise,
  { beside, where }: { beside: string; where: string },
): Promise<number> {
  const columns = await tx<{ name: string }[]>`select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`;
  const names = columns.map(({ name }) => `"${name}"`);
  const values = columns.map(({ name }) => otherwise[name] ?? `m."${name}"`);
  const { count } = await tx.unsafe(
    `insert into ${table} (${names.join(", ")}) select ${values.join(", ")} from ${table} m ${beside} where ${where}`,
  );
  return count;
}
