import { isOwnDay } from "@/lib/domain/causes/value-at-issue";
import type { ChampKey } from "@/lib/domain/champs";
import { plural } from "@/lib/domain/plural";
import type { Suggestion } from "@/lib/services/deblocage/deblocage.types";

/** What makes a value likely: «3 dossiers valides de même formation», «date de 3 autres dossiers de la formation : vérifiez dans votre logiciel». */
export function describeEvidence(champ: ChampKey, { dossiers, evidence }: Suggestion): string {
  if (evidence === "own") return "votre établissement";
  if (isOwnDay(champ))
    return `date de ${plural(dossiers, "autre dossier", "autres dossiers")} de la formation : vérifiez dans votre logiciel`;
  const found = plural(dossiers, "dossier valide", "dossiers valides");
  if (evidence === "formation") return `${found} de même formation`;
  return evidence === "employeur" ? `${found} de même employeur` : found;
}
