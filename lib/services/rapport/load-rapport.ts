import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { ETATS } from "@/lib/domain/etat";
import { parisDay } from "@/lib/domain/paris-day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { lastReceivedAt } from "@/lib/services/preparation/last-received";
import { freshSummary } from "./lines/fresh-summary";
import { PER_PAGE } from "./lines/page-rows";
import { type ReadPage, readPage } from "./lines/read-page";
import { readyLines } from "./lines/ready-lines";
import { MAX_LISTED_FORMATIONS } from "./lines/summarize-lines";
import type { LastDays, Rapport, RapportFilters } from "./rapport.types";

function choiceOf({ formations, statuts, soon, annees }: RapportSummary): Rapport["choice"] {
  const listed = formations.length > MAX_LISTED_FORMATIONS ? null : formations.filter(Boolean);
  return { formation: listed, statut: statuts, soon, etat: [...ETATS], annee: annees };
}

const LastInstantsSchema = z.object({ transmission: z.coerce.date().nullable(), received: z.coerce.date().nullable() });

/**
 * The day in Paris of the last run that reached the TBA, that of its beginning as everywhere else, and of the last dossiers that came in, from a file or a software: what leaves each
 * night may be weeks old.
 */
export async function lastDays(db: Db, etablissementId: string): Promise<LastDays> {
  const id = sql`${etablissementId}::uuid`;
  const [row] = await parsedRows(
    db,
    LastInstantsSchema,
    sql`select (select max(started_at) from transmissions where etablissement_id = ${id} and status = 'completed') as transmission,
      ${lastReceivedAt(id)} as received`,
  );
  const dayOf = (instant: Date | null | undefined) => (instant ? parisDay(instant) : null);
  return { transmission: dayOf(row?.transmission), received: dayOf(row?.received) };
}

/** The report: a page of it, its figures, and the last days of what came and of what left. */
export function composeRapport({ rows, kept, pages }: ReadPage, summary: RapportSummary, last: LastDays): Rapport {
  return {
    rows,
    total: summary.total,
    filters: kept,
    pages,
    perPage: PER_PAGE,
    byEtat: summary.byEtat,
    notShown: summary.notShown,
    choice: choiceOf(summary),
    last,
  };
}

/** The report page: the lines of one page, the counts, the lists under the headings. */
export async function loadRapport(scope: Scope, filters: RapportFilters): Promise<Rapport> {
  const { id } = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const summary = await freshSummary(scope.db, id, day);
  const lines = await readyLines(scope.db, id, filters, summary, day);
  const [page, last] = await Promise.all([readPage(scope.db, id, filters, lines), lastDays(scope.db, id)]);
  return composeRapport(page, summary, last);
}
