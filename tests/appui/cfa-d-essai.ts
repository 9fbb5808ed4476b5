import { eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { appels } from "@/db/schema/appels";
import type { ObjetJson } from "@/lib/dossier/json";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import { lireBilan } from "@/lib/services/transmission/lire-bilans";
import { type Moyens, transmettre } from "@/lib/services/transmission/transmettre";
import { rangerDossiers } from "@/tests/factories/dossiers";
import { donnerCle, nouvelEtablissement, personne } from "@/tests/factories/etablissement";
import { patienceDEssai } from "./patience-d-essai";
import type { SimulateurDEssai } from "./simulateur-d-essai";

/** A CFA of its own for a test, with a key, dossiers, and what a test wants to ask of it. */
export async function cfaDEssai(
  db: Db,
  simulateur: SimulateurDEssai,
  sources: readonly ObjetJson[],
  cle = simulateur.nouvelleCle(),
) {
  const etablissement = await nouvelEtablissement(db);
  await donnerCle(db, etablissement.id, cle);
  await rangerDossiers(db, etablissement.id, sources);
  const contexte = await personne(db, etablissement.id, "administrateur");
  const patience = patienceDEssai();
  const demande = { declencheur: "manuel", par: null, nuitId: null, reprise: false } as const;
  return {
    ...etablissement,
    cle,
    contexte,
    patience,
    attentes: patience.attentes,
    /** One run, now, without the queue. */
    envoyer: async (change: Partial<Moyens & { reprise: boolean }> = {}) => {
      const { reprise = false, ...moyens } = change;
      const course = { ...contexte, maintenant: new Date() };
      const voulus = { tba: simulateur.tba, patience, ...moyens };
      const fin = await transmettre(course, etablissement.id, { ...demande, reprise }, voulus);
      return { bilan: await lireBilan(db, fin.transmissionId), suite: fin.suite };
    },
    /** Its next calls, and nobody else's, fail in a chosen way. */
    panne: (pannes: object | object[]) => simulateur.panne([pannes].flat().map((panne) => ({ ...panne, cle }))),
    /** State of each dossier, by the number of its name. */
    etats: async () => {
      const { lignes } = await lireRapport(contexte, etablissement.uai, lireFiltres({}));
      return Object.fromEntries(lignes.map((l) => [l.apprenant.split(" ")[1], l.etat]));
    },
    appels: (id: string) => db.select().from(appels).where(eq(appels.transmissionId, id)).orderBy(appels.rang),
    /** What the simulated TBA holds of it. */
    auTba: async () => (await simulateur.effectifs(cle)).map((e) => e.id_erp_apprenant).sort(),
  };
}
