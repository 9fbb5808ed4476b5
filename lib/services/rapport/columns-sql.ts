import { type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { AnomalieCode } from "@/lib/domain/anomalies/catalogue";
import { addDays, type Day, isSaturday } from "@/lib/domain/day";
import type { EtatDossierValue } from "@/lib/domain/etat";
import { NOT_SHOWN_CODES } from "@/lib/domain/not-shown";
import type { StatutTba } from "@/lib/domain/statut.types";
import { anneeOf } from "@/lib/services/preparation/annee-sql";
import type { RowMarks } from "./rapport.types";

/** «Année scolaire», corrected where it was. */
export const ANNEE_SQL: SQL<string> = anneeOf(sql`${dossiers}`);

/** «État du dossier»: said of the very payload that would be sent, by comparing fingerprints. */
export const ETAT_SQL: SQL<EtatDossierValue> = sql<EtatDossierValue>`case when ${dossiers.blocked} then 'invalide' else coalesce((
  select case when e.refused_fingerprint = ${dossiers.fingerprint} then 'refuse'
    when e.sent_fingerprint = ${dossiers.fingerprint} then 'transmis' end
  from submissions e where e.dossier_id = ${dossiers.id}), 'a-transmettre') end`;

/** The TBA takes the dossier and will show it nowhere: its couple is unknown, its organisme closed. */
export const WILL_NOT_SHOW: SQL = sql`${dossiers.anomalies} @? ${sql.raw(
  `'$[*] ? (${NOT_SHOWN_CODES.map((code) => `@.code == "${code}"`).join(" || ")})'`,
)}`;

/** A rapprochement found the dossier in a list of the TBA. */
export const WAS_SEEN: SQL = sql`exists (
  select 1 from submissions e where e.dossier_id = ${dossiers.id} and e.seen_at is not null)`;

/** What the TBA said of the payload that it last refused. */
export const TBA_MESSAGES: SQL<string[]> = sql<string[]>`coalesce((
  select e.tba_messages from submissions e where e.dossier_id = ${dossiers.id}), '[]'::jsonb)`;

/** What the TBA has of the dossier as it is now; null when it never answered about it. */
export const MARKS_SQL: SQL<RowMarks | null> = sql<RowMarks | null>`(
  select jsonb_build_object('accepted', e.sent_at is not null and e.sent_fingerprint = ${dossiers.fingerprint},
    'seen', e.seen_at is not null)
  from submissions e where e.dossier_id = ${dossiers.id} and e.received_at is not null)`;

/** An exclusion that the TBA took and keeps, and that the dossier no longer says; null when there is none. */
export const TAKEN_BACK: SQL<Day | null> = sql<Day | null>`case when ${dossiers.exclusion} is null then (
  select e.kept_exclusion from submissions e where e.dossier_id = ${dossiers.id}) end`;

/** «Statut sur TBA» on a day: the last change of the parcours that is not after it, or an exclusion that comes back (kept-exclusion.ts). */
export function statutOn(day: Day): SQL<StatutTba | null> {
  const recomputed = isSaturday(day) ? sql`true` : sql`${dossiers.blocked}`;
  return sql<StatutTba | null>`case when ${dossiers.parcours} is null then null
    when ${recomputed} and ${TAKEN_BACK} <= ${day}::date then 'ABANDON' else coalesce((
    select e.step ->> 1 from jsonb_array_elements(${dossiers.parcours}) with ordinality as e(step, rank)
    where e.step ->> 0 <= ${day} order by e.rank desc limit 1), 'INSCRIT') end`;
}

/** How far ahead a change of status is announced. */
export const DAYS_AHEAD = 30;

/** The status that a dossier takes by itself within DAYS_AHEAD days of a day; null when none. */
export function statutSoon(day: Day): SQL<StatutTba | null> {
  return sql<StatutTba | null>`case when ${dossiers.parcours} is null then null else (
    select e.step ->> 1 from jsonb_array_elements(${dossiers.parcours}) with ordinality as e(step, rank)
    where e.step ->> 0 > ${day} and e.step ->> 0 <= ${addDays(day, DAYS_AHEAD)}
    order by e.rank limit 1) end`;
}

const DUPLICATE_CODES: readonly AnomalieCode[] = ["PERSONNE_EN_DOUBLE", "DOUBLON_EN_ATTENTE"];

/** Dossiers that stand for somebody who has another identifier, and nobody said which to keep. */
export const DUPLICATED = sql`(${sql.join(
  DUPLICATE_CODES.map((code) => sql`${dossiers.anomalies} @> ${JSON.stringify([{ code }])}::jsonb`),
  sql` or `,
)})`;
