import type { Owner } from "./copy-rows";

/** A table: its rows (estimated), its own megabytes and those of what is stored apart (long values), its indexes', dead rows, and how often autovacuum came. */
export type TableSize = {
  table: string;
  rows: number;
  heapMb: number;
  toastMb: number;
  indexMb: number;
  dead: number;
  autovacuums: number;
};

/** The tables of the product and of its queue, the largest first. */
export async function tableSizes(owner: Owner): Promise<TableSize[]> {
  await owner`select pg_stat_clear_snapshot()`;
  const found = await owner<Record<keyof TableSize, string>[]>`
    select s.schemaname || '.' || s.relname as table, greatest(c.reltuples, 0)::bigint as rows,
      pg_relation_size(c.oid) / 1048576.0 as "heapMb", coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0) / 1048576.0 as "toastMb",
      pg_indexes_size(c.oid) / 1048576.0 as "indexMb", s.n_dead_tup as dead, s.autovacuum_count as autovacuums
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.schemaname in ('public', 'pgboss') order by pg_total_relation_size(c.oid) desc`;
  return found.map(({ table, ...counts }) => ({
    table: table.replace("public.", ""),
    ...(Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)])) as Omit<
      TableSize,
      "table"
    >),
  }));
}

export const totalMb = ({ heapMb, toastMb, indexMb }: TableSize) => heapMb + toastMb + indexMb;

/** The larger tables as lines of a printed table; those below a megabyte together. */
export function sizeLines(sizes: readonly TableSize[], dossiers: number): Record<string, string | number>[] {
  const shown = sizes.filter((size) => totalMb(size) >= 1);
  const round = (n: number) => Math.round(n);
  const sum = (pick: (size: TableSize) => number) => sizes.reduce((total, size) => total + pick(size), 0);
  const line = (table: string, rows: number, [heap, toast, index]: number[], dead: number, autovacuums: number) => ({
    table,
    lignes: rows,
    "table (Mo)": round(heap ?? 0),
    "à part (Mo)": round(toast ?? 0),
    "index (Mo)": round(index ?? 0),
    "octets par dossier": round((((heap ?? 0) + (toast ?? 0) + (index ?? 0)) * 1_048_576) / dossiers),
    "lignes mortes": dead,
    autovacuum: autovacuums,
  });
  return [
    ...shown.map((s) => line(s.table, s.rows, [s.heapMb, s.toastMb, s.indexMb], s.dead, s.autovacuums)),
    line(
      "toutes",
      sum((s) => s.rows),
      [sum((s) => s.heapMb), sum((s) => s.toastMb), sum((s) => s.indexMb)],
      sum((s) => s.dead),
      sum((s) => s.autovacuums),
    ),
  ];
}
