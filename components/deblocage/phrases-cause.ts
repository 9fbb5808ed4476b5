import { nombreDe } from "@/components/rapport/nombre-de";
import type { CauseResumee, Repartition } from "@/lib/services/deblocage/deblocage.types";

/** «31 dossiers, en débloque 28». */
export function compteCause({ dossiers, debloques, gravite }: CauseResumee): string {
  const compte = nombreDe(dossiers, "dossier");
  if (gravite !== "bloquante") return compte;
  return debloques === 0
    ? `${compte}, n'en débloque aucun à elle seule`
    : `${compte}, en débloque ${debloques.toLocaleString("fr-FR")}`;
}

export const LIBELLES_REPARTITIONS: Readonly<Record<Repartition, string>> = {
  tous: "Une valeur pour tous",
  formation: "Par formation",
  employeur: "Par employeur",
  site: "Par lieu de formation",
  dossier: "Une valeur par dossier",
  vider: "Vider le champ",
};
