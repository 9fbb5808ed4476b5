import type { Anomalie } from "@/lib/dossier/anomalie";
import { champDe } from "@/lib/dossier/champs";
import { jourFrancais, nombreEnJour } from "@/lib/dossier/jour";
import type { ObjetJson } from "@/lib/dossier/json";
import { CLES_CONTRATS, type ClesContrat, type Lecture } from "@/lib/dossier/lecture";
import { anomalie } from "./catalogue";

const NOMS_CONTRATS: Record<ClesContrat["rang"], string> = {
  1: "du contrat",
  2: "du deuxième contrat",
  3: "du troisième contrat",
  4: "du quatrième contrat",
};

const present = (valeur: unknown) => valeur !== undefined && valeur !== null && valeur !== "";

/** What makes the TBA lose, after its 200, a dossier that it accepted (api-v3.md, second stage, 2 and 3), added to `trouvees`. */
export function anomaliesSecondeEtape(valeurs: ObjetJson, lecture: Lecture, trouvees: Anomalie[]): void {
  for (const cles of CLES_CONTRATS) {
    if (present(valeurs[cles.debut])) continue;
    const orphelins = [cles.fin, cles.rupture, cles.cause].filter((cle) => present(valeurs[cle]));
    const [premier] = orphelins;
    if (premier === undefined) continue;
    const quoi = `La date de début ${NOMS_CONTRATS[cles.rang]} manque alors que ${minuscule(champDe(premier).sujet)} est remplie`;
    trouvees.push(anomalie("CONTRAT_SANS_DEBUT", [cles.debut, ...orphelins], `${quoi} : saisissez-la.`));
  }
  if (lecture.entree !== null && lecture.fin !== null && lecture.fin < lecture.entree) {
    const [entree, fin] = [lecture.entree, lecture.fin].map((n) => jourFrancais(nombreEnJour(n)));
    trouvees.push(
      anomalie(
        "FIN_AVANT_ENTREE",
        ["date_fin_formation", "date_entree_formation"],
        `La formation finit le ${fin}, avant d'avoir commencé le ${entree} : corrigez l'une des deux dates.`,
      ),
    );
  }
}

function minuscule(sujet: string): string {
  return sujet.charAt(0).toLowerCase() + sujet.slice(1);
}
