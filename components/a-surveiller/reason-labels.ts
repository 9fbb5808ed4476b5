import type { DepartReason } from "@/lib/domain/enumerations";

/** Why a dossier is no longer in the software, in the order in which a form asks. */
export const REASONS: readonly { reason: DepartReason; label: string; next: string }[] = [
  { reason: "rupture", label: "Rupture du contrat", next: "la date devient la rupture du dernier contrat" },
  {
    reason: "exclusion",
    label: "Exclusion ou abandon de la formation",
    next: "la date devient celle de l'exclusion",
  },
  {
    reason: "fin",
    label: "Fin du contrat",
    next: "la date devient la fin du dernier contrat (ou de la formation s'il n'y en a pas)",
  },
  { reason: "erreur", label: "Erreur du fichier", next: "l'apprenti est toujours là, rien ne change" },
];

/** The words of a reason. */
export function reasonLabel(reason: DepartReason): string {
  return REASONS.find((r) => r.reason === reason)?.label ?? reason;
}
