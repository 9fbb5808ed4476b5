import type { RaisonDepart } from "@/lib/services/surveiller/surveiller.types";

/** Why a dossier is no longer in the software, in the order in which a form asks. */
export const RAISONS: readonly { raison: RaisonDepart; libelle: string; suite: string }[] = [
  { raison: "rupture", libelle: "Rupture du contrat", suite: "la date devient la rupture du dernier contrat" },
  {
    raison: "exclusion",
    libelle: "Exclusion ou abandon de la formation",
    suite: "la date devient celle de l'exclusion",
  },
  {
    raison: "fin",
    libelle: "Fin du contrat",
    suite: "la date devient la fin du dernier contrat (ou de la formation s'il n'y en a pas)",
  },
  { raison: "erreur", libelle: "Erreur du fichier", suite: "l'apprenti est toujours là, rien ne change" },
];

/** The words of a reason. */
export function libelleRaison(raison: RaisonDepart): string {
  return RAISONS.find((r) => r.raison === raison)?.libelle ?? raison;
}
