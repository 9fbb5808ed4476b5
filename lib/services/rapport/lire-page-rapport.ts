import { aLeDroit } from "@/lib/auth/droits";
import type { Jour } from "@/lib/dossier/jour";
import { env } from "@/lib/env";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { lireEtatCle } from "@/lib/services/parametrage/lire-cle";
import { lireDerniereTransmission } from "@/lib/services/transmission/lire-bilans";
import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";
import { lireRapport } from "./lire-rapport";
import type { FiltresRapport, Rapport } from "./rapport.types";

export type DonneesPageRapport = {
  rapport: Rapport;
  filtres: FiltresRapport;
  aujourdhui: Jour;
  transmission: BilanTransmission | null;
  cleEnregistree: boolean;
  droits: { importer: boolean; transmettre: boolean; parametrer: boolean };
  liens: { tableauDeBord: string; rapportComplet: string };
};

/** All that the report page shows, for the acting person. */
export async function lirePageRapport(
  contexte: Contexte,
  uai: string,
  filtres: FiltresRapport,
): Promise<DonneesPageRapport> {
  const { role } = await autoriser(contexte, uai, "voir");
  const rapport = await lireRapport(contexte, uai, filtres);
  const gere = aLeDroit(role, "gerer");
  return {
    rapport,
    filtres: { ...filtres, page: Math.min(filtres.page, rapport.pages) },
    aujourdhui: jourDeParis(contexte.maintenant),
    transmission: await lireDerniereTransmission(contexte, uai),
    cleEnregistree: (await lireEtatCle(contexte, uai)).presente,
    droits: { importer: gere, transmettre: gere, parametrer: aLeDroit(role, "administrer") },
    liens: {
      tableauDeBord: env().TBA_SITE_URL,
      rapportComplet: `/${uai}/etablissement/tableau-de-bord-apprentissage/rapport-complet`,
    },
  };
}
