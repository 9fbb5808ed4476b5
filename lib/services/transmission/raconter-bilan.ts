import { ErreurMetier } from "@/lib/errors";
import type { BilanTransmission } from "./transmission.types";

const nombre = (n: number, singulier: string, pluriel: string) => `${n} ${n > 1 ? pluriel : singulier}`;

/** A run in one French sentence. Throws TBA_INJOIGNABLE when it stopped before the end: that is no success. */
export function raconterBilan({ eligibles, acceptes, refuses, nonEnvoyes, erreur }: BilanTransmission): string {
  const envoyes = eligibles - nonEnvoyes;
  const phrases = [
    eligibles === 0
      ? "Aucun dossier valide à envoyer."
      : `${nombre(envoyes, "dossier envoyé", "dossiers envoyés")} : ${nombre(acceptes, "accepté", "acceptés")}, ${nombre(refuses, "refusé", "refusés")} par le TBA.`,
  ];
  if (nonEnvoyes > 0) phrases.push(`${nombre(nonEnvoyes, "dossier n'est pas parti", "dossiers ne sont pas partis")}.`);
  if (erreur === null) return phrases.join(" ");
  throw new ErreurMetier("TBA_INJOIGNABLE", [erreur, ...phrases].join(" "));
}
