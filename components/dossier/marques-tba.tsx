import { CircleCheck, CircleDashed, History, type LucideIcon } from "lucide-react";
import { instantParis } from "@/components/dates/instant-paris";
import type { MarquesTba as Marques } from "@/lib/services/dossier/dossier.types";

type Marque = { nom: string; icone: LucideIcon; couleur: string; suite: string };

function marques({ recuLe, accepteLe, accepteTelQuel, vuLe }: Marques): Marque[] {
  const faite = (nom: string, suite: string): Marque => ({ nom, icone: CircleCheck, couleur: "text-succes", suite });
  const pasFaite = (nom: string, suite: string): Marque => ({
    nom,
    icone: CircleDashed,
    couleur: "text-encre-douce",
    suite,
  });
  const accepte = (): Marque => {
    if (accepteLe === null) return pasFaite("Accepté", recuLe === null ? "pas encore envoyé" : "pas encore");
    if (accepteTelQuel) return faite("Accepté", `le ${instantParis(accepteLe)}`);
    return {
      nom: "Accepté",
      icone: History,
      couleur: "text-attention",
      suite: `une version précédente, le ${instantParis(accepteLe)}`,
    };
  };
  return [
    recuLe === null ? pasFaite("Reçu", "pas encore envoyé") : faite("Reçu", `le ${instantParis(recuLe)}`),
    accepte(),
    vuLe === null
      ? pasFaite("Vu sur le TBA", "pas encore vérifié")
      : faite("Vu sur le TBA", `le ${instantParis(vuLe)}`),
  ];
}

/** How far the dossier went: received by the TBA, accepted, seen there. */
export function MarquesTba({ marques: lues }: { marques: Marques }) {
  return (
    <ul aria-label="Chemin du dossier vers le TBA" className="flex flex-wrap gap-x-5 gap-y-1 text-dense">
      {marques(lues).map(({ nom, icone: Icone, couleur, suite }) => (
        <li key={nom} className="flex items-center gap-1.5 tabular-nums">
          <Icone aria-hidden="true" className={`size-4 shrink-0 ${couleur}`} />
          <span>
            <strong className="font-semibold">{nom}</strong> <span className="text-encre-douce">: {suite}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
