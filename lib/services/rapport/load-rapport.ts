import { and, eq, max } from "drizzle-orm";
import type { Db } from "@/db/database";
import { transmissions } from "@/db/schema/transmissions";
import type { Day } from "@/lib/domain/day";
import { ETATS } from "@/lib/domain/etat";
import { parisDay } from "@/lib/domain/paris-day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { freshSummary } from "./lines/fresh-summary";
import { PER_PAGE } from "./lines/page-rows";
import { type ReadPage, readPage } from "./lines/read-page";
import { readyLines } from "./lines/ready-lines";
import { MAX_LISTED_FORMATIONS } from "./lines/summarize-lines";
import type { Rapport, RapportFilters } from "./rapport.types";

function choiceOf({ formations, statuts, soon, annees }: RapportSummary): Rapport["choice"] {
  const listed = formations.length > MAX_LISTED_FORMATIONS ? null : formations.filter(Boolean);
  return { formation: listed, statut: statuts, soon, etat: [...ETATS], annee: annees };
}

/** The day in Paris of the last run that reached the TBA: that of its beginning, as the transmissions, the réseau and the e-mails say it. */
export async function lastTransmission(db: Db, etablissementId: string): Promise<Day | null> {
  const [row] = await db
    .select({ startedAt: max(transmissions.startedAt) })
    .from(transmissions)
    .where(and(eq(transmissions.etablissementId, etablissementId), eq(transmissions.status, "completed")));
  return row?.startedAt ? parisDay(row.startedAt) : null;
}

/** The report: a page of it, its figures, and the day of the last run. */
export function composeRapport({ rows, kept, pages }: ReadPage, summary: RapportSummary, last: Day | null): Rapport {
  return {
    rows,
    total: summary.total,
    filters: kept,
    pages,
    perPage: PER_PAGE,
    byEtat: summary.byEtat,
    notShown: summary.notShown,
    choice: choiceOf(summary),
    lastTransmission: last,
  };
}

/** The report page: the lines of one page, the counts, the lists under the headings. */
export async function loadRapport(scope: Scope, filters: RapportFilters): Promise<Rapport> {
  const { id } = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const summary = await freshSummary(scope.db, id, day);
  const lines = await readyLines(scope.db, id, filters, summary, day);
  const [page, last] = await Promise.all([readPage(scope.db, id, filters, lines), lastTransmission(scope.db, id)]);
  return composeRapport(page, summary, last);
}
