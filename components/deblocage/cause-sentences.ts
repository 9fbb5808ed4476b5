import { plural } from "@/lib/domain/plural";
import type { CauseSummary, Grouping } from "@/lib/services/deblocage/deblocage.types";

/** «31 dossiers, en débloque 28». */
export function causeCount({ dossiers, unblocked, severity }: CauseSummary): string {
  const count = plural(dossiers, "dossier");
  if (severity !== "bloquante") return count;
  return unblocked === 0
    ? `${count}, n'en débloque aucun à elle seule`
    : `${count}, en débloque ${unblocked.toLocaleString("fr-FR")}`;
}

export const GROUPING_LABELS: Readonly<Record<Grouping, string>> = {
  tous: "Une valeur pour tous",
  formation: "Par formation",
  employeur: "Par employeur",
  site: "Par lieu de formation",
  dossier: "Une valeur par dossier",
  vider: "Vider le champ",
};
