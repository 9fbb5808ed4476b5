import { instantParis } from "@/components/dates/instant-paris";
import { nombreDe } from "@/components/rapport/nombre-de";
import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";

const FINS: Readonly<Record<BilanTransmission["etat"], string>> = {
  "en-cours": "en cours",
  terminee: "terminée",
  interrompue: "interrompue",
  echouee: "en échec",
};

/** «Transmission automatique du 24/11/2026 à 02:00 : terminée», «Transmission demandée par Léa Martin le …». */
export function titreTransmission(bilan: BilanTransmission): string {
  const quand = instantParis(bilan.debut);
  const qui =
    bilan.declencheur === "horloge"
      ? `Transmission automatique du ${quand}`
      : `Transmission demandée ${bilan.par === null ? "" : `par ${bilan.par} `}le ${quand}`;
  return `${qui} : ${FINS[bilan.etat]}`;
}

/** What became of the dossiers, in plain French, a sentence each. */
export function phrasesTransmission(bilan: BilanTransmission): string[] {
  const envoyes = bilan.acceptes + bilan.refuses;
  const phrases: string[] = [];
  if (envoyes === 0) phrases.push("Aucun dossier envoyé.");
  else {
    const refuses = bilan.refuses === 0 ? "aucun refusé" : nombreDe(bilan.refuses, "refusé");
    phrases.push(
      `${nombreDe(envoyes, "dossier envoyé", "dossiers envoyés")} : ${nombreDe(bilan.acceptes, "accepté")}, ${refuses}.`,
    );
  }
  if (bilan.nonEnvoyes > 0 && bilan.etat === "en-cours")
    phrases.push(`${nombreDe(bilan.nonEnvoyes, "dossier reste", "dossiers restent")} à envoyer.`);
  else if (bilan.nonEnvoyes > 0)
    phrases.push(
      bilan.nonEnvoyes < 2
        ? "1 dossier n'a pas pu être envoyé : il le sera à la prochaine transmission."
        : `${nombreDe(bilan.nonEnvoyes, "dossier")} n'ont pas pu être envoyés : ils le seront à la prochaine transmission.`,
    );
  if (bilan.invalides > 0)
    phrases.push(
      bilan.invalides < 2
        ? "1 dossier invalide n'a pas été envoyé."
        : `${nombreDe(bilan.invalides, "dossier invalide", "dossiers invalides")} n'ont pas été envoyés.`,
    );
  return phrases;
}
