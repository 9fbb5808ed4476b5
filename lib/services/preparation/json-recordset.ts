import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";

const columns = getTableColumns(dossiers);

export type ColumnKey = keyof typeof columns;

/** Pieces of SQL for writing some columns of many dossiers from texts: a few parameters, whatever the number of rows. */
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

/**
 * The two columns that weigh most of a row are JSON in a text of their own, a line a row: JSON has no line break within. Inside the JSON of the others,
 * one would have to be escaped and the other taken apart twice, which was half of what PostgreSQL took to read a row.
 */
const LINES: Readonly<Record<"payload" | "source", { line: (value: unknown) => string; cast: string }>> = {
  payload: { line: (value) => (typeof value === "string" ? value : ""), cast: "" },
  source: { line: (value) => JSON.stringify(value), cast: "::jsonb" },
};

type LineKey = keyof typeof LINES;
const isLine = (key: ColumnKey): key is LineKey => key in LINES;

/** An empty line is no value. */
const asLines = (texts: readonly string[]): SQL => sql`unnest(string_to_array(${texts.join("\n")}::text, E'\n', ''))`;

/** Names and types come from the schema, so that they are said once. */
export function jsonRecordset<C extends ColumnKey>(keys: readonly C[]): JsonRecordset<C> {
  const pairs = keys.map((key) => ({ key, name: columns[key].name, type: columns[key].getSQLType() }));
  const inJson = pairs.filter(({ key }) => !isLine(key));
  const apart = (keys as readonly ColumnKey[]).filter(isLine);
  const join = (form: (name: string, cast: string) => string) =>
    sql.raw(pairs.map(({ key, name }) => form(name, isLine(key) ? LINES[key].cast : "")).join(", "));
  const types = sql.raw(["id uuid", ...inJson.map(({ name, type }) => `${name} ${type}`)].join(", "));
  const names = sql.raw(["id", ...inJson.map(({ name }) => name), ...apart].join(", "));
  return {
    list: join((name) => name),
    values: join((name, cast) => `r.${name}${cast}`),
    assignments: join((name, cast) => `${name} = r.${name}${cast}`),
    table: (rows) => {
      const objects = rows.map((row) => {
        const object: Record<string, unknown> = { id: row.id };
        for (const { key, name } of inJson) object[name] = row[key];
        return object;
      });
      const functions = [
        sql`jsonb_to_recordset(${JSON.stringify(objects)}::jsonb) as (${types})`,
        ...apart.map((key) => asLines(rows.map((row) => LINES[key].line(Reflect.get(row, key))))),
      ];
      return sql`rows from (${sql.join(functions, sql`, `)}) as r(${names})`;
    },
  };
}
