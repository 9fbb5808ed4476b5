import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { TYPES_CFA } from "@/lib/domain/contrat/nomenclatures";

type Choices = readonly { value: string; label: string }[];

const OF_TYPES: Partial<Record<ChampType, Choices>> = {
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

/** What the words of a software's own status may stand for. */
const STATUTS: Choices = [
  { value: "APP", label: "Un apprenti" },
  { value: "ELV", label: "Pas un apprenti" },
];

/** For a field whose values are few, what a list offers, as `formatInput` writes them; null for the others. */
export const choicesOf = (champ: ChampKey): Choices | null =>
  champ === "statut" ? STATUTS : (OF_TYPES[champOf(champ).type] ?? null);
