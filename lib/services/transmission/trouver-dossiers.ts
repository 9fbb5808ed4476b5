import { type SQL, sql } from "drizzle-orm";
import { type Db, lignesPreparees } from "@/db/base";
import { tableauUuid } from "./tableau-uuid";

/** A dossier to send, without its text: only what cutting into calls needs. */
export type DossierEligible = { id: string; octets: number };
export type DossierAEnvoyer = { id: string; payload: string; empreinte: string; octets: number };

/** `premiers`: the first ones with their texts, read at the same time, enough for a first call. */
export type Recensement = { eligibles: DossierEligible[]; premiers: DossierAEnvoyer[]; invalides: number };

type Lu = DossierEligible & { bloque: boolean; payload: string | null; empreinte: string };

/** Answered in one of these runs, and the same since. */
const repondusPar = (courses: readonly string[]): SQL => sql`(d.id in (
    select unnest(a.dossier_ids) from appels a where a.transmission_id = any(${tableauUuid(courses)}) and a.genre = 'reponse'
    union all
    select r.dossier_id from resultats r where r.transmission_id = any(${tableauUuid(courses)}) and r.issue = 'refuse'
  ) and exists (
    select 1 from envois e where e.dossier_id = d.id and (e.empreinte_transmise = d.empreinte or e.empreinte_refusee = d.empreinte)
  ))`;

/**
 * The apprentices of an établissement: how many are «Invalide pour TBA», and the valid ones with their sizes in bytes. All of them, or,
 * when a run is taken up, those that the TBA has not answered about in it and in those that it took up itself (`courses`).
 */
export async function recenser(
  db: Db,
  etablissementId: string,
  courses: readonly string[],
  parAppel: number,
): Promise<Recensement> {
  const lus = await lignesPreparees<Lu>(
    db,
    sql`select d.id, octet_length(d.payload) as octets, d.bloque, d.empreinte,
        case when not d.bloque and row_number() over (partition by d.bloque order by d.id) <= ${parAppel} then d.payload end as payload
      from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.apprenti
        ${courses.length === 0 ? sql`` : sql`and (d.bloque or not ${repondusPar(courses)})`}
      order by d.id`,
  );
  const eligibles: DossierEligible[] = [];
  const premiers: DossierAEnvoyer[] = [];
  for (const { id, octets, bloque, payload, empreinte } of lus) {
    if (bloque) continue;
    eligibles.push({ id, octets });
    if (payload !== null) premiers.push({ id, payload, empreinte, octets });
  }
  return { eligibles, premiers, invalides: lus.length - eligibles.length };
}

/** The payloads of some dossiers as they are now; those that became invalid meanwhile are left out. */
export function lirePayloads(db: Db, etablissementId: string, ids: readonly string[]): Promise<DossierAEnvoyer[]> {
  return lignesPreparees<DossierAEnvoyer>(
    db,
    sql`select d.id, d.payload, d.empreinte, octet_length(d.payload) as octets from dossiers d where d.id = any(${tableauUuid(ids)})
      and d.etablissement_id = ${etablissementId}::uuid and d.apprenti and not d.bloque order by d.id`,
  );
}
