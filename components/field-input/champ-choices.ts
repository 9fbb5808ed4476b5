import type { ChampType } from "@/lib/domain/champs/definition";
import { TYPES_CFA } from "@/lib/domain/contrat/nomenclatures";

type Choices = readonly { value: string; label: string }[];

/** The kinds of field whose values are few: what a list offers, as `formatInput` writes them. */
export const CHAMP_CHOICES: Partial<Record<ChampType, Choices>> = {
  booleen: [
    { value: "oui", label: "Oui" },
    { value: "non", label: "Non" },
  ],
  sexe: [
    { value: "F", label: "Féminin" },
    { value: "M", label: "Masculin" },
  ],
  anneeFormation: ["0", "1", "2", "3", "4", "5"].map((year) => ({ value: year, label: year })),
  statut: [
    { value: "0", label: "0 : abandon" },
    { value: "2", label: "2 : inscrit" },
    { value: "3", label: "3 : apprenti" },
  ],
  typeCfa: Object.entries(TYPES_CFA)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, label]) => ({ value: code, label: `${code} : ${label}` })),
};
