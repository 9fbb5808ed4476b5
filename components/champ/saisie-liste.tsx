import { SelectNatif } from "@/components/ui/select-natif";
import type { SaisieProps } from "./saisie.types";

type SaisieListeProps = SaisieProps & { choix: readonly { valeur: string; libelle: string }[] };

/** A field whose values are few. A value that the list does not have is shown as it is: what is wrong must be seen. */
export function SaisieListe({ id, nom, valeur, invalide, decritPar, choix }: SaisieListeProps) {
  return (
    <SelectNatif
      id={id}
      name={nom}
      defaultValue={valeur}
      aria-invalid={invalide || undefined}
      aria-describedby={decritPar}
    >
      <option value="">Non renseigné</option>
      {valeur === "" || choix.some((c) => c.valeur === valeur) ? null : <option value={valeur}>« {valeur} »</option>}
      {choix.map((c) => (
        <option key={c.valeur} value={c.valeur}>
          {c.libelle}
        </option>
      ))}
    </SelectNatif>
  );
}
