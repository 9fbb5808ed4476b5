import { Check, Circle } from "lucide-react";
import type { MarquesLigne as Marques } from "@/lib/services/rapport/rapport.types";

/** How far a dossier went, small: received, accepted as it is now, seen on the TBA. */
export function MarquesLigne({ marques: { accepte, vu } }: { marques: Marques }) {
  const marque = (nom: string, faite: boolean, non: string) => (
    <li className="flex items-center gap-0.5" title={faite ? undefined : `${nom} : ${non}`}>
      {faite ? (
        <Check aria-hidden="true" className="size-3 shrink-0 text-succes" />
      ) : (
        <Circle aria-hidden="true" className="size-2.5 shrink-0" />
      )}
      {nom}
      {faite ? null : <span className="sr-only"> : {non}</span>}
    </li>
  );
  return (
    <ul aria-label="Chemin vers le TBA" className="mt-1 flex flex-wrap gap-x-2 text-xs text-encre-douce">
      {marque("Reçu", true, "")}
      {marque("Accepté", accepte, "pas tel qu'il est maintenant")}
      {marque("Vu", vu, "pas encore vérifié")}
    </ul>
  );
}
