import { and, eq, getTableColumns } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { envois } from "@/db/schema/envois";
import { aLeDroit } from "@/lib/auth/droits";
import { valeursEffectives } from "@/lib/dossier/corrections";
import { jourTba } from "@/lib/dossier/jour";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import { estUuid } from "@/lib/services/est-uuid";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { ETAT } from "@/lib/services/rapport/colonnes-sql";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";
import type { Dossier } from "./dossier.types";
import { lireHistorique } from "./lire-historique";
import { envoisDe, marquesDe } from "./lire-marques";
import { trouverVoisins } from "./trouver-voisins";
import { VERSION } from "./version";

/**
 * All that the page of a dossier shows, and its neighbours in the report as `filtres` keep it.
 * Throws INTROUVABLE: an unknown identifier and one of another établissement look the same.
 */
export async function lireDossier(
  contexte: Contexte,
  uai: string,
  id: string,
  filtres: FiltresRapport,
): Promise<Dossier> {
  const { db, maintenant } = contexte;
  const { id: etablissementId, role } = await autoriser(contexte, uai, "voir");
  const [lu] = estUuid(id)
    ? await db
        .select({ ...getTableColumns(dossiers), version: VERSION, etat: ETAT, envoi: envois })
        .from(dossiers)
        .leftJoin(envois, eq(envois.dossierId, dossiers.id))
        .where(and(eq(dossiers.id, id), eq(dossiers.etablissementId, etablissementId)))
    : [];
  if (lu === undefined) throw new ErreurMetier("INTROUVABLE", "Ce dossier n'existe pas.");
  const jour = jourDeParis(maintenant);
  return {
    id: lu.id,
    version: lu.version,
    numero: lu.numero,
    apprenant: lu.apprenant,
    formation: lu.formation,
    employeur: lu.employeur,
    anneeScolaire: lu.anneeScolaire,
    apprenti: lu.apprenti,
    etat: lu.etat,
    source: lu.source,
    corrections: lu.corrections,
    anomalies: lu.anomalies,
    parcours: lu.parcours,
    finFormation: jourTba(valeursEffectives(lu.source, lu.corrections).date_fin_formation),
    aujourdhui: jour,
    marques: marquesDe(lu.envoi, lu.empreinte),
    envois: envoisDe(lu.envoi, lu),
    historique: await lireHistorique(db, lu),
    voisins: await trouverVoisins(db, etablissementId, lu.id, filtres, jour),
    peutCorriger: aLeDroit(role, "gerer"),
  };
}
