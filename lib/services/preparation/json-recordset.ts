import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";

const columns = getTableColumns(dossiers);

export type ColumnKey = keyof typeof columns;

/** Pieces of SQL for writing some columns of many dossiers from one JSON text: one parameter, whatever the number of rows. */
export type JsonRecordset<C extends ColumnKey> = {
  /** «a, b, c» */
  list: SQL;
  /** «r.a, r.b, r.c» */
  values: SQL;
  /** «a = r.a, b = r.b, c = r.c» */
  assignments: SQL;
  /** The rows as a table `r`, with `id` (uuid) and the columns. */
  table: (rows: readonly ({ id: string } & { [key in C]: unknown })[]) => SQL;
};

/** Names and types come from the schema, so that they are said once. */
export function jsonRecordset<C extends ColumnKey>(keys: readonly C[]): JsonRecordset<C> {
  const pairs = keys.map((key) => ({ key, name: columns[key].name, type: columns[key].getSQLType() }));
  const join = (form: (name: string, type: string) => string) =>
    sql.raw(pairs.map(({ name, type }) => form(name, type)).join(", "));
  const types = join((name, type) => `${name} ${type}`);
  return {
    list: join((name) => name),
    values: join((name) => `r.${name}`),
    assignments: join((name) => `${name} = r.${name}`),
    table: (rows) => {
      const objects = rows.map((row) => {
        const object: Record<string, unknown> = { id: row.id };
        for (const { key, name } of pairs) object[name] = row[key];
        return object;
      });
      return sql`jsonb_to_recordset(${JSON.stringify(objects)}::jsonb) as r(id uuid, ${types})`;
    },
  };
}
