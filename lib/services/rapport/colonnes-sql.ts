import { type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { Etat } from "@/lib/dossier/etat";
import { ajouterJours, type Jour } from "@/lib/dossier/jour";
import type { StatutTba } from "@/lib/dossier/statut";
import type { MarquesLigne } from "./rapport.types";

/** «État du dossier»: said of the very payload that would be sent, by comparing fingerprints. */
export const ETAT: SQL<Etat> = sql<Etat>`case when ${dossiers.bloque} then 'invalide' else coalesce((
  select case when e.empreinte_refusee = ${dossiers.empreinte} then 'refuse'
    when e.empreinte_transmise = ${dossiers.empreinte} then 'transmis' end
  from envois e where e.dossier_id = ${dossiers.id}), 'a-transmettre') end`;

/** What the TBA said of the payload that it last refused. */
export const MESSAGES_TBA: SQL<string[]> = sql<string[]>`coalesce((
  select e.messages_tba from envois e where e.dossier_id = ${dossiers.id}), '[]'::jsonb)`;

/** What the TBA has of the dossier as it is now; null when it never answered about it. */
export const MARQUES: SQL<MarquesLigne | null> = sql<MarquesLigne | null>`(
  select jsonb_build_object('accepte', e.transmis_le is not null and e.empreinte_transmise = ${dossiers.empreinte},
    'vu', e.vu_le is not null)
  from envois e where e.dossier_id = ${dossiers.id} and e.recu_le is not null)`;

/** «Statut sur TBA» on a day: the last change of the parcours that is not after it. */
export function statutAu(jour: Jour): SQL<StatutTba | null> {
  return sql<StatutTba | null>`case when ${dossiers.parcours} is null then null else coalesce((
    select e.etape ->> 1 from jsonb_array_elements(${dossiers.parcours}) with ordinality as e(etape, rang)
    where e.etape ->> 0 <= ${jour} order by e.rang desc limit 1), 'INSCRIT') end`;
}

/** How far ahead a change of status is announced. */
export const JOURS_D_AVANCE = 30;

/** The status that a dossier takes by itself within JOURS_D_AVANCE days of a day; null when none. */
export function statutProche(jour: Jour): SQL<StatutTba | null> {
  return sql<StatutTba | null>`case when ${dossiers.parcours} is null then null else (
    select e.etape ->> 1 from jsonb_array_elements(${dossiers.parcours}) with ordinality as e(etape, rang)
    where e.etape ->> 0 > ${jour} and e.etape ->> 0 <= ${ajouterJours(jour, JOURS_D_AVANCE)}
    order by e.rang limit 1) end`;
}
