import { and, asc, count, eq, isNotNull, max, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { transmissions } from "@/db/schema/transmissions";
import type { Day } from "@/lib/domain/day";
import { ETATS, type EtatDossierValue, NOT_SHOWN } from "@/lib/domain/etat";
import { parisDay } from "@/lib/domain/paris-day";
import { nextChange } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { ETAT_SQL, MARKS_SQL, statutOn, statutSoon, TBA_MESSAGES } from "./columns-sql";
import { conditions, order } from "./filter";
import type { Rapport, RapportFilters, RapportRow } from "./rapport.types";

const PER_PAGE = 50;
const MAX_LISTED_FORMATIONS = 40;

/** The columns of one line, for a select of dossiers. */
export function rowColumns(day: Day) {
  return {
    id: dossiers.id,
    numero: sql<number>`coalesce(${dossiers.numero}, 0)`.mapWith(Number),
    formation: dossiers.formation,
    apprenant: dossiers.apprenant,
    statut: statutOn(day),
    parcours: dossiers.parcours,
    employeur: dossiers.employeur,
    debut: dossiers.debut,
    fin: dossiers.fin,
    etat: ETAT_SQL,
    anomalies: dossiers.anomalies,
    tbaMessages: TBA_MESSAGES,
  };
}

async function countByEtat(db: Db, where: ReturnType<typeof conditions>): Promise<Record<EtatDossierValue, number>> {
  const counts = await db.select({ etat: ETAT_SQL, n: count() }).from(dossiers).where(where).groupBy(ETAT_SQL);
  const byEtat: Record<EtatDossierValue, number> = { invalide: 0, "a-transmettre": 0, transmis: 0, refuse: 0 };
  for (const { etat, n } of counts) byEtat[etat] = n;
  return byEtat;
}

async function choice(db: Db, all: ReturnType<typeof conditions>, day: Day): Promise<Rapport["choice"]> {
  const formations = await db
    .selectDistinct({ formation: dossiers.formation, sort: dossiers.formationSort })
    .from(dossiers)
    .where(all)
    .orderBy(asc(dossiers.formationSort))
    .limit(MAX_LISTED_FORMATIONS + 1);
  const distinct = async (column: SQL<StatutTba | null>) => {
    const found = await db.selectDistinct({ statut: column }).from(dossiers).where(all);
    return found.map((l) => l.statut).filter((statut): statut is StatutTba => statut !== null);
  };
  return {
    formation: formations.length > MAX_LISTED_FORMATIONS ? null : formations.map((f) => f.formation).filter(Boolean),
    statut: await distinct(statutOn(day)),
    soon: await distinct(statutSoon(day)),
    etat: [...ETATS],
  };
}

/** The day in Paris of the last run that reached the TBA. */
async function lastTransmission(db: Db, etablissementId: string): Promise<Day | null> {
  const [row] = await db
    .select({ fin: max(transmissions.endedAt) })
    .from(transmissions)
    .where(
      and(
        eq(transmissions.etablissementId, etablissementId),
        eq(transmissions.status, "completed"),
        isNotNull(transmissions.endedAt),
      ),
    );
  return row?.fin ? parisDay(row.fin) : null;
}

/** The report page: the lines of one page, the counts, the lists under the headings. */
export async function loadRapport(scope: Scope, filters: RapportFilters): Promise<Rapport> {
  const { db, now } = scope;
  const { id } = requirePermission(scope, "view");
  const day = parisDay(now);
  const all = conditions(id, {}, day);
  const kept = conditions(id, filters.searches, day);
  const [keptFilters, total, byEtat, notShown, choices, last] = await Promise.all([
    db.$count(dossiers, kept),
    db.$count(dossiers, all),
    countByEtat(db, all),
    db.$count(dossiers, conditions(id, { etat: NOT_SHOWN }, day)),
    choice(db, all, day),
    lastTransmission(db, id),
  ]);
  const pages = Math.max(1, Math.ceil(keptFilters / PER_PAGE));
  const page = Math.min(filters.page, pages);
  const found = await db
    .select({ ...rowColumns(day), marks: MARKS_SQL })
    .from(dossiers)
    .where(kept)
    .orderBy(...order(filters, day))
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE);
  const rows = found.map(({ parcours, etat, tbaMessages, ...row }): RapportRow => {
    const step = parcours === null ? null : nextChange(parcours, day);
    return {
      ...row,
      etat,
      tbaMessages: etat === "refuse" ? tbaMessages : [],
      nextChange: step === null ? null : { day: step[0], statut: step[1] },
    };
  });
  return {
    rows,
    total,
    filters: keptFilters,
    pages,
    perPage: PER_PAGE,
    byEtat,
    notShown,
    choice: choices,
    lastTransmission: last,
  };
}
