import { parisInstant } from "@/components/dates/paris-instant";
import { plural } from "@/lib/domain/plural";
import type { TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

const ENDINGS: Readonly<Record<TransmissionSummary["status"], string>> = {
  running: "en cours",
  completed: "terminée",
  interrupted: "interrompue",
  failed: "en échec",
};

/** «Transmission automatique du 24/11/2026 à 02:00 : terminée», «Transmission demandée par Léa Martin le …». */
export function transmissionTitle(summary: TransmissionSummary): string {
  const when = parisInstant(summary.startedAt);
  const who =
    summary.trigger === "clock"
      ? `Transmission automatique du ${when}`
      : `Transmission demandée ${summary.by === null ? "" : `par ${summary.by} `}le ${when}`;
  return `${who} : ${ENDINGS[summary.status]}`;
}

/** What became of the dossiers, in plain French, a sentence each. */
export function transmissionSentences(summary: TransmissionSummary): string[] {
  const sent = summary.accepted + summary.refused;
  const sentences: string[] = [];
  if (sent === 0) sentences.push("Aucun dossier envoyé.");
  else {
    const refused = summary.refused === 0 ? "aucun refusé" : plural(summary.refused, "refusé");
    sentences.push(
      `${plural(sent, "dossier envoyé", "dossiers envoyés")} : ${plural(summary.accepted, "accepté")}, ${refused}.`,
    );
  }
  if (summary.notSent > 0 && summary.status === "running")
    sentences.push(`${plural(summary.notSent, "dossier reste", "dossiers restent")} à envoyer.`);
  else if (summary.notSent > 0)
    sentences.push(
      summary.notSent < 2
        ? "1 dossier n'a pas pu être envoyé : il le sera à la prochaine transmission."
        : `${plural(summary.notSent, "dossier")} n'ont pas pu être envoyés : ils le seront à la prochaine transmission.`,
    );
  if (summary.invalides > 0)
    sentences.push(
      summary.invalides < 2
        ? "1 dossier invalide n'a pas été envoyé."
        : `${plural(summary.invalides, "dossier invalide", "dossiers invalides")} n'ont pas été envoyés.`,
    );
  return sentences;
}
