import { aLeDroit } from "@/lib/auth/droits";
import type { Jour } from "@/lib/dossier/jour";
import { env } from "@/lib/env";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import type { NoteImport } from "@/lib/services/imports/imports.types";
import { lireNoteImport } from "@/lib/services/imports/lire-corrections-finies";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { lireEtatCle } from "@/lib/services/parametrage/lire-cle";
import { lireProgression } from "@/lib/services/transmission/lire-progression";
import type { Progression } from "@/lib/services/transmission/transmission.types";
import { lireRapport } from "./lire-rapport";
import type { FiltresRapport, Rapport } from "./rapport.types";

export type DonneesPageRapport = {
  rapport: Rapport;
  filtres: FiltresRapport;
  aujourdhui: Jour;
  progression: Progression;
  maintenant: string;
  /** What the last import did to corrections, when it ended some. */
  noteImport: NoteImport | null;
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
    progression: await lireProgression(contexte, uai),
    maintenant: contexte.maintenant.toISOString(),
    noteImport: await lireNoteImport(contexte, uai),
    cleEnregistree: (await lireEtatCle(contexte, uai)).presente,
    droits: { importer: gere, transmettre: gere, parametrer: aLeDroit(role, "administrer") },
    liens: {
      tableauDeBord: env().TBA_SITE_URL,
      rapportComplet: `/${uai}/etablissement/tableau-de-bord-apprentissage/rapport-complet`,
    },
  };
}
