import { and, asc, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { type Jour, jourTba } from "@/lib/dossier/jour";
import type { ObjetJson } from "@/lib/dossier/json";
import { prochainChangement, statutAuJour } from "@/lib/dossier/statut";
import { statutProche } from "@/lib/services/rapport/colonnes-sql";
import { conditions } from "@/lib/services/rapport/filtrer";
import type { Changement } from "./surveiller.types";

/** The dossiers that take another status by themselves within JOURS_D_AVANCE days, the soonest first. */
export async function lireChangements(db: Db, etablissementId: string, jour: Jour): Promise<Changement[]> {
  const lus = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      parcours: dossiers.parcours,
      payload: dossiers.payload,
    })
    .from(dossiers)
    .where(and(conditions(etablissementId, {}, jour), isNotNull(statutProche(jour))))
    .orderBy(asc(dossiers.apprenantTri), asc(dossiers.numero));
  const changements = lus.flatMap(({ parcours, payload, ...dossier }): Changement[] => {
    const etape = prochainChangement(parcours ?? [], jour);
    if (etape === null || parcours === null) return [];
    const exclusion = jourTba((JSON.parse(payload) as ObjetJson).date_exclusion_formation) === etape[0];
    return [{ ...dossier, jour: etape[0], actuel: statutAuJour(parcours, jour), statut: etape[1], exclusion }];
  });
  return changements.sort((a, b) => (a.jour < b.jour ? -1 : a.jour > b.jour ? 1 : 0));
}
