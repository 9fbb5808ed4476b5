import { ServiceError } from "@/lib/errors";
import type { CorrectionDone } from "./correct-dossier";

/** What the form answers to a correction. Throws CONFLIT when others changed the same fields: nothing was written. */
export function describeCorrection(done: CorrectionDone): string {
  if (done.kind === "conflit") {
    throw new ServiceError(
      "CONFLICT",
      "Rien n'est enregistré : quelqu'un d'autre a changé ce dossier entre-temps. Choisissez la valeur à garder, puis enregistrez.",
    );
  }
  if (done.bloquantes === 0)
    return "Enregistré. Rien ne bloque plus ce dossier : il partira à la prochaine transmission.";
  if (done.bloquantes === 1) return "Enregistré. Il reste un point bloquant.";
  return `Enregistré. Il reste ${done.bloquantes} points bloquants.`;
}
