import { sql } from "drizzle-orm";
import { type Db, parsedRows } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import { isFiltered } from "@/lib/services/rapport/filter";
import type { RapportFilters, RapportRow } from "@/lib/services/rapport/rapport.types";
import type { KeptLines } from "./held/keep-lines";
import { sliceLines } from "./held/order-lines";
import { lineConditions } from "./lines-sql";
import { columnsOn, complete, KEY, orderBy, PER_PAGE, RowSchema, rowOn } from "./page-rows";
import type { ReadyLines } from "./ready-lines";

/** A page of the report: `kept` lines in all, of which these are shown, on the page that there was nearest to the one asked for. */
export type ReadPage = { rows: RapportRow[]; kept: number; page: number; pages: number };

/** The lines are those of a version of their summary. */
const areOf = (version: string, etablissementId: string) => sql`exists (select 1 from rapport_summaries s
    where s.etablissement_id = ${etablissementId}::uuid and s.summary ->> 'version' = ${version})`;

/** All the lines, of which `total` are known: those of a page past the middle are read from the end. `only`: what they must be, to be read at all. */
async function readAll(
  db: Db,
  etablissementId: string,
  filters: RapportFilters,
  total: number,
  day: Day,
  only = sql`true`,
) {
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(filters.page, pages);
  const start = (page - 1) * PER_PAGE;
  const length = Math.min(PER_PAGE, total - start);
  const backwards = start > total / 2;
  const order = orderBy(KEY, filters, backwards);
  const rows = await parsedRows(
    db,
    RowSchema,
    sql`with page as materialized (
        select ${columnsOn(day, filters.sort)} from rapport_lines where ${lineConditions(etablissementId, {}, day)} and ${only}
        order by ${order} limit ${length} offset ${backwards ? total - start - length : start}
      ) ${complete(sql`${total}::int`, order)}`,
  );
  return { rows: backwards ? rows.reverse() : rows, kept: total, page, pages };
}

/** The lines that the searches keep: counted, and the nearest page that there is, in one pass. */
async function readKept(db: Db, etablissementId: string, filters: RapportFilters, day: Day) {
  const start = (filters.page - 1) * PER_PAGE;
  const order = orderBy(KEY, filters, false);
  const rows = await parsedRows(
    db,
    RowSchema,
    sql`with rapport_lines as materialized (
        select * from rapport_lines where ${lineConditions(etablissementId, filters.searches, day)}
      ), counted as (
        select count(*)::int as n from rapport_lines
      ), page as materialized (
        select ${columnsOn(day, filters.sort)} from rapport_lines order by ${order} limit ${PER_PAGE}
        offset (select least(${start}::bigint, greatest(0, (n - 1) / ${PER_PAGE} * ${PER_PAGE})) from counted)
      ) ${complete(sql`(select n from counted)`, order)}`,
  );
  const kept = rows[0]?.kept ?? 0;
  const pages = Math.max(1, Math.ceil(kept / PER_PAGE));
  return { rows, kept, page: Math.min(filters.page, pages), pages };
}

/** The same from lines that are held. Null when they are no longer those of the database: somebody renewed them in the meantime. */
async function readHeld(db: Db, etablissementId: string, filters: RapportFilters, held: KeptLines, day: Day) {
  const { kept } = held;
  const pages = Math.max(1, Math.ceil(kept / PER_PAGE));
  const page = Math.min(filters.page, pages);
  const ids = sliceLines(held, filters, { start: (page - 1) * PER_PAGE, length: PER_PAGE });
  if (ids.length === 0) return { rows: [], kept, page, pages };
  const order = orderBy(KEY, filters, false);
  const rows = await parsedRows(
    db,
    RowSchema,
    // The identifiers are made before they are joined: under the rules of the tables, an index serves only what cannot fail.
    sql`with wanted as materialized (
        select e::uuid as id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e
        where ${areOf(held.lines.version, etablissementId)}
      ), page as materialized (
        select ${columnsOn(day, filters.sort)} from wanted join rapport_lines on rapport_lines.dossier_id = wanted.id
        where rapport_lines.etablissement_id = ${etablissementId}::uuid
      ) ${complete(sql`${kept}::int`, order)}`,
  );
  return rows.length === ids.length ? { rows, kept, page, pages } : null;
}

async function read(db: Db, etablissementId: string, filters: RapportFilters, { summary, day, held }: ReadyLines) {
  const found = held && (await readHeld(db, etablissementId, filters, held, day));
  if (found !== null) return found;
  return isFiltered(filters.searches)
    ? readKept(db, etablissementId, filters, day)
    : readAll(db, etablissementId, filters, summary.total, day);
}

const onDay = ({ rows, ...found }: Awaited<ReturnType<typeof readAll>>, day: Day): ReadPage => ({
  ...found,
  rows: rows.map((row) => rowOn(row, day)),
});

/** A page of a version of the lines, of which `total` there are; null when that is no longer the version of the database. */
export async function readPageOf(
  db: Db,
  etablissementId: string,
  filters: RapportFilters,
  { version, total, day, held }: { version: string; total: number; day: Day; held: KeptLines | null },
): Promise<ReadPage | null> {
  if (held !== null) {
    const found = await readHeld(db, etablissementId, filters, held, day);
    return found && onDay(found, day);
  }
  const found = await readAll(db, etablissementId, filters, total, day, areOf(version, etablissementId));
  return found.rows.length === 0 ? null : onDay(found, day);
}

/** A page of the report from lines that are ready. A page out of bounds is the nearest one. */
export async function readPage(
  db: Db,
  etablissementId: string,
  filters: RapportFilters,
  lines: ReadyLines,
): Promise<ReadPage> {
  return onDay(await read(db, etablissementId, filters, lines), lines.day);
}
