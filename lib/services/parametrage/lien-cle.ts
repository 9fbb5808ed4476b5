import { env } from "@/lib/env";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lienConnexionApi } from "@/lib/tba/lien-connexion";

/** Where the blue key leads: the TBA's page that shows the établissement's key. */
export async function lienDeLaCle(contexte: Contexte, uai: string): Promise<string> {
  const { siret, uai: uaiCertain } = await autoriser(contexte, uai, "voir");
  return lienConnexionApi({ site: env().TBA_SITE_URL, erp: env().TBA_ERP_ID, siret, uai: uaiCertain });
}
