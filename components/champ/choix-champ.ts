import type { TypeChamp } from "@/lib/dossier/champs/definition";
import { TYPES_CFA } from "@/lib/dossier/contrat/nomenclatures";

type Choix = readonly { valeur: string; libelle: string }[];

/** The kinds of field whose values are few: what a list offers, as `ecrireSaisie` writes them. */
export const CHOIX_CHAMPS: Partial<Record<TypeChamp, Choix>> = {
  booleen: [
    { valeur: "oui", libelle: "Oui" },
    { valeur: "non", libelle: "Non" },
  ],
  sexe: [
    { valeur: "F", libelle: "Féminin" },
    { valeur: "M", libelle: "Masculin" },
  ],
  anneeFormation: ["0", "1", "2", "3", "4", "5"].map((annee) => ({ valeur: annee, libelle: annee })),
  statut: [
    { valeur: "0", libelle: "0 : abandon" },
    { valeur: "2", libelle: "2 : inscrit" },
    { valeur: "3", libelle: "3 : apprenti" },
  ],
  typeCfa: Object.entries(TYPES_CFA)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, libelle]) => ({ valeur: code, libelle: `${code} : ${libelle}` })),
};
