import { CircleAlert } from "lucide-react";
import { type Day, frenchDay } from "@/lib/domain/day";
import { type ExclusionState, nextSaturday, takenBack } from "@/lib/domain/kept-exclusion";

/** «…redevient Abandon le samedi 28/11/2026 à 5 h…», or for good when the dossier no longer leaves. */
function sentence(exclusion: Day, sent: boolean, today: Day): string {
  const taken = `Une exclusion au ${frenchDay(exclusion)} a été transmise, et ce dossier ne la porte plus. Le TBA n'efface jamais une date reçue`;
  return sent
    ? `${taken} : il tient compte de sa suppression à chaque transmission, puis montre de nouveau « Abandon » le samedi à 5 h (le prochain : ${frenchDay(nextSaturday(today))}), jusqu'à la transmission suivante.`
    : `${taken}, et ce dossier n'est plus transmis : il y reste « Abandon ».`;
}

/** What the TBA keeps of an exclusion that was taken back, and who can remove it; nothing when there is none. */
export function KeptExclusionNote({ exclusion, today }: { exclusion: ExclusionState; today: Day }) {
  const kept = takenBack(exclusion);
  if (kept === null) return null;
  return (
    <p className="mt-3 flex max-w-prose items-start gap-1.5">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-attention" />
      <span>
        {sentence(kept, exclusion.sent, today)} Seul le support du TBA peut l'effacer : donnez-lui l'identifiant de
        l'apprenant dans le logiciel et cette date.
      </span>
    </p>
  );
}
