import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { dossiers } from "@/db/schema/dossiers";
import { rapportLines } from "@/db/schema/rapport";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { addDays, type Day, isSaturday } from "@/lib/domain/day";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { StatutTba } from "@/lib/domain/statut.types";
import { hash } from "@/lib/security/hash";
import {
  ANNEE_SQL,
  DAYS_AHEAD,
  DUPLICATED,
  ETAT_SQL,
  TAKEN_BACK,
  WAS_SEEN,
  WILL_NOT_SHOW,
} from "@/lib/services/rapport/columns-sql";
import { type Searchable, searchConditions } from "@/lib/services/rapport/filter";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";

/** The columns of a line that `lineOf` fills, in its order. */
export const LINE_COLUMNS = [
  "dossier_id",
  "etablissement_id",
  "numero",
  "etat",
  "statut",
  "statut_since",
  "statut_until",
  "next_statut",
  "next_on",
  "taken_back",
  "not_shown",
  "seen",
  "duplicate_of",
  "formation",
  "formation_sort",
  "apprenant_sort",
  "employeur_sort",
  "debut",
  "fin",
  "annee_scolaire",
] as const;

/** What a line says of a dossier on a day, for a select of dossiers `d` with the steps of its parcours around the day (`stepsAround`). */
export function lineOf(day: Day): SQL {
  const d = dossiers;
  // A blocked dossier is no longer sent: nothing puts off the exclusion that the TBA keeps (lib/domain/kept-exclusion.ts).
  const back = sql`case when ${d.blocked} then ${TAKEN_BACK} end`;
  const on = sql`to_char(${back}, 'YYYY-MM-DD')`;
  return sql`${d.id}, ${d.etablissementId}, coalesce(${d.numero}, 0), ${ETAT_SQL},
    case when ${d.parcours} is null then null when ${back} <= ${day}::date then 'ABANDON' else coalesce(steps.statut, 'INSCRIT') end,
    greatest(steps.since, case when ${back} <= ${day}::date then ${on} end),
    least(steps.next_on, case when ${back} > ${day}::date then ${on} end),
    steps.next_statut, steps.next_on, ${TAKEN_BACK}, coalesce(${WILL_NOT_SHOW}, false), ${WAS_SEEN},
    case when ${DUPLICATED} then ${d.person} end,
    ${d.formation}, ${d.formationSort}, ${d.apprenantSort}, ${d.employeurSort}, ${d.debut}, ${d.fin}, ${ANNEE_SQL}`;
}

/** The last step that is not after a day, and the first that is. */
export function stepsAround(day: Day): SQL {
  const [past, future] = [sql`filter (where e.step ->> 0 <= ${day})`, sql`filter (where e.step ->> 0 > ${day})`];
  return sql`lateral (select
      (array_agg(e.step ->> 1 order by e.rank desc) ${past})[1] as statut,
      (array_agg(e.step ->> 0 order by e.rank desc) ${past})[1] as since,
      (array_agg(e.step ->> 1 order by e.rank) ${future})[1] as next_statut,
      (array_agg(e.step ->> 0 order by e.rank) ${future})[1] as next_on
    from jsonb_array_elements(${dossiers.parcours}) with ordinality as e(step, rank)) as steps`;
}

/** The columns of lines that were renewed for a day, as the report searches and sorts them. */
export function linesOn(day: Day): Searchable {
  const l = rapportLines;
  // On Saturday the TBA computes everything again from what it keeps.
  const recomputed = sql<StatutTba | null>`case when ${l.statut} is not null and ${l.takenBack} <= ${day}::date then 'ABANDON' else ${l.statut} end`;
  return {
    numero: l.numero,
    formationSort: l.formationSort,
    apprenantSort: l.apprenantSort,
    employeurSort: l.employeurSort,
    debut: l.debut,
    fin: l.fin,
    annee: l.anneeScolaire,
    etat: sql<EtatDossierValue>`${l.etat}`,
    notShown: sql`${l.notShown}`,
    seen: sql`${l.seen}`,
    statut: isSaturday(day) ? recomputed : sql<StatutTba | null>`${l.statut}`,
    soon: sql<StatutTba | null>`case when ${lte(l.nextOn, addDays(day, DAYS_AHEAD))} then ${l.nextStatut} end`,
    all: (id) => sql`rapport_lines n where n.etablissement_id = ${id}::uuid`,
  };
}

/** The lines of an établissement that the searches keep, once they were renewed for the day. */
export function lineConditions(etablissementId: string, searches: RapportSearches, day: Day): SQL {
  const kept = searchConditions(searches, linesOn(day), etablissementId);
  return and(eq(rapportLines.etablissementId, etablissementId), kept) ?? sql`false`;
}

/** What made the lines and what names their causes: a process of another version makes them all again. */
export const RULES: string = hash(
  `${PREPARATION_VERSION} ${new PgDialect().sqlToQuery(sql`${lineOf("2000-01-01")} ${stepsAround("2000-01-01")}`).sql}`,
  "base64url",
).slice(0, 16);
