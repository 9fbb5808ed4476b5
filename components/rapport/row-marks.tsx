import { Check, Circle } from "lucide-react";
import type { RowMarks as Marques } from "@/lib/services/rapport/rapport.types";

/** How far a dossier went, small: received, accepted as it is now, seen on the TBA. */
export function RowMarks({ marks: { accepted, seen } }: { marks: Marques }) {
  const mark = (name: string, done: boolean, no: string) => (
    <li className="flex items-center gap-0.5" title={done ? undefined : `${name} : ${no}`}>
      {done ? (
        <Check aria-hidden="true" className="size-3 shrink-0 text-succes" />
      ) : (
        <Circle aria-hidden="true" className="size-2.5 shrink-0" />
      )}
      {name}
      {done ? null : <span className="sr-only"> : {no}</span>}
    </li>
  );
  return (
    <ul aria-label="Chemin vers le TBA" className="mt-1 flex flex-wrap gap-x-2 text-xs text-encre-douce">
      {mark("Reçu", true, "")}
      {mark("Accepté", accepted, "pas tel qu'il est maintenant")}
      {mark("Vu", seen, "pas encore vérifié")}
    </ul>
  );
}
