import { ListFilter, X } from "lucide-react";
import { FilterForm } from "@/components/data-table/filter-form";
import { NativeSelect } from "@/components/forms/native-select";
import { PageLink } from "@/components/shell/page-link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import {
  RESEAU_STATES,
  type ReseauFilters,
  type ReseauPageData,
  STATE_WORDS,
} from "@/lib/services/reseau/reseau.types";

/** The filters as the address writes them. */
export const reseauParams = ({ search, state, reseau }: ReseauFilters) => ({
  recherche: search,
  etat: state ?? "",
  reseau,
});

type ReseauFilterFieldsProps = { filters: ReseauFilters; reseaux: ReseauPageData["reseaux"] };

/** Which établissements: by name or UAI, by what is wrong, by réseau for who has several. A GET form, with or without JavaScript. */
export function ReseauFilterFields({ filters, reseaux }: ReseauFilterFieldsProps) {
  const { search, state, reseau } = filters;
  return (
    <FilterForm path="/reseau" params={reseauParams(filters)}>
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <div className="w-60">
          <Label htmlFor="reseau-recherche">Nom ou UAI</Label>
          <Input id="reseau-recherche" name="recherche" defaultValue={search} maxLength={60} autoComplete="off" />
        </div>
        <div className="w-60">
          <Label htmlFor="reseau-etat">État</Label>
          <NativeSelect id="reseau-etat" name="etat" defaultValue={state ?? ""}>
            <option value="">Tous les établissements</option>
            {RESEAU_STATES.map((value) => (
              <option key={value} value={value}>
                {STATE_WORDS[value]}
              </option>
            ))}
          </NativeSelect>
        </div>
        {reseaux.length < 2 ? null : (
          <div className="w-60">
            <Label htmlFor="reseau-choix">Réseau</Label>
            <NativeSelect id="reseau-choix" name="reseau" defaultValue={reseau}>
              <option value="">Tous mes réseaux</option>
              {reseaux.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </div>
        )}
        <Button type="submit" variant="secondary">
          <ListFilter aria-hidden="true" />
          Filtrer
        </Button>
        {search === "" && state === null && reseau === "" ? null : (
          <PageLink href="/reseau" className={buttonVariants({ variant: "discreet" })}>
            <X aria-hidden="true" />
            Effacer les filtres
          </PageLink>
        )}
      </div>
    </FilterForm>
  );
}
