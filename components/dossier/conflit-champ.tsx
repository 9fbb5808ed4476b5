import { TriangleAlert } from "lucide-react";
import { montrerValeur } from "@/components/champ/montrer-valeur";
import type { Conflit } from "@/lib/services/dossier/dossier.types";

type ConflitChampProps = { id: string; libelle: string; conflit: Conflit };

/** Two people changed the same field: theirs, mine, choose. Theirs is chosen until one says otherwise. */
export function ConflitChamp({ id, libelle, conflit: { champ, leur, mien, auteur } }: ConflitChampProps) {
  const choix = (valeur: string, suite: string, ordre: string) => (
    <label htmlFor={`${id}-${ordre}`} className="flex items-start gap-2">
      <input
        type="radio"
        id={`${id}-${ordre}`}
        name={`saisie.${champ}`}
        value={valeur}
        defaultChecked={ordre === "leur"}
        className="mt-1 size-4 shrink-0 accent-lien"
      />
      <span className="wrap-anywhere">
        {suite} : <strong className="font-semibold">{montrerValeur(champ, valeur)}</strong>
      </span>
    </label>
  );
  return (
    <fieldset id={id} className="min-w-0 space-y-1.5 rounded-md border border-attention-trait bg-attention-doux p-3">
      <legend className="float-left mb-1.5 flex w-full items-center gap-1.5 text-sm font-medium">
        <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-attention" />
        {libelle} : modifié entre-temps par {auteur}
      </legend>
      <div className="clear-both space-y-1.5">
        {choix(leur, "Garder sa valeur", "leur")}
        {choix(mien, "Mettre la mienne", "mien")}
      </div>
      <input type="hidden" name={`avant.${champ}`} value={leur} />
    </fieldset>
  );
}
