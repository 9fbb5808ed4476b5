import { type SQL, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { tableauUuid } from "./tableau-uuid";

/** A dossier to send, without its text: only what cutting into calls needs. */
export type DossierEligible = { id: string; octets: number };
export type DossierAEnvoyer = { id: string; payload: string; empreinte: string };

export type Recensement = { eligibles: DossierEligible[]; invalides: number };

/** Answered, as they are now, since an instant. */
const repondusDepuis = (depuis: Date): SQL => sql`exists (
  select 1 from envois e where e.dossier_id = d.id and e.recu_le >= ${depuis.toISOString()}::timestamptz
    and (e.empreinte_transmise = d.empreinte or e.empreinte_refusee = d.empreinte))`;

/**
 * The apprentices of an établissement: how many are «Invalide pour TBA», and the valid ones with their sizes in bytes. All of them, or,
 * when a run is taken up (`depuis`), those that the TBA has not answered about since that instant.
 */
export async function recenser(db: Db, etablissementId: string, depuis: Date | null): Promise<Recensement> {
  const lus = await lignes<DossierEligible & { bloque: boolean }>(
    db,
    sql`select d.id, octet_length(d.payload) as octets, d.bloque from dossiers d
      where d.etablissement_id = ${etablissementId}::uuid and d.apprenti
        ${depuis === null ? sql`` : sql`and (d.bloque or not ${repondusDepuis(depuis)})`}
      order by d.id`,
  );
  const eligibles = lus.filter((d) => !d.bloque).map(({ id, octets }) => ({ id, octets: Number(octets) }));
  return { eligibles, invalides: lus.length - eligibles.length };
}

/** The payloads of some dossiers as they are now; those that became invalid meanwhile are left out. */
export function lirePayloads(db: Db, etablissementId: string, ids: readonly string[]): Promise<DossierAEnvoyer[]> {
  return lignes<DossierAEnvoyer>(
    db,
    sql`select d.id, d.payload, d.empreinte from dossiers d where d.id = any(${tableauUuid(ids)})
      and d.etablissement_id = ${etablissementId}::uuid and d.apprenti and not d.bloque order by d.id`,
  );
}
