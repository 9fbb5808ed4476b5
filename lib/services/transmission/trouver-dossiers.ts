import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";

/** A dossier to send, without its text: only what cutting into calls needs. */
export type DossierEligible = { id: string; octets: number };
export type DossierAEnvoyer = { id: string; payload: string; empreinte: string };

const valides = (etablissementId: string) =>
  and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), eq(dossiers.bloque, false));

/** Not answered, as they are now, since an instant. */
const sansReponseDepuis = (depuis: Date): SQL => sql`not exists (
  select 1 from envois e where e.dossier_id = ${dossiers.id} and e.recu_le >= ${depuis.toISOString()}::timestamptz
    and (e.empreinte_transmise = ${dossiers.empreinte} or e.empreinte_refusee = ${dossiers.empreinte}))`;

/**
 * The valid apprentices of an établissement, and their sizes in bytes: all of them, or, when a run is taken up,
 * those that the TBA has not answered about since that instant.
 */
export function listerEligibles(db: Db, etablissementId: string, depuis: Date | null): Promise<DossierEligible[]> {
  return db
    .select({ id: dossiers.id, octets: sql<number>`octet_length(${dossiers.payload})`.mapWith(Number) })
    .from(dossiers)
    .where(and(valides(etablissementId), depuis === null ? undefined : sansReponseDepuis(depuis)))
    .orderBy(asc(dossiers.id));
}

/** How many apprentices are «Invalide pour TBA». */
export async function compterInvalides(db: Db, etablissementId: string): Promise<number> {
  return db.$count(
    dossiers,
    and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), eq(dossiers.bloque, true)),
  );
}

/** The payloads of some dossiers as they are now; those that became invalid meanwhile are left out. */
export function lirePayloads(db: Db, etablissementId: string, ids: readonly string[]): Promise<DossierAEnvoyer[]> {
  return db
    .select({ id: dossiers.id, payload: dossiers.payload, empreinte: dossiers.empreinte })
    .from(dossiers)
    .where(and(valides(etablissementId), inArray(dossiers.id, [...ids])))
    .orderBy(asc(dossiers.id));
}
