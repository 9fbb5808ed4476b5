import { ErreurMetier } from "@/lib/errors";
import type { CorrectionFaite } from "./corriger-dossier";

/** What the form answers to a correction. Throws CONFLIT when others changed the same fields: nothing was written. */
export function raconterCorrection(faite: CorrectionFaite): string {
  if (faite.genre === "conflit") {
    throw new ErreurMetier(
      "CONFLIT",
      "Rien n'est enregistré : quelqu'un d'autre a changé ce dossier entre-temps. Choisissez la valeur à garder, puis enregistrez.",
    );
  }
  if (faite.bloquantes === 0)
    return "Enregistré. Rien ne bloque plus ce dossier : il partira à la prochaine transmission.";
  if (faite.bloquantes === 1) return "Enregistré. Il reste un point bloquant.";
  return `Enregistré. Il reste ${faite.bloquantes} points bloquants.`;
}
