import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { Day } from "@/lib/domain/day";
import { ETATS } from "@/lib/domain/etat";
import { shownSince } from "@/lib/domain/kept-exclusion";
import type { StatutStep, StatutTba } from "@/lib/domain/statut.types";
import { sortedBy } from "@/lib/services/rapport/filter";
import type { RapportFilters, RapportRow, RapportSearches } from "@/lib/services/rapport/rapport.types";
import { lineConditions, linesOn } from "./lines-sql";

const RowSchema = z
  .object({
    kept: z.number(),
    id: z.string(),
    numero: z.number(),
    formation: z.string(),
    apprenant: z.string(),
    statut: z.custom<StatutTba>().nullable(),
    parcours: z.custom<StatutStep[]>().nullable(),
    takenBack: z.string().nullable(),
    blocked: z.boolean(),
    nextOn: z.string().nullable(),
    nextStatut: z.custom<StatutTba>().nullable(),
    employeur: z.string(),
    debut: z.string().nullable(),
    fin: z.string().nullable(),
    etat: z.enum(ETATS),
    anomalies: z.custom<Anomalie[]>(),
    received: z.boolean(),
    accepted: z.boolean(),
    seen: z.boolean(),
    tbaMessages: z.array(z.string()),
  })
  .transform(({ nextOn, nextStatut, received, accepted, seen, tbaMessages, ...row }) => ({
    ...row,
    nextChange: nextOn === null || nextStatut === null ? null : { day: nextOn, statut: nextStatut },
    marks: received ? { accepted, seen } : null,
    tbaMessages: row.etat === "refuse" ? tbaMessages : [],
  }));

export const PER_PAGE = 50;

/** A page of the report: `kept` lines in all, of which these are shown, on the page that there was nearest to the one asked for. */
export type ReadPage = { rows: RapportRow[]; kept: number; page: number; pages: number };

/** Whether the searches ask anything of the lines. */
export const isFiltered = (searches: RapportSearches): boolean =>
  Object.values(searches).some((values) => values.length > 0);

/** The order of the lines by `key`, what they are sorted by; from the last one when it is read `backwards`: blanks are then first. */
export function orderBy(key: SQL, { sort, direction }: RapportFilters, backwards: boolean): SQL {
  const upwards = (direction === "asc") !== backwards;
  // Numbers are never blank, and all different: an index has them in both orders.
  const first = sort === "numero" ? !upwards : backwards;
  const [way, blanks] = [sql.raw(upwards ? "asc" : "desc"), sql.raw(first ? "first" : "last")];
  return sql`${key} ${way} nulls ${blanks}, numero ${sort === "numero" ? way : sql.raw(backwards ? "desc" : "asc")}`;
}

const KEY = sql`key`;

/** Completes the lines of `page` with what only their dossiers say, in an order. `kept`: how many there were in all. */
const complete = (
  kept: SQL,
  order: SQL,
) => sql`select ${kept} as kept, d.id, p.numero, d.formation, d.apprenant, p.statut, d.parcours, d.blocked,
    p.taken_back::text as "takenBack", p.next_on as "nextOn", p.next_statut as "nextStatut", d.employeur, d.debut, d.fin, p.etat, d.anomalies,
    s.received_at is not null as received, p.seen,
    coalesce(s.sent_at is not null and s.sent_fingerprint = d.fingerprint, false) as accepted,
    case when p.etat = 'refuse' then s.tba_messages else '[]'::jsonb end as "tbaMessages"
  from page p join dossiers d on d.id = p.dossier_id join submissions s on s.dossier_id = d.id order by ${order}`;

const columnsOn = (day: Day, sort: RapportFilters["sort"]) => {
  const lines = linesOn(day);
  return sql`dossier_id, numero, etat, ${lines.statut} as statut, ${lines.seen} as seen, next_on, next_statut, taken_back, ${sortedBy(sort, lines)} as key`;
};

/** All the lines, of which `total` are known: those of a page past the middle are read from the end. */
async function readAll(db: Db, etablissementId: string, filters: RapportFilters, total: number, day: Day) {
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
        select ${columnsOn(day, filters.sort)} from rapport_lines where ${lineConditions(etablissementId, {}, day)}
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

/** Since when the status holds is worked out of the parcours of the few lines that are shown: nothing is kept of it. */
function rowOn({ kept: _, parcours, takenBack, blocked, ...row }: z.infer<typeof RowSchema>, day: Day): RapportRow {
  const exclusion = { own: null, kept: takenBack, sent: !blocked };
  return { ...row, since: parcours === null ? null : shownSince(parcours, exclusion, day) };
}

/**
 * A page of the report from lines that `freshSummary` renewed, `total` of them without a search. A page out of bounds is the nearest one.
 */
export async function readPage(
  db: Db,
  etablissementId: string,
  filters: RapportFilters,
  total: number,
  day: Day,
): Promise<ReadPage> {
  const { rows, ...found } = isFiltered(filters.searches)
    ? await readKept(db, etablissementId, filters, day)
    : await readAll(db, etablissementId, filters, total, day);
  return { ...found, rows: rows.map((row) => rowOn(row, day)) };
}
