import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { SelectNatif } from "@/components/ui/select-natif";
import type { EnteteColonne } from "./colonne.types";

const COMPACT = "h-9 px-2.5 tableau:h-7 tableau:px-1.5 tableau:text-dense font-normal";

type ChampRechercheProps = { colonne: EnteteColonne; valeur: string };

/** The search field of one column; its label is seen on a phone, only heard under a heading that says the same. */
export function ChampRecherche({ colonne, valeur }: ChampRechercheProps) {
  const { cle, titre, recherche } = colonne;
  const id = `recherche-${cle}`;
  return (
    <>
      <Label htmlFor={id} className="mb-1 text-dense tableau:sr-only">
        <span className="sr-only">Rechercher : </span>
        {titre}
      </Label>
      {recherche.genre === "liste" ? (
        <SelectNatif id={id} name={cle} defaultValue={valeur} className={`${COMPACT} tableau:pr-6`}>
          <option value="">{recherche.tout}</option>
          {valeur === "" || recherche.options.some((option) => option.valeur === valeur) ? null : (
            // An address may ask for something the list does not offer: the reader must see what filters the table.
            <option value={valeur}>« {valeur} »</option>
          )}
          {recherche.options.map((option) => (
            <option key={option.valeur} value={option.valeur}>
              {option.libelle}
            </option>
          ))}
        </SelectNatif>
      ) : (
        <Input
          id={id}
          name={cle}
          defaultValue={valeur}
          autoComplete="off"
          placeholder={recherche.genre === "date" ? "jj/mm/aaaa" : (recherche.indication ?? "Rechercher")}
          className={COMPACT}
        />
      )}
    </>
  );
}
